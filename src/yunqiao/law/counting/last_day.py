"""When a period ends: counted forwards from an event, backwards from one, or set as a date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, UnknownYearError, china_with
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import (
    ROLL_OF_DEEMED_UNSETTLED,
    deadline,
    deadline_before,
    deadline_in_hours,
    year_unknown,
)
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Finding, Reason, reason, unknown, yes
from yunqiao.law.instruments import CIVIL_CODE, CPL, INT
from yunqiao.law.periods import ROLLED, ROLLS, Period, Unit, last_day, require_length

START_NOT_COUNTED: Final = reason("periods.start_not_counted")
HOURS_FROM_THE_NEXT: Final = reason("periods.hours_from_the_next")
HOURS_FROM_THE_EVENT: Final = reason("periods.hours_from_the_event")
WORKING_DAYS_ONLY: Final = reason("periods.working_days_only")
CORRESPONDING_DAY: Final = reason("periods.corresponding_day")
NO_CORRESPONDING_DAY: Final = reason("periods.no_corresponding_day")
TRANSIT_NOT_COUNTED: Final = reason("periods.transit_not_counted")
DEEMED_NOT_ROLLED: Final = reason("periods.deemed_not_rolled")
COUNTED_BACKWARDS: Final = reason("periods.counted_backwards")
SET_AS_A_DATE: Final = reason("periods.set_as_a_date")
ROLL_OF_SET_DATE_BY_ANALOGY: Final = reason("periods.roll_of_set_date_by_analogy")

COUNTED: Final = (CPL["85(2)"], INT["125"], CIVIL_CODE["201"])
CORRESPONDING: Final = CIVIL_CODE["202"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """A period and the event it runs from; `deemed_service` marks the length of a deemed service.

    `after` is the court-local day of the event, `at` its instant where hours are counted.
    `roll_deemed_service` is a setting of the court: no text says whether such a day rolls.
    """

    n: int
    unit: Unit
    after: date | None = None
    at: datetime | None = None
    transit_days: int = 0
    deemed_service: bool = False
    roll_deemed_service: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a length no text knows, and a day where an instant is counted from."""
        require_length("n", self.n, least=1)
        require_length("transit_days", self.transit_days)
        if self.after and self.at:
            raise ContradictionError(
                "after", "at", "give the day for a period of days, the instant for hours, not both"
            )
        if self.at and self.unit is not Unit.HOUR:
            raise ContradictionError("at", "unit", "only hours are counted from an instant")
        if self.after and self.unit is Unit.HOUR:
            raise ContradictionError(
                "after", "unit", "hours are counted from an instant, not a day"
            )


@provision(CPL["85"], INT["125"], CIVIL_CODE["201"], CIVIL_CODE["202"], name="periods.last_day")
def ends_on(facts: PeriodFacts) -> Finding:
    """On which day, or at which hour, does a period end?"""
    period = Period(facts.n, facts.unit)
    if period.unit is Unit.HOUR:
        if facts.at is None:
            return unknown(COUNTED, HOURS_FROM_THE_NEXT, missing="at")
        on_the_hour = facts.at == facts.at.replace(minute=0, second=0, microsecond=0)
        why = HOURS_FROM_THE_EVENT if on_the_hour else HOURS_FROM_THE_NEXT
        return deadline_in_hours(COUNTED, period, facts.at, why)
    if facts.after is None:
        return unknown(COUNTED, START_NOT_COUNTED, missing="after")
    return _ends_on_a_day(facts, period, facts.after)


def _ends_on_a_day(facts: PeriodFacts, period: Period, after: date) -> Finding:
    roll = not facts.deemed_service or facts.roll_deemed_service
    because = [START_NOT_COUNTED, *_about_the_unit(period, after)]
    cited = [*COUNTED, *([CORRESPONDING] if period.unit in (Unit.MONTH, Unit.YEAR) else [])]
    if facts.transit_days:
        because.append(TRANSIT_NOT_COUNTED(days=facts.transit_days))
        cited.append(CPL["85(4)"])
    if period.unit is not Unit.WORKING_DAY and not roll:
        because.append(DEEMED_NOT_ROLLED)
    return deadline(
        tuple(cited),
        period,
        after,
        *because,
        calendar=china_with(facts.calendar),
        roll=roll,
        transit_days=facts.transit_days,
        doubts=(ROLL_OF_DEEMED_UNSETTLED,) if facts.deemed_service else (),
        first_day=after + timedelta(days=1),
    )


def _about_the_unit(period: Period, after: date) -> tuple[Reason, ...]:
    if period.unit is Unit.WORKING_DAY:
        return (WORKING_DAYS_ONLY,)
    if period.unit is Unit.DAY:
        return ()
    same_day = last_day(period, after, roll=False).day == after.day
    return (CORRESPONDING_DAY if same_day else NO_CORRESPONDING_DAY,)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackwardFacts:
    """An act that must come before an event, such as a hearing or the end of a freeze."""

    n: int
    unit: Unit
    event: date | None = None
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a length no text knows and hours, which no text counts backwards."""
        require_length("n", self.n, least=1)
        if self.unit is Unit.HOUR:
            raise FactsError("unit", "hours are not counted backwards; give days, months or years")


@provision(
    CPL["85(2)"],
    confidence=Confidence.KNOWN,
    name="periods.latest_day_before",
    source="periods.md 4.1 by analogy; no text says how a period counted backwards meets a rest day",
)
def must_be_done_by(facts: BackwardFacts) -> Finding:
    """What is the last day to act when something must be done a given time before an event?"""
    if facts.event is None:
        return unknown(CPL["85(2)"], COUNTED_BACKWARDS, missing="event")
    return deadline_before(
        CPL["85(2)"],
        Period(facts.n, facts.unit),
        facts.event,
        COUNTED_BACKWARDS,
        calendar=china_with(facts.calendar),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDateFacts:
    """A deadline that the court wrote as a date."""

    set_for: date | None = None
    calendar: tuple[AnnouncedYear, ...] = ()


@provision(
    CPL["85(3)"],
    confidence=Confidence.UNCERTAIN,
    name="periods.set_date",
    source="periods.md 4.1 rule 12: roll by analogy, no text",
)
def set_date_ends_on(facts: SetDateFacts) -> Finding:
    """On which day does a period end that the court set as a date?"""
    if facts.set_for is None:
        return unknown(CPL["85(1)"], SET_AS_A_DATE, missing="set_for")
    calendar = china_with(facts.calendar)
    try:
        end = calendar.first_working_day(facts.set_for)
    except UnknownYearError as error:
        return year_unknown(ROLLS, error, SET_AS_A_DATE)
    if end == facts.set_for:
        return yes(CPL["85(1)"], SET_AS_A_DATE, last_day=end)
    rolled = ROLLED(rest_day=facts.set_for, to=end)
    return yes(ROLLS, SET_AS_A_DATE, rolled, doubts=(ROLL_OF_SET_DATE_BY_ANALOGY,), last_day=end)
