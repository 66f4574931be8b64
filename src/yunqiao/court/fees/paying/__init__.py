"""Paying a fee: attempts at the firms, what came, what goes back, and the bank's statements."""
