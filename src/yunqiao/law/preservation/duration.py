"""How long a measure may last, its renewal, and its lapse."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline_before
from yunqiao.law.facts import FactsError, require_order
from yunqiao.law.findings import Finding, no, reason, yes
from yunqiao.law.instruments import INT, PRESERVATION, SEIZURE
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, Unit, last_day
from yunqiao.law.rows import rows

TERMS_IN_WORDS = {
    Period(6, Unit.MONTH): reason("preservation.term_six_months"),
    Period(1, Unit.YEAR): reason("preservation.term_one_year"),
    Period(2, Unit.YEAR): reason("preservation.term_two_years"),
    Period(3, Unit.YEAR): reason("preservation.term_three_years"),
}
STATED_TERM = reason("preservation.stated_term")
STATED_TERM_TOO_LONG = reason("preservation.stated_term_too_long")
STATED_DAY_PREVAILS = reason("preservation.stated_day_prevails")
OLD_TERM = reason("preservation.old_term")
RENEWED_IN_TIME = reason("preservation.renewed_in_time")
STILL_RUNNING = reason("preservation.still_running")
LAPSED = reason("preservation.lapsed")
APPLY_SEVEN_DAYS_BEFORE = reason("preservation.apply_seven_days_before")
TOO_LATE_TO_RENEW = reason("preservation.too_late_to_renew")


class AssetKind(Enum):
    """What a measure lies on."""

    DEPOSIT = "deposit"
    MOVABLE = "movable"
    IMMOVABLE = "immovable"
    OTHER_RIGHT = "other right"


class Term(NamedTuple):
    """The longest term of a measure for a kind of asset, in force from–to."""

    asset: AssetKind
    period: Period
    valid_from: date
    valid_to: date | None
    confidence: Confidence


@cache
def terms() -> tuple[Term, ...]:
    """Every longest term, with its dates (Int 485; Seizure Provisions 2004 art 29)."""
    return tuple(
        Term(
            AssetKind(row["asset"]),
            Period(int(row["n"]), Unit(row["unit"])),
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            Confidence(row["confidence"]),
        )
        for row in rows("measure_durations.csv")
    )


def longest_term(asset: AssetKind, on: date) -> Term:
    """The longest term for a measure taken or renewed on a day, from 2005 on."""
    return next(
        term
        for term in terms()
        if term.asset is asset
        and term.valid_from <= on
        and (term.valid_to is None or on <= term.valid_to)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTerm:
    """A measure: its kind of asset, the day it was taken or renewed, the last day the court stated.

    For a renewal, `taken_or_renewed_on` is the day on which the term before it ends.
    """

    asset: AssetKind
    taken_or_renewed_on: date
    stated_last_day: date | None = None

    def __post_init__(self) -> None:
        if self.taken_or_renewed_on < SEIZURE.in_force_from:
            raise FactsError("taken_or_renewed_on", "no rule on terms is held for before 2005")
        require_order(self, "taken_or_renewed_on", "stated_last_day")


@provision(INT["485"], INT["156"], PRESERVATION["18(2)"])
def longest(measure: MeasureTerm) -> Finding:
    """Until when may a measure, or its renewal, last at most?

    The term is not rolled over rest days: it is the length of a measure, not time to act.
    """
    term = longest_term(measure.asset, measure.taken_or_renewed_on)
    end = last_day(term.period, measure.taken_or_renewed_on, roll=False)
    because = TERMS_IN_WORDS[term.period]
    old = (OLD_TERM,) if term.confidence is not Confidence.VERIFIED else ()
    if measure.stated_last_day is None:
        return yes(
            INT["485"], because, code="LONGEST", last_day=end, doubts=(STATED_DAY_PREVAILS, *old)
        )
    if measure.stated_last_day > end:
        return no(
            INT["485"], because, STATED_TERM_TOO_LONG, code="TOO_LONG", last_day=end, doubts=old
        )
    return yes(
        (INT["485"], PRESERVATION["18(2)"]),
        STATED_TERM,
        code="STATED",
        last_day=measure.stated_last_day,
        doubts=old,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalClock:
    """The last day of a measure, and whether renewal has been asked for."""

    measure_last_day: date
    on: date
    applied_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "applied_on", "on")


@provision(PRESERVATION["18"])
def renew_by(clock: RenewalClock) -> Finding:
    """By when must the applicant ask for renewal of a preservation measure?"""
    due = deadline_before(
        PRESERVATION["18(1)"],
        period_of("renew_measure"),
        clock.measure_last_day,
        APPLY_SEVEN_DAYS_BEFORE,
        code="PENDING",
    )
    end = due.date("last_day")
    if end is None or (clock.applied_on is None and clock.on <= end):
        return due
    if clock.applied_on is not None and clock.applied_on <= end:
        return yes(PRESERVATION["18(1)"], APPLY_SEVEN_DAYS_BEFORE, code="IN_TIME", last_day=end)
    return no(PRESERVATION["18(1)"], TOO_LATE_TO_RENEW, code="LATE", last_day=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseQuestion:
    """The last day of a measure and the day on which the court completed its renewal, if it did."""

    measure_last_day: date
    on: date
    renewed_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "renewed_on", "on")


@provision(SEIZURE["27"], INT["485"])
def has_lapsed(question: LapseQuestion) -> Finding:
    """Has the measure lapsed by itself?"""
    if question.renewed_on is not None and question.renewed_on <= question.measure_last_day:
        return no(INT["485"], RENEWED_IN_TIME, code="RENEWED")
    if question.on <= question.measure_last_day:
        return no(SEIZURE["27"], STILL_RUNNING, code="RUNNING", last_day=question.measure_last_day)
    return yes(SEIZURE["27"], LAPSED, code="LAPSED", last_day=question.measure_last_day)
