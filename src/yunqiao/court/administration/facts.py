"""What the law lets a court set, put as questions: fees within their range, days of a year."""

from datetime import date
from typing import Final

from yunqiao.law.fees.tables import FlatFee, flat_fee

FIRST_INSTANCE: Final = "民初"
LONGEST_CLOSURE: Final = 365
FEES_OF_PROVINCE: Final = (
    "divorce_base",
    "personality_base",
    "other_non_property",
    "ip_no_amount",
    "jurisdiction_objection_dismissed",
)
"""Fees that the province sets within a range (Measures on Litigation Costs, arts. 13, 45)."""
FEES_OF_COURT: Final = (
    "enforcement_no_amount",
    "maritime_limitation_fund",
    "maritime_injunction",
    "maritime_lien_notice",
)
"""Fees that the court weighs within a range."""


class NotADayError(ValueError):
    """A line of a calendar is no day of its year."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def fee_range(kind: str, on: date) -> FlatFee:
    """The range of a fee on a court-local date."""
    return flat_fee(kind, on)


def days_in(text: str, year: int) -> list[str]:
    """The days named in a text, one a line, in order and once each.

    Raises:
        NotADayError: a line names no day of the year.
    """
    days: set[str] = set()
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            day = date.fromisoformat(line)
        except ValueError:
            raise NotADayError(line) from None
        if day.year != year:
            raise NotADayError(line)
        days.add(day.isoformat())
    return sorted(days)
