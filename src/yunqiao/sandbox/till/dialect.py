"""What one firm's sandbox adds to the common parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from yunqiao.sandbox.till.books import Event, Payment


@dataclass(frozen=True)
class Outgoing:
    """A callback as it goes out."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Firm:
    """A firm's name, how often it repeats a callback (seconds between tries), what its page offers."""

    name: str
    title_zh: str
    title_en: str
    retries: Sequence[float]
    has_three_d: bool = False
    has_disputes: bool = False


class Dialect(Protocol):
    """How a firm puts an event into a signed request, and what it takes for an answer."""

    firm: Firm

    def new_money_id(self) -> str:
        """The firm's number of a movement of money."""

    def callback(self, event: Event, payment: Payment, fault: str, now: float) -> Outgoing | None:
        """The request, signed at `now`; None where the firm sends nothing for such an event."""

    def is_taken(self, status: int, body: bytes) -> bool:
        """Whether the merchant took it."""
