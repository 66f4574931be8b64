"""Payloads of the docket entries that payments write; amounts in minor units and in fen."""

from dataclasses import asdict, dataclass
from typing import Any, Final

PAYS_A_FEE: Final = "fee"
GOES_BACK: Final = "refund"
"""What finance staff said money that waited is for: the outcome of PAYMENT_ASSIGNED."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceived:
    """PAYMENT_RECEIVED: what came for which party, by which way and when (ISO 8601).

    `party` owes the fee; `side` is the party who paid it, where several owe it together. `pays` of
    its worth in fen paid what was outstanding; the rest waits for finance staff. `payer` is the
    person who paid, empty where only the bank knows. A rate is yuan per unit on a day.
    """

    party: str
    payer: str
    way: str
    money_id: str
    minor: int
    currency: str
    fen: int
    pays: int
    paid_at: str
    rate: str = ""
    rate_on: str = ""
    side: str = ""

    @property
    def of_side(self) -> str:
        """The party whose side alone the payment concerns."""
        return self.side or self.party

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMoved:
    """What else happened to money of a party: refunded, disputed, taken back; `name` is the firm's, or ours.

    `outcome` says how a dispute ended; `side` is the party who had paid it, as in PAYMENT_RECEIVED.
    """

    party: str
    way: str
    name: str
    fen: int
    outcome: str = ""
    side: str = ""

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledInWords:
    """MONEY_LEFT_OUT, DIFFERENCE_EXPLAINED, on a court's stream: what no posting settles, and why.

    `name` is the firm's or the bank's.
    """

    way: str
    name: str
    minor: int
    currency: str
    because: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementImported:
    """STATEMENT_IMPORTED, on a court's stream: the file by its SHA-256, and what became of its entries."""

    sha256: str
    booked: int
    known: int
    to_person: int
    outgoing: int

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)
