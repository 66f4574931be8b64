"""The court's own time: every legal date is a date in Beijing."""

from datetime import date, datetime, timedelta, timezone
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8), "Asia/Shanghai")


def court_day(instant: datetime) -> date:
    """The court-local date of an aware instant."""
    return instant.astimezone(BEIJING).date()
