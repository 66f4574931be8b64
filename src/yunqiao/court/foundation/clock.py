"""The time: instants in UTC, legal dates in the court's zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COURT_ZONE = ZoneInfo("Asia/Shanghai")
"""The zone of every Chinese court; a court of another venue would name its own (Court.time_zone)."""


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def court_date(instant: datetime, zone: ZoneInfo = COURT_ZONE) -> date:
    """The legal date of an instant: the date on the wall of the court."""
    return instant.astimezone(zone).date()
