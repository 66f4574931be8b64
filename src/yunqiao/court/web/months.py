"""A month as a small calendar: rest days, and the days a finding names."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yunqiao.law.calendar import UnknownYearError, china


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; `named` is what the finding calls it."""

    day: date
    in_month: bool
    rest: bool
    named: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month and its weeks, each from Monday to Sunday."""

    first: date
    weeks: list[list[Day]]


def months_with(named: Iterable[tuple[str, date]], most: int = 4) -> list[Month]:
    """The months in which the named days lie, the first `most` of them."""
    names: dict[date, str] = {}
    for name, day in named:
        names[day] = f"{names[day]}, {name}" if day in names else name
    firsts = sorted({day.replace(day=1) for day in names})[:most]
    return [Month(first, _weeks(first, names)) for first in firsts]


def _weeks(first: date, names: dict[date, str]) -> list[list[Day]]:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [
        [Day(day, day.month == first.month, _is_rest(day), names.get(day, "")) for day in week]
        for week in weeks
    ]


def _is_rest(day: date) -> bool:
    try:
        return china().is_rest_day(day)
    except UnknownYearError:
        return False
