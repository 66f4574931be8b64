"""Periods for every day and length: never earlier for a later event, never on a rest day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.asking import ask
from yunqiao.law.calendar import AnnouncedYear, UnknownYearError, WorkingCalendar, china, china_with
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Outcome
from yunqiao.law.periods import Period, Unit, last_day, last_instant, latest_day_before

ENTERED = st.dates(date(2024, 1, 1), date(2026, 9, 30))
DAYS = st.builds(Period, st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.WORKING_DAY]))
MONTHS = st.builds(Period, st.integers(1, 24), st.just(Unit.MONTH))
YEARS = st.builds(Period, st.integers(1, 10), st.just(Unit.YEAR))
WIDE = china().with_year(2023, [], []).with_year(2027, [], []).with_year(2028, [], [])


@given(DAYS | MONTHS, ENTERED, st.integers(0, 30))
def test_a_later_event_never_gives_an_earlier_deadline(
    period: Period, day: date, later: int
) -> None:
    first = last_day(period, day, calendar=WIDE)
    assert first <= last_day(
        period, day + timedelta(days=later), calendar=WIDE.with_year(2029, [], [])
    )


@given(DAYS | MONTHS, ENTERED)
def test_a_deadline_is_a_working_day_after_the_event(period: Period, day: date) -> None:
    end = last_day(period, day, calendar=WIDE)
    assert end > day
    assert not WIDE.is_rest_day(end)


@given(DAYS, ENTERED, st.integers(0, 20))
def test_a_longer_period_never_ends_earlier(period: Period, day: date, more: int) -> None:
    longer = Period(period.n + more, period.unit)
    assert last_day(period, day, calendar=WIDE) <= last_day(longer, day, calendar=WIDE)


@given(DAYS | MONTHS | YEARS, ENTERED)
def test_rolling_only_ever_moves_a_day_later_over_rest_days(period: Period, day: date) -> None:
    if period.unit is Unit.WORKING_DAY:
        return
    calendar = WorkingCalendar(frozenset(range(2024, 2040)), china().off, china().work)
    raw, end = (last_day(period, day, calendar=calendar, roll=roll) for roll in (False, True))
    assert raw <= end
    skipped = (raw + timedelta(days=n) for n in range((end - raw).days))
    assert all(calendar.is_rest_day(one) for one in skipped)


@given(st.integers(1, 30), ENTERED)
def test_counting_back_leaves_the_whole_period(n: int, event: date) -> None:
    latest = latest_day_before(Period(n), event, calendar=WIDE)
    assert latest <= event - timedelta(days=n)
    assert not WIDE.is_rest_day(latest)


@given(st.integers(1, 30), ENTERED)
def test_working_days_forward_and_back_meet(n: int, event: date) -> None:
    period = Period(n, Unit.WORKING_DAY)
    start = latest_day_before(period, event, calendar=WIDE)
    assert last_day(period, start, calendar=WIDE) == WIDE.first_working_day(event)


@given(MONTHS, ENTERED)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(
    period: Period, day: date
) -> None:
    end = last_day(period, day, roll=False)
    assert end.day == day.day or (end + timedelta(days=1)).day == 1
    assert (end.year - day.year) * 12 + end.month - day.month == period.n


@given(st.integers(0, 10**6), st.integers(1, 100))
def test_hours_are_whole_and_never_short(minutes: int, n: int) -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    end = last_instant(Period(n, Unit.HOUR), at)
    assert timedelta(hours=n) <= end - at < timedelta(hours=n + 1)
    assert (end.minute, end.second, end.microsecond) == (0, 0, 0)


@given(ENTERED, st.integers(1, 90), st.integers(0, 60))
def test_posting_earlier_never_loses_a_paper(last: date, late: int, early: int) -> None:
    facts = {"last_day": last, "means": "post"}
    assert ask("periods.in_time", {**facts, "posted_on": last - timedelta(days=early)}).is_yes
    assert not ask("periods.in_time", {**facts, "posted_on": last + timedelta(days=late)}).is_yes


@given(ENTERED, st.integers(1, 29 * 60))
def test_an_extension_for_an_outage_never_shortens_a_period(last: date, minutes: int) -> None:
    since = datetime(last.year, last.month, last.day, 1, tzinfo=UTC)
    outage = {"since": since, "until": since + timedelta(minutes=minutes)}
    found = ask(
        "periods.closure", {"last_day": last, "extension_adopted": True, "outages": [outage]}
    )
    day = found.date("last_day")
    assert day
    assert day > last if found.outcome is Outcome.YES else day == last
    assert found.is_yes == (minutes > 60)


def test_a_year_that_is_not_entered_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownYearError, match="2027"):
        last_day(Period(15), date(2026, 12, 30))


@pytest.mark.parametrize("count", [last_day, latest_day_before])
def test_hours_do_not_end_on_a_day(count: object) -> None:
    with pytest.raises(ValueError, match="hours"):
        count(Period(48, Unit.HOUR), date(2026, 3, 2))  # type: ignore[operator]


def test_only_hours_end_at_an_instant() -> None:
    with pytest.raises(ValueError, match="only hours"):
        last_instant(Period(2), datetime(2026, 3, 2, tzinfo=UTC))


def test_a_year_handed_in_replaces_what_was_known_of_it() -> None:
    national_day = date(2026, 10, 1)
    assert china().is_rest_day(national_day)
    handed = AnnouncedYear(year=2026, off=frozenset(), work=frozenset())
    assert not china_with([handed]).is_rest_day(national_day)
    assert china_with([]) is china()


def test_the_shipped_calendar_has_the_days_of_the_notices() -> None:
    assert china().years == {2024, 2025, 2026}
    assert (len(china().off), len(china().work)) == (89, 19)


def test_a_year_handed_in_is_refused_with_the_field_and_the_reason() -> None:
    saturday = date(2027, 1, 2)
    for field in ("off", "work"):
        given = {"off": frozenset[date](), "work": frozenset[date](), field: frozenset({saturday})}
        with pytest.raises(FactsError, match=f"^{field}: 2027-01-02 does not lie in 2026$"):
            AnnouncedYear(year=2026, **given)
    with pytest.raises(ContradictionError, match=r"^off, work: 2027-01-02 cannot"):
        AnnouncedYear(year=2027, off=frozenset({saturday}), work=frozenset({saturday}))
