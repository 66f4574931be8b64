"""What an event sets running: every time limit of the court, a party, or anyone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from yunqiao.law.calendar import UnknownYearError, WorkingCalendar, china_with
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import ROLL_OF_DEEMED_UNSETTLED, YEAR_UNKNOWN
from yunqiao.law.findings import Citation, Finding, Outcome, Reason, no, reason, with_grounds
from yunqiao.law.instruments import CPL
from yunqiao.law.limits.facts import Circumstances, Event, EventFacts, Who
from yunqiao.law.limits.table import LimitRow, Roll, Sense, rows_of
from yunqiao.law.periods import Period, Unit, last_day, last_instant, latest_day_before
from yunqiao.law.venue import BEIJING

NOTHING_RUNS: Final = reason("limits.nothing_runs")
DEPENDS_ON: Final = reason("limits.depends_on")
ROLL_OF_EXPIRY_UNSETTLED: Final = reason("limits.roll_of_expiry_unsettled")
KNOWN_NOT_READ: Final = reason("limits.known_not_read")
SOURCE_UNCERTAIN: Final = reason("limits.source_uncertain")

_OF_CONFIDENCE: Final = {
    Confidence.KNOWN: (KNOWN_NOT_READ,),
    Confidence.UNCERTAIN: (SOURCE_UNCERTAIN,),
    Confidence.VERIFIED: (),
}
_OF_ROLL: Final = {
    Roll.DEEMED: (ROLL_OF_DEEMED_UNSETTLED,),
    Roll.UNSETTLED: (ROLL_OF_EXPIRY_UNSETTLED,),
    Roll.YES: (),
    Roll.NO: (),
}


class Limit(NamedTuple):
    """A time limit that runs: who must act, until when, and where it stands.

    `last_day` is court-local; `ends_at` is given for hours; both are absent where the law sets no
    limit. `act` says in words what is to be done.
    """

    id: str
    who: Who
    sense: Sense
    last_day: date | None
    ends_at: datetime | None
    citations: tuple[Citation, ...]
    confidence: Confidence
    act: Reason


@dataclass(frozen=True, slots=True)
class Running:
    """What an event sets running, and the facts without which more cannot be said."""

    limits: tuple[Limit, ...]
    missing: tuple[str, ...]
    notes: tuple[Reason, ...]
    doubts: tuple[Reason, ...]


def limits_for(event: Event, facts: Circumstances, who: Who | None = None) -> Running:
    """Every time limit that an event sets running under these circumstances.

    With `who`, only the limits of the court, of a party or of a mediator, and those for all.
    """
    if facts.day is None:
        return Running((), ("on",), (), ())
    asked = [row for row in rows_of(event) if who in (None, row.who) or row.who is Who.ALL]
    valid = [(row, row.unmet(facts)) for row in asked if row.in_force(facts.day)]
    applicable = [row for row, unmet in valid if unmet is None]
    counted = [_count(row, facts, facts.day) for row in applicable]
    missing = dict.fromkeys(unmet for _, unmet in valid if unmet)
    missing |= dict.fromkeys(found for found in counted if isinstance(found, str))
    return Running(
        tuple(found for found in counted if isinstance(found, Limit)),
        tuple(missing),
        tuple(dict.fromkeys(row.note for row in applicable if row.note)),
        tuple(dict.fromkeys(doubt for row in applicable for doubt in _doubts(row))),
    )


@provision(
    CPL["85"],
    name="limits.for_event",
    source="time_limits.csv T01-T60 with the corrections; each limit cites its own article",
)
def for_event(facts: EventFacts) -> Finding:
    """Which time limits does an event set running, for whom, and until when?"""
    running = limits_for(facts.event, facts, facts.who)
    if not running.limits and not running.missing:
        return no(CPL["85"], NOTHING_RUNS)
    cited = tuple(dict.fromkeys(one for limit in running.limits for one in limit.citations))
    answered = Finding(
        outcome=Outcome.YES,
        because=(*(limit.act for limit in running.limits), *running.notes),
        citations=cited or (CPL["85"],),
        dates=_dates(running.limits),
        value={limit.id: limit for limit in running.limits},
        doubts=running.doubts,
    )
    found = with_grounds(answered, (limit.last_day for limit in running.limits))
    if not running.missing:
        return found
    return found._replace(
        outcome=Outcome.UNKNOWN,
        missing=running.missing,
        because=(*found.because, *dict.fromkeys(map(_why_missing, running.missing))),
    )


def _why_missing(name: str) -> Reason:
    year = name.removeprefix("calendar.")
    return YEAR_UNKNOWN(year=int(year)) if year != name else DEPENDS_ON


def _dates(limits: tuple[Limit, ...]) -> tuple[tuple[str, date], ...]:
    days = sorted({limit.last_day for limit in limits if limit.last_day})
    if not days:
        return ()
    return (("last_day" if len(days) == 1 else "earliest_last_day", days[0]),)


def _count(row: LimitRow, facts: Circumstances, on: date) -> Limit | str:
    """The limit, or the name of the fact that is missing to count it."""
    if row.period is None:
        return _limit(row, on, None, None)
    if row.period.unit is Unit.HOUR:
        if facts.at is None:
            return "at"
        end = last_instant(row.period, facts.at.astimezone(BEIJING))
        return _limit(row, on, end.date(), end)
    try:
        calendar = china_with(facts.calendar)
        return _limit(row, on, _last_day(row, row.period, on, calendar, facts), None)
    except UnknownYearError as error:
        return f"calendar.{error.year}"


def _last_day(
    row: LimitRow, period: Period, on: date, calendar: WorkingCalendar, facts: Circumstances
) -> date:
    if row.sense is Sense.BEFORE:
        return latest_day_before(period, on, calendar=calendar)
    roll = row.roll is Roll.YES or (row.roll is Roll.DEEMED and facts.roll_deemed_service)
    return last_day(period, on, calendar=calendar, roll=roll)


def _limit(row: LimitRow, on: date, day: date | None, end: datetime | None) -> Limit:
    act = row.act if day is None else row.act(last_day=end or day)
    return Limit(row.id, row.who, row.sense, day, end, row.cited(on), row.confidence, act)


def _doubts(row: LimitRow) -> Iterator[Reason]:
    yield from _OF_CONFIDENCE[row.confidence]
    yield from _OF_ROLL[row.roll]
