"""Rest days and working days, year by year, as the State Council announces them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Self

from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.rows import rows

SATURDAY = 5


class UnknownYearError(LookupError):
    """The calendar of a year has not been announced or entered: nothing is guessed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the working calendar of {year} is not known")
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off on weekdays and working days on weekends, for the years that are known.

    Source: annual notices of the State Council General Office. An administrator extends it with
    `with_year` when the next notice is published.
    """

    years: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]

    def is_rest_day(self, day: date) -> bool:
        """Whether a day is a statutory rest day (法定休假日, CPL 85(3)).

        Weekends and festivals are; an adjusted working day (调休上班) is not.

        Raises:
            UnknownYearError: the year of the day is not known.
        """
        if day.year not in self.years:
            raise UnknownYearError(day.year)
        return day in self.off or (day.weekday() >= SATURDAY and day not in self.work)

    def first_working_day(self, day: date) -> date:
        """The day itself if it is a working day, else the first working day after it."""
        while self.is_rest_day(day):
            day += timedelta(days=1)
        return day

    def with_year(self, year: int, off: Iterable[date], work: Iterable[date]) -> Self:
        """The same calendar with one more year, or that year's data replaced."""
        return type(self)(
            self.years | {year},
            frozenset(d for d in self.off if d.year != year) | frozenset(off),
            frozenset(d for d in self.work if d.year != year) | frozenset(work),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedYear:
    """A year's notice as handed in with the facts: days off, and weekend days worked instead."""

    year: int
    off: frozenset[date]
    work: frozenset[date]

    def __post_init__(self) -> None:
        """Refuse a day of another year, and a day that is both off and worked."""
        for name, days in (("off", self.off), ("work", self.work)):
            for day in sorted(days):
                if day.year != self.year:
                    raise FactsError(name, f"{day} does not lie in {self.year}")
        if both := self.off & self.work:
            raise ContradictionError("off", "work", f"{min(both)} cannot be a day off and worked")


def china_with(announced: Iterable[AnnouncedYear]) -> WorkingCalendar:
    """The shipped calendar extended or corrected by years handed in; the last one given counts."""
    calendar = china()
    for notice in announced:
        calendar = calendar.with_year(notice.year, notice.off, notice.work)
    return calendar


@cache
def china() -> WorkingCalendar:
    """The calendar of the People's Republic of China as shipped: 2024 to 2026."""
    days = [(date.fromisoformat(row["date"]), row["kind"]) for row in rows("holidays_cn.csv")]
    return WorkingCalendar(
        frozenset(day.year for day, _ in days),
        frozenset(day for day, kind in days if kind == "off"),
        frozenset(day for day, kind in days if kind == "work"),
    )
