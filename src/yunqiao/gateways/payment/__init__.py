"""Taking money: one port, a module for each firm that moves it."""
