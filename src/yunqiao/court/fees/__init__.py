"""Litigation costs: what is due, what came, what goes back, in books that only grow."""
