"""Our account with a bank whose statements come as files, camt.053 or CSV."""

from collections.abc import Sequence
from typing import Final

from yunqiao.gateways.bank import camt053, table
from yunqiao.gateways.bank.port import BankStatement, StatementRefusedError
from yunqiao.gateways.bank.reference import LONGEST, reference_of

LARGEST_FILE: Final = 32 * 1024 * 1024
NUMBER_LENGTH: Final = 12


class BankFiles:
    """Reads files; every reference given out has the same length, so that it is found in any text."""

    def __init__(self, number_length: int = NUMBER_LENGTH) -> None:
        """`number_length`: to how many signs our numbers are filled up with noughts."""
        if not 1 <= number_length <= LONGEST:
            raise ValueError(f"a number has 1 to {LONGEST} signs")
        self._number_length = number_length

    def reference_for(self, number: str) -> str:
        """The reference of our number (see the port).

        Raises:
            ValueError: it is longer than our numbers are, or has other signs.
        """
        if len(number) > self._number_length:
            raise ValueError(f"a number has at most {self._number_length} signs")
        return reference_of(number.rjust(self._number_length, "0"))

    def read(self, content: bytes) -> Sequence[BankStatement]:
        """The statements of a file (see the port)."""
        if len(content) > LARGEST_FILE:
            raise StatementRefusedError("The file is larger than a statement can be.")
        length = self._number_length + len("RF00")
        start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
        # UTF-16 begins with a mark, or with a nought beside its first sign.
        is_xml = start.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<"))
        return camt053.read(content, length) if is_xml else table.read(content, length)
