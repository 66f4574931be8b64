"""Deadlines as findings: a last day, or unknown naming the calendar year that is not entered."""

from datetime import date, datetime
from typing import Any, Final

from yunqiao.law.calendar import UnknownYearError, WorkingCalendar
from yunqiao.law.findings import Cited, Finding, Reason, reason, unknown, yes
from yunqiao.law.periods import Period, Unit, last_day, last_instant, latest_day_before
from yunqiao.law.venue import BEIJING

YEAR_UNKNOWN: Final = reason("calendar.year_unknown")
ROLL_OF_DEEMED_UNSETTLED: Final = reason("periods.roll_of_deemed_unsettled")


def deadline(
    cited: Cited,
    period: Period,
    after: date,
    *because: Reason,
    calendar: WorkingCalendar | None = None,
    roll: bool = True,
    transit_days: int = 0,
    code: str = "",
    value: Any = None,
    try_next: tuple[Reason, ...] = (),
    doubts: tuple[Reason, ...] = (),
    **named: date,
) -> Finding:
    """Yes, with the `last_day` of a period that starts the day after `after`, and `named` dates.

    Unknown, with what is missing as `calendar.YEAR`, where a year that decides has not been
    entered; as rest days only move it on, the last day is not before the `earliest_last_day`.
    Dates are court-local; `periods.last_day` says how they are counted.
    """
    try:
        end = last_day(period, after, calendar=calendar, roll=roll, transit_days=transit_days)
    except UnknownYearError as error:
        if period.unit is not Unit.WORKING_DAY:
            named["earliest_last_day"] = last_day(period, after, roll=False, transit_days=transit_days)  # fmt: skip
        return year_unknown(cited, error, *because, code=code, value=value, try_next=try_next, doubts=doubts, **named)  # fmt: skip
    return yes(cited, *because, code=code, value=value, try_next=try_next, doubts=doubts, last_day=end, **named)  # fmt: skip


def deadline_before(
    cited: Cited,
    period: Period,
    event: date,
    *because: Reason,
    calendar: WorkingCalendar | None = None,
    code: str = "",
    value: Any = None,
    try_next: tuple[Reason, ...] = (),
    doubts: tuple[Reason, ...] = (),
    **named: date,
) -> Finding:
    """Yes, with the `last_day` on which an act still precedes `event` by `period`; else unknown."""
    try:
        end = latest_day_before(period, event, calendar=calendar)
    except UnknownYearError as error:
        return year_unknown(cited, error, *because, code=code, value=value, try_next=try_next, doubts=doubts, **named)  # fmt: skip
    return yes(cited, *because, code=code, value=value, try_next=try_next, doubts=doubts, last_day=end, **named)  # fmt: skip


def deadline_in_hours(
    cited: Cited,
    period: Period,
    after: datetime,
    *because: Reason,
    code: str = "",
    doubts: tuple[Reason, ...] = (),
) -> Finding:
    """Yes, with the court-local `last_day` and the exact end of the hours as `value["ends_at"]`.

    `after` is an aware instant. Hours run through rest days (Int 125).
    """
    end = last_instant(period, after.astimezone(BEIJING))
    return yes(cited, *because, code=code, value={"ends_at": end}, doubts=doubts, last_day=end.date())  # fmt: skip


def year_unknown(
    cited: Cited,
    error: UnknownYearError,
    *because: Reason,
    code: str = "",
    value: Any = None,
    try_next: tuple[Reason, ...] = (),
    doubts: tuple[Reason, ...] = (),
    **named: date,
) -> Finding:
    """Unknown because a year's calendar is not entered; nothing is guessed in its place."""
    return unknown(
        cited,
        *because,
        YEAR_UNKNOWN(year=error.year),
        missing=f"calendar.{error.year}",
        code=code,
        value=value,
        try_next=try_next,
        doubts=doubts,
        **named,
    )
