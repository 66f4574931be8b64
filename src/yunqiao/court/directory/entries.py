"""Kinds of entries of a court's stream that rooms beside administration write."""

from typing import Final

STATEMENT_IMPORTED: Final = "STATEMENT_IMPORTED"
