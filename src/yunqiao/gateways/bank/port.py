"""What the court asks of its bank: a reference that survives being typed, and what a statement says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

MADE_UP: Final = re.compile(r"\d{4}-\d\d-\d\d-\d+-\d+-[0-9a-f]{12}")
"""How a mark looks that stands where the bank gave none: day, places in the statement, digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """One booked line of a statement.

    `minor` counts minor units of ISO 4217, negative where money left the account. `bank_id` is the
    bank's own mark of the entry, the same in every statement that shows it again; `payer` is whoever
    was paid where money left. `references` are
    those of ours found in the line, whole and with the right check characters.
    """

    bank_id: str
    minor: int
    currency: str
    booked_on: date
    valued_on: date
    payer: str
    text: str
    references: tuple[str, ...]
    is_reversal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BankStatement:
    """One account's statement; `opening` and `closing` are in minor units where the bank told them."""

    statement_id: str
    account: str
    currency: str
    opening: int | None
    closing: int | None
    entries: Sequence[BankEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """Where a transfer goes: what a payer's bank asks for. `swift` is the bank's BIC (ISO 9362)."""

    holder: str
    number: str
    bank: str
    swift: str = ""


class BankAccounts(Protocol):
    """The accounts of all courts."""

    def of(self, court: str) -> BankAccount | None:
        """The account of a court, by its code; None if it takes no transfers."""


class StatementRefusedError(Exception):
    """The file is no statement that can be taken, as a sentence; nothing of it is used."""


class BankGateway(Protocol):
    """Reads what banks send; asks nobody."""

    def reference_for(self, number: str) -> str:
        """The reference that a payer is asked to write for our number (1 to 21 letters and digits)."""

    def read(self, content: bytes) -> Sequence[BankStatement]:
        """The statements of a file: camt.053 (ISO 20022, versions 02 to 08) or CSV.

        Raises:
            StatementRefusedError: neither of them, damaged, too large, or hostile.
        """
