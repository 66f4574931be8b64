"""What an outage of the platform or a closure of the court does to a last day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, UnknownYearError, china_with
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import year_unknown
from yunqiao.law.counting.in_time import ASK_FOR_RESTORATION
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, yes
from yunqiao.law.instruments import CPL
from yunqiao.law.venue import BEIJING

NOTHING_ON_THE_LAST_DAY: Final = reason("periods.nothing_on_the_last_day")
NO_RULE_ADOPTED: Final = reason("periods.no_rule_adopted")
OUTAGE_QUALIFIES: Final = reason("periods.outage_qualifies")
OUTAGE_TOO_SHORT: Final = reason("periods.outage_too_short")
COURT_WAS_CLOSED: Final = reason("periods.court_was_closed")
MOVED_TO_THE_NEXT_DAY: Final = reason("periods.moved_to_the_next_day")
RULE_OF_THE_COURT_ONLY: Final = reason("periods.rule_of_the_court_only")

LONG: Final = timedelta(minutes=60)
DAY_BEGINS: Final = time(6)
LAST_HOUR: Final = time(23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which papers could not be filed online; instants in any zone."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        """Refuse an outage that ends before it begins."""
        if self.until <= self.since:
            raise ContradictionError("since", "until", "an outage ends after it begins")

    def within(self, day: date, start: time, end: datetime) -> timedelta:
        """How much of it lies on a Beijing day between `start` and the instant `end`."""
        begin = datetime.combine(day, start, BEIJING)
        return min(self.until, end) - max(self.since, begin)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureFacts:
    """A last day, the outages and unannounced closures around it, and what the court adopted.

    `extension_adopted` is a setting of the court: true where it extends periods by rule, false
    where it does not, absent where nobody has said.
    """

    last_day: date
    outages: tuple[Outage, ...] = ()
    closed_on: frozenset[date] = frozenset()
    extension_adopted: bool | None = None
    calendar: tuple[AnnouncedYear, ...] = ()


@provision(
    CPL["86"],
    confidence=Confidence.UNCERTAIN,
    name="periods.closure",
    source="No Chinese text. The measure of the outage is taken from a foreign court system and "
    "applies only where the court adopts it; elsewhere only restoration helps.",
)
def is_extended(facts: ClosureFacts) -> Finding:
    """Does an outage of the platform or a closure of the court move the last day?"""
    day = facts.last_day
    hindered = day in facts.closed_on or any(_touches(outage, day) for outage in facts.outages)
    if not hindered:
        return no(CPL["86"], NOTHING_ON_THE_LAST_DAY, last_day=day)
    if not facts.extension_adopted:
        return for_the_court(CPL["86"], NO_RULE_ADOPTED, try_next=(ASK_FOR_RESTORATION,), last_day=day)  # fmt: skip
    if not _closed(facts, day):
        return no(CPL["86"], OUTAGE_TOO_SHORT, try_next=(ASK_FOR_RESTORATION,), last_day=day)
    why = COURT_WAS_CLOSED if day in facts.closed_on else OUTAGE_QUALIFIES
    return _moved(facts, why(day=day))


def _moved(facts: ClosureFacts, why: Reason) -> Finding:
    calendar, day = china_with(facts.calendar), facts.last_day
    doubts = (RULE_OF_THE_COURT_ONLY,)
    try:
        while _closed(facts, day):
            day = calendar.first_working_day(day + timedelta(days=1))
    except UnknownYearError as error:
        return year_unknown(CPL["86"], error, why, doubts=doubts)
    return yes(CPL["86"], why, MOVED_TO_THE_NEXT_DAY(day=day), doubts=doubts, last_day=day)


def _closed(facts: ClosureFacts, day: date) -> bool:
    return day in facts.closed_on or any(_qualifies(outage, day) for outage in facts.outages)


def _qualifies(outage: Outage, day: date) -> bool:
    """More than an hour between six and twenty-three, or any time in the day's last hour."""
    nothing, midnight = timedelta(), _midnight_after(day)
    evening = datetime.combine(day, LAST_HOUR, BEIJING)
    return (
        outage.within(day, DAY_BEGINS, evening) > LONG
        or outage.within(day, LAST_HOUR, midnight) > nothing
    )


def _touches(outage: Outage, day: date) -> bool:
    return outage.within(day, time(), _midnight_after(day)) > timedelta()


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), BEIJING)
