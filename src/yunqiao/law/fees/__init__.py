"""Litigation costs: what is paid, when, in what part, and who bears it in the end."""
