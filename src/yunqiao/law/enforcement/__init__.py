"""Enforcement: title, court, limitation, assets, interest for delay, restrictions, ending, objections."""
