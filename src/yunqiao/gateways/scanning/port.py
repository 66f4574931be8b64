"""What the court asks of a virus scanner."""

from collections.abc import Iterable
from enum import Enum
from typing import Protocol


class Verdict(Enum):
    """What the scanner says of a file."""

    CLEAN = "clean"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"  # there is no scanner, or the file is larger than it takes


class ScannerUnavailableError(Exception):
    """The scanner could not be reached or broke off: nothing is known of the file."""


class Scanner(Protocol):
    """Looks for viruses in bytes."""

    def scan(self, chunks: Iterable[bytes], size: int) -> Verdict:
        """Scan a file of `size` bytes.

        Raises:
            ScannerUnavailableError: try again later.
        """
