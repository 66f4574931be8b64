"""Until when a paper is good: expired, expiring soon, or good."""

from datetime import date, timedelta
from typing import Final

from yunqiao.court.identity.numbers.outcome import Check, Point, Verdict

SOON: Final = timedelta(days=180)
"""A paper that expires within half a year may expire before the case is heard."""


def expiry(expires_on: date | None, today: date) -> Check:
    """Whether a paper is still good on a court-local date; its last day counts as good.

    One that expires soon cannot be said to be good for the whole case; so is one without a date.
    """
    if expires_on is None:
        return Check(Point.EXPIRY, Verdict.CANNOT_SAY)
    if expires_on < today:
        return Check(Point.EXPIRY, Verdict.FAILS, expires_on.isoformat())
    verdict = Verdict.CANNOT_SAY if expires_on - today < SOON else Verdict.HOLDS
    return Check(Point.EXPIRY, verdict, expires_on.isoformat())
