"""Deadlines as findings keep everything they are given and never guess a year."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from yunqiao.law.calendar import UnknownYearError, china
from yunqiao.law.clocks import (
    YEAR_UNKNOWN,
    deadline,
    deadline_before,
    deadline_in_hours,
    year_unknown,
)
from yunqiao.law.counting.last_day import START_NOT_COUNTED
from yunqiao.law.explain import explain
from yunqiao.law.findings import Finding, Outcome, for_the_court, no, yes
from yunqiao.law.instruments import CPL
from yunqiao.law.periods import ROLLED, ROLLS, Period, Unit, last_day
from yunqiao.law.texts import Language

BEIJING = timezone(timedelta(hours=8))
DAY = date(2026, 3, 2)


def test_a_deadline_keeps_its_code_value_dates_and_doubts() -> None:
    found = deadline(
        CPL["128"],
        Period(15),
        DAY,
        START_NOT_COUNTED,
        code="RUNS",
        value={"a": 1},
        try_next=(START_NOT_COUNTED,),
        doubts=(ROLLED,),
        served_on=DAY,
    )
    assert found.outcome is Outcome.YES
    assert (found.code, found.value) == ("RUNS", {"a": 1})
    assert found.dates == (("last_day", date(2026, 3, 17)), ("served_on", DAY))
    assert (found.try_next, found.doubts) == ((START_NOT_COUNTED,), (ROLLED,))


def test_a_deadline_in_an_unknown_year_keeps_everything_but_the_day() -> None:
    found = deadline(
        CPL["128"], Period(15), date(2026, 12, 30), code="RUNS", value=7, served_on=DAY
    )
    assert found.outcome is Outcome.UNKNOWN
    assert found.missing == ("calendar.2027",)
    assert found.because == (YEAR_UNKNOWN(year=2027),)
    not_before = ("earliest_last_day", date(2027, 1, 14))
    assert (found.code, found.value) == ("RUNS", 7)
    assert set(found.dates) == {("served_on", DAY), not_before}


def test_a_deadline_need_not_roll_and_leaves_out_transit() -> None:
    sunday = date(2026, 3, 22)
    assert deadline(CPL["128"], Period(20), DAY, roll=False).date("last_day") == sunday
    moved = deadline(CPL["128"], Period(15), DAY, transit_days=5).date("last_day")
    assert moved == date(2026, 3, 23)


def test_a_deadline_uses_the_calendar_it_is_given() -> None:
    calendar = china().with_year(2027, [], [])
    found = deadline(CPL["128"], Period(15), date(2026, 12, 30), calendar=calendar)
    assert found.date("last_day") == date(2027, 1, 14)


def test_a_deadline_before_an_event_ends_on_a_working_day() -> None:
    found = deadline_before(CPL["139"], Period(7), date(2026, 3, 22), START_NOT_COUNTED, code="X")
    assert found.date("last_day") == date(2026, 3, 13)
    assert found.code == "X"


def test_a_deadline_before_an_event_is_unknown_in_an_unknown_year() -> None:
    found = deadline_before(CPL["139"], Period(7), date(2024, 1, 3))
    assert found.missing == ("calendar.2023",)


def test_hours_end_at_an_instant() -> None:
    at = datetime(2026, 3, 2, 9, 1, tzinfo=BEIJING)
    found = deadline_in_hours(CPL["103"], Period(48, Unit.HOUR), at, code="X")
    assert found.value == {"ends_at": datetime(2026, 3, 4, 10, tzinfo=BEIJING)}
    assert found.date("last_day") == date(2026, 3, 4)


def test_an_unknown_year_says_which() -> None:
    found = year_unknown(CPL["85"], UnknownYearError(2031))
    assert found.missing == ("calendar.2031",)


@pytest.mark.parametrize("event", [date(2026, 3, 2), date(2028, 3, 2)])
def test_a_deadline_before_an_event_keeps_everything_it_is_given(event: date) -> None:
    found = deadline_before(
        CPL["139"],
        Period(3),
        event,
        START_NOT_COUNTED,
        code="BEFORE",
        value={"a": 1},
        try_next=(START_NOT_COUNTED,),
        doubts=(ROLLED,),
        served_on=DAY,
    )
    assert (found.code, found.value, found.because[0]) == ("BEFORE", {"a": 1}, START_NOT_COUNTED)
    assert (found.try_next, found.doubts) == ((START_NOT_COUNTED,), (ROLLED,))
    assert found.date("served_on") == DAY


def test_a_deadline_before_an_event_uses_the_calendar_it_is_given() -> None:
    friday = date(2026, 3, 6)
    calendar = china().with_year(2026, [friday], [])
    found = deadline_before(CPL["139"], Period(3), date(2026, 3, 9), calendar=calendar)
    assert found.date("last_day") == date(2026, 3, 5)


def test_without_a_code_a_deadline_has_none_and_hours_keep_their_doubts() -> None:
    at = datetime(2026, 3, 2, 10, 30, tzinfo=BEIJING)
    hours = deadline_in_hours(CPL["103"], Period(48, Unit.HOUR), at, doubts=(ROLLED,))
    assert (hours.code, hours.doubts) == ("", (ROLLED,))
    assert deadline(CPL["128"], Period(15), DAY).code == ""
    assert deadline_before(CPL["139"], Period(3), DAY).code == ""


def test_an_unknown_year_keeps_the_reasons_the_steps_and_the_doubts() -> None:
    error = UnknownYearError(2031)
    found = year_unknown(CPL["85"], error, ROLLED, try_next=(START_NOT_COUNTED,), doubts=(ROLLED,))
    assert found.because == (ROLLED, YEAR_UNKNOWN(year=2031))
    assert (found.code, found.try_next, found.doubts) == ("", (START_NOT_COUNTED,), (ROLLED,))


def test_a_deadline_in_an_unknown_year_keeps_reasons_steps_and_doubts_and_hours_their_code() -> (
    None
):
    late = deadline(CPL["128"], Period(15), date(2026, 12, 25), ROLLED, try_next=(ROLLED,), doubts=(ROLLED,))  # fmt: skip
    assert (late.because[0], late.try_next, late.doubts) == (ROLLED, (ROLLED,), (ROLLED,))
    started = datetime(2026, 3, 2, 9, 0, 5, 7, tzinfo=BEIJING)
    hours = deadline_in_hours(CPL["103"], Period(1, Unit.HOUR), started, code="X")
    assert hours.code == "X"
    assert hours.value == {"ends_at": datetime(2026, 3, 2, 11, tzinfo=BEIJING)}


def test_a_year_handed_in_replaces_the_days_of_that_year_alone() -> None:
    worked, off = date(2026, 2, 28), date(2026, 2, 16)
    calendar = china().with_year(2026, [], [])
    assert (china().is_rest_day(worked), calendar.is_rest_day(worked)) == (False, True)
    assert (china().is_rest_day(off), calendar.is_rest_day(off)) == (True, False)
    assert not calendar.is_rest_day(date(2025, 1, 26))
    assert calendar.is_rest_day(date(2025, 10, 1))


SATURDAY_NOT_WORKED = date(2026, 3, 7)
MONDAY_AFTER = date(2026, 3, 9)


@pytest.mark.parametrize("answer", [yes, no, for_the_court])
def test_a_rolled_day_says_why_in_every_finding_that_gives_it(
    answer: Callable[..., Finding],
) -> None:
    day = last_day(Period(5), DAY)
    found = answer(CPL["104"], START_NOT_COUNTED, until=day, again=day)
    because = ROLLED(rest_day=SATURDAY_NOT_WORKED, to=MONDAY_AFTER)
    assert found.because == (START_NOT_COUNTED, because)
    assert found.citations == (CPL["104"], ROLLS)
    assert day == MONDAY_AFTER


def test_a_day_counted_from_a_rolled_day_has_no_grounds() -> None:
    after = last_day(Period(5), DAY) + timedelta(days=1)
    assert yes(CPL["104"], after=after).because == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "届满时刻：2026年3月4日10:00（+08:00）。"),
        ("en", "Ends at: 2026-03-04 10:00 (+08:00)."),
    ],
)
def test_hours_are_said_to_the_hour_of_the_court(language: Language, said: str) -> None:
    received = datetime(2026, 3, 2, 1, 20, tzinfo=UTC)
    found = deadline_in_hours(CPL["104(2)"], Period(48, Unit.HOUR), received)
    assert said in explain(found, language)
