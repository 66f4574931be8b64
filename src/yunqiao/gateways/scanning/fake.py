"""A scanner for tests: it finds the harmless file that every scanner takes for a virus."""

from collections.abc import Iterable
from typing import Final

from yunqiao.gateways.scanning.port import ScannerUnavailableError, Verdict

EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeScanner:
    """Finds EICAR; `is_down` makes it unreachable."""

    def __init__(self) -> None:
        self.is_down = False

    def scan(self, chunks: Iterable[bytes], size: int) -> Verdict:
        """Look for EICAR (see the port)."""
        del size
        if self.is_down:
            raise ScannerUnavailableError("the scanner is down")
        return Verdict.INFECTED if EICAR in b"".join(chunks) else Verdict.CLEAN
