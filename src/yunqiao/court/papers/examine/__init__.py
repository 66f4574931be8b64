"""Examining a file's content, in a process of its own without Django, database or network keys."""
