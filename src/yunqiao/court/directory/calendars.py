"""A court's calendar: the State's rest days, the years entered since, and the court's closures."""

from datetime import date, timedelta
from typing import Any

from yunqiao.court.directory.models import Closure, Court
from yunqiao.court.foundation.working_years import year_of
from yunqiao.law.calendar import AnnouncedYear, WorkingCalendar, china, china_with


def announced_at(court: Court) -> tuple[AnnouncedYear, ...]:
    """The years an administrator entered for this court; they prevail over the shipped ones."""
    return tuple(year_of(given) for given in court.announced)


def calendar_of(court: Court) -> WorkingCalendar:
    """The working calendar by which the court counts."""
    return china_with(announced_at(court))


def kept_year(court: Court, year: int) -> dict[str, Any] | None:
    """A year as it counts at this court, as its row keeps one; None where it is not known."""
    entered = next((given for given in court.announced if given["year"] == year), None)
    if entered is not None:
        return dict(entered)
    shipped = china()
    if year not in shipped.years:
        return None
    return {
        "year": year,
        "off": sorted(day.isoformat() for day in shipped.off if day.year == year),
        "work": sorted(day.isoformat() for day in shipped.work if day.year == year),
    }


def closed_days(court: Court) -> frozenset[date]:
    """Every day of the court's closures that were not lifted."""
    return frozenset(
        day
        for closure in Closure.objects.filter(court=court, lifted=False)
        for day in days_of(closure.first_day, closure.last_day)
    )


def days_of(first_day: date, last_day: date) -> list[date]:
    """The days from one to another, both included."""
    return [first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1)]
