"""Stores of each test's own."""

from support.stores import scanner, storage

__all__ = ["scanner", "storage"]
