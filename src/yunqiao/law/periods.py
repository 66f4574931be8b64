"""How the law counts time: days, working days, months, years and hours, and the roll over rest days."""

import calendar as months_of
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from yunqiao.law.calendar import SATURDAY, WorkingCalendar, china
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import ReasonedDay, reason
from yunqiao.law.instruments import CPL

ROLLED: Final = reason("periods.rolled")
ADJUSTED_WORKING_DAY: Final = reason("periods.adjusted_working_day")
MOVED_EARLIER: Final = reason("periods.moved_earlier")

ROLLS: Final = CPL["85(3)"]


class Unit(Enum):
    """What a period is counted in. Days are calendar days unless a text says working days."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


LONGEST: Final = 3660
"""No text knows a length of more days, hours, months or years than this."""


def require_length(where: str, n: int, least: int = 0) -> None:
    """Refuse a length that no text knows.

    Raises:
        FactsError: naming the field `where`, the number lies outside `least` to `LONGEST`.
    """
    if not least <= n <= LONGEST:
        raise FactsError(where, f"must lie between {least} and {LONGEST}")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time the law gives, such as fifteen days."""

    n: int
    unit: Unit = Unit.DAY


def last_day(
    period: Period,
    after: date,
    *,
    calendar: WorkingCalendar | None = None,
    roll: bool = True,
    transit_days: int = 0,
) -> date:
    """The last day of a period that starts the day after `after` (CPL 85(2); Civil Code 201, 202).

    A last day on a statutory rest day rolls to the first working day after it (CPL 85(3)) unless
    `roll` is off (deemed service is a condition, not time for a party to act); the day then says
    so in every finding that gives it. `transit_days` are days in transit, which are not counted
    (CPL 85(4)). All dates are court-local.

    Raises:
        UnknownYearError: a year that must be consulted is not known.
        ValueError: the period is counted in hours; use `last_instant`.
    """
    rest = calendar or china()
    if period.unit is Unit.WORKING_DAY:
        return _working_days(period.n, after + timedelta(days=transit_days), rest)
    end = _raw_end(period, after) + timedelta(days=transit_days)
    return _rolled(end, rest) if roll else end


def last_instant(period: Period, after: datetime) -> datetime:
    """The end of a period of hours: counting begins with the next full hour (Int 125).

    `after` is an aware instant. Hours run through rest days: only days roll (CPL 85(3)).
    """
    if period.unit is not Unit.HOUR:
        raise ValueError("only hours end at an instant")
    start = after.replace(minute=0, second=0, microsecond=0)
    if start != after:
        start += timedelta(hours=1)
    return start + timedelta(hours=period.n)


def latest_day_before(
    period: Period, event: date, *, calendar: WorkingCalendar | None = None
) -> date:
    """The last day on which an act still precedes an event by `period`, counted backwards.

    The event's day is not counted. Where the day found is a rest day the act must be done on the
    working day before it, so that the other side keeps its whole time; the day then carries the
    doubt that no text says so.

    Raises:
        UnknownYearError: a year that must be consulted is not known.
        ValueError: the period is counted in hours.
    """
    rest = calendar or china()
    if period.unit is Unit.WORKING_DAY:
        day = event
        for _ in range(period.n):
            day = _last_working_day(day - timedelta(days=1), rest)
        return day
    raw = _raw_end(Period(-period.n, period.unit), event)
    end = _last_working_day(raw, rest)
    return end if end == raw else ReasonedDay.of(end, doubts=(MOVED_EARLIER(rest_day=raw),))


_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def _raw_end(period: Period, after: date) -> date:
    if period.unit is Unit.DAY:
        return after + timedelta(days=period.n)
    if period.unit in _MONTHS:
        return _shift_months(after, period.n * _MONTHS[period.unit])
    raise ValueError("a period of hours ends at an instant, not on a day")


def _rolled(end: date, calendar: WorkingCalendar) -> date:
    to = calendar.first_working_day(end)
    if to != end:
        return ReasonedDay.of(to, ROLLED(rest_day=end, to=to), citations=(ROLLS,))
    if end.weekday() >= SATURDAY:
        return ReasonedDay.of(end, ADJUSTED_WORKING_DAY(day=end), citations=(ROLLS,))
    return end


def _last_working_day(day: date, calendar: WorkingCalendar) -> date:
    while calendar.is_rest_day(day):
        day -= timedelta(days=1)
    return day


def _shift_months(day: date, months: int) -> date:
    """The corresponding day, or the month's last day where there is none (Civil Code 202)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, months_of.monthrange(year, month0 + 1)[1]))


def _working_days(n: int, after: date, calendar: WorkingCalendar) -> date:
    day = after
    for _ in range(n):
        day = calendar.first_working_day(day + timedelta(days=1))
    return day
