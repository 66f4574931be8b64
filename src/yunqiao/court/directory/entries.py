"""Kinds of entries of a court's stream that rooms beside administration write."""

from dataclasses import asdict, dataclass
from typing import Any, Final

STATEMENT_IMPORTED: Final = "STATEMENT_IMPORTED"
MONEY_LEFT_OUT: Final = "MONEY_LEFT_OUT"
DIFFERENCE_EXPLAINED: Final = "DIFFERENCE_EXPLAINED"
PERSON_NOT_FOUND: Final = "PERSON_NOT_FOUND"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """PERSON_NOT_FOUND: by which kind of identifier a clerk looked for somebody in vain, and why.

    `by` is one of `email`, `telephone`, `receipt`, `paper` and `name`; what was given is not kept.
    """

    by: str
    why: str

    def payload(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)
