"""A store, a scanner and a folder of uploads of each test's own."""

from support.stores import scanner, storage

__all__ = ["scanner", "storage"]
