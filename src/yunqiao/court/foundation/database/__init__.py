"""The database as Django reaches it; the name that `ENGINE` in the settings gives."""
