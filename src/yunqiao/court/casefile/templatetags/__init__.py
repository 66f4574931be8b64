"""Filters of the case file's words."""
