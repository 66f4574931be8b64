"""Payloads of the entries in a court's stream: what was changed, from what to what."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

COURT_CHANGED: Final = "COURT_CHANGED"
DIVISION_CHANGED: Final = "DIVISION_CHANGED"
COUNTER_CHANGED: Final = "COUNTER_CHANGED"
POST_CHANGED: Final = "POST_CHANGED"
CLOSURE_CHANGED: Final = "CLOSURE_CHANGED"
YEAR_CHANGED: Final = "YEAR_CHANGED"
SETTING_CHANGED: Final = "SETTING_CHANGED"
LETTER_TEXT_CHANGED: Final = "LETTER_TEXT_CHANGED"
INVITATION_SENT: Final = "INVITATION_SENT"
TEST_MESSAGE_SENT: Final = "TEST_MESSAGE_SENT"

Values = Mapping[str, Any]
"""What a thing of the court says of itself: plain JSON by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """…_CHANGED: which thing of which topic, its values before (empty for a new one) and after."""

    topic: str
    subject: str
    before: Values
    after: Values

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "Change":
        """Read what `payload` wrote."""
        return cls(**payload)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """INVITATION_SENT, TEST_MESSAGE_SENT: to which address, and what the mail server answered."""

    about: str
    to: str
    answer: str
    server_said: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)
