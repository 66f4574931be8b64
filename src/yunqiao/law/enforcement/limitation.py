"""The two years for applying for enforcement: start, suspension, interruption, lateness."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Citation, Finding, Outcome, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, ENFORCEMENT, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, Unit, last_day

TWO_YEARS_FROM_PERFORMANCE = reason("enforcement.two_years_from_performance")
TWO_YEARS_FROM_EFFECT = reason("enforcement.two_years_from_effect")
TWO_YEARS_FROM_BREACH = reason("enforcement.two_years_from_breach")
INTERRUPTED = reason("enforcement.interrupted")
SUSPENDED = reason("enforcement.suspended")
APPLIED_IN_TIME = reason("enforcement.applied_in_time")
LATE_BUT_ACCEPTED = reason("enforcement.late_but_accepted")
LATE_AND_OBJECTED = reason("enforcement.late_and_objected")
DEBTOR_MAY_OBJECT = reason("enforcement.debtor_may_object")
NO_CLAWBACK = reason("enforcement.no_clawback")

TWO_YEARS: Final = period_of("apply_for_enforcement")
SIX_MONTHS_BACK: Final = Period(-6, Unit.MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Force majeure or another obstacle to applying, both days included."""

    began_on: date
    ended_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "began_on", "ended_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementLimitation:
    """When the title was to be performed, and what has happened since.

    `last_performance_day` is the last day of the performance period, for instalments that of the
    last one. Without one the two years run from `in_effect_on`; for a duty not to act, from
    `breached_on`. `interrupted_on` are the days of an application, a settlement, a demand, or an
    agreement to perform.
    """

    on: date
    last_performance_day: date | None = None
    in_effect_on: date | None = None
    breached_on: date | None = None
    interrupted_on: tuple[date, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    applied_on: date | None = None
    debtor_objected: bool | None = None

    def __post_init__(self) -> None:
        for happened in ("in_effect_on", "breached_on", "interrupted_on", "applied_on"):
            require_order(self, happened, "on")


@provision(CPL["250"], INT["481"], ENFORCEMENT["19"], ENFORCEMENT["20"], ENFORCEMENT["21"])
def apply_by(question: EnforcementLimitation) -> Finding:
    """By when must enforcement be applied for, and what if the application is late?"""
    open_ended = next((n for n, o in enumerate(question.obstacles) if o.ended_on is None), None)
    if open_ended is not None:
        return unknown(ENFORCEMENT["19"], SUSPENDED, missing=f"obstacles[{open_ended}].ended_on")
    because, day = _start(question)
    if day is None:
        return unknown(CPL["250"], missing=("last_performance_day", "in_effect_on"))
    cited: tuple[Citation, ...] = (CPL["250"],)
    grounds: tuple[Reason, ...] = (because,)
    due = deadline(cited, TWO_YEARS, day, *grounds, code="OPEN")
    for restart in sorted(question.interrupted_on):
        if _counts(restart, day, due):
            day = restart
            cited, grounds = (CPL["250"], ENFORCEMENT["20"]), (because, INTERRUPTED(day=day))
            due = deadline(cited, TWO_YEARS, day, *grounds, code="OPEN")
    added = sum(_suspended_days(obstacle, day) for obstacle in question.obstacles)
    if added:
        cited, grounds = (*cited, ENFORCEMENT["19"]), (*grounds, SUSPENDED)
        due = deadline(cited, TWO_YEARS, day, *grounds, transit_days=added, code="OPEN")
    return _standing(question, due)


def _start(question: EnforcementLimitation) -> tuple[Reason, date | None]:
    if question.breached_on is not None:
        return TWO_YEARS_FROM_BREACH, question.breached_on
    if question.last_performance_day is not None:
        return TWO_YEARS_FROM_PERFORMANCE, question.last_performance_day
    return TWO_YEARS_FROM_EFFECT, question.in_effect_on


def _counts(restart: date, start: date, due: Finding) -> bool:
    """An act interrupts only a period that runs: not before its start, nor after its end."""
    end = due.date("last_day")
    return restart >= start and (end is None or restart <= end)


def _suspended_days(obstacle: Obstacle, start: date) -> int:
    """Days of an obstacle within the last six months of the two years; they are added to the end."""
    end = last_day(TWO_YEARS, start, roll=False)
    from_day = max(
        obstacle.began_on, last_day(SIX_MONTHS_BACK, end, roll=False) + timedelta(days=1)
    )
    if obstacle.ended_on is None or obstacle.began_on > end:
        return 0
    return max(0, (obstacle.ended_on - from_day).days + 1)


def _without_calendar(question: EnforcementLimitation, due: Finding) -> Finding:
    """An application before the earliest day that may be the last is in time whatever the calendar."""
    earliest = due.date("earliest_last_day")
    if question.applied_on is None or earliest is None or question.applied_on > earliest:
        return due
    *because, without_calendar = due.because
    return due._replace(
        outcome=Outcome.YES,
        code="IN_TIME",
        because=(*because, APPLIED_IN_TIME),
        missing=(),
        doubts=(*due.doubts, without_calendar),
    )


def _standing(question: EnforcementLimitation, due: Finding) -> Finding:
    end = due.date("last_day")
    acted_on = question.applied_on or question.on
    if end is None:
        return _without_calendar(question, due)
    if acted_on <= end:
        return (
            due
            if question.applied_on is None
            else due._replace(code="IN_TIME", because=(*due.because, APPLIED_IN_TIME))
        )
    cited = (CPL["250"], INT["481"])
    if question.debtor_objected:
        return no(cited, LATE_AND_OBJECTED(last_day=end), code="NOT_ENFORCED", last_day=end)
    return yes(
        cited,
        LATE_BUT_ACCEPTED(last_day=end),
        NO_CLAWBACK,
        code="ACCEPTED_LATE",
        try_next=(DEBTOR_MAY_OBJECT,) if question.debtor_objected is None else (),
        last_day=end,
    )
