"""The clocks of preservation: ruling, execution, suing in time, renewal."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline, deadline_in_hours
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Cited, Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, PRESERVATION
from yunqiao.law.limits.table import period_of
from yunqiao.law.preservation.grant import PreservationStage
from yunqiao.law.venue import BEIJING

WITHIN_48_HOURS = reason("preservation.within_48_hours")
WITHIN_FIVE_DAYS = reason("preservation.within_five_days")
FROM_THE_SECURITY = reason("preservation.from_the_security")
EXECUTE_AT_ONCE = reason("preservation.execute_at_once")
BEGIN_WITHIN_FIVE_DAYS = reason("preservation.begin_within_five_days")
SUE_WITHIN_THIRTY_DAYS = reason("preservation.sue_within_thirty_days")
SUED_IN_TIME = reason("preservation.sued_in_time")
NOT_SUED_IN_TIME = reason("preservation.not_sued_in_time")
APPLY_FOR_ENFORCEMENT = reason("preservation.apply_for_enforcement")
RELEASE_THE_MEASURE = reason("preservation.release_the_measure")

FORTY_EIGHT_HOURS: Final = period_of("rule_urgent")
FIVE_DAYS: Final = period_of("rule_ordinary")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingClock:
    """When an application for preservation came in, and security if the court asked for it."""

    stage: PreservationStage
    urgent: bool
    received_at: datetime
    security_ordered: bool = False
    security_given_on: date | None = None


@provision(CPL["103(3)"], CPL["104(2)"], PRESERVATION["4"])
def rule_by(clock: RulingClock) -> Finding:
    """By when must the court rule on an application for preservation?"""
    if clock.urgent or clock.stage is PreservationStage.BEFORE_SUIT:
        article = "104(2)" if clock.stage is PreservationStage.BEFORE_SUIT else "103(3)"
        return deadline_in_hours(
            (CPL[article], PRESERVATION["4"]),
            FORTY_EIGHT_HOURS,
            clock.received_at,
            WITHIN_48_HOURS,
            code="48_HOURS",
        )
    received = clock.received_at.astimezone(BEIJING).date()
    if not clock.security_ordered:
        return deadline(PRESERVATION["4"], FIVE_DAYS, received, WITHIN_FIVE_DAYS, code="5_DAYS")
    if clock.security_given_on is None:
        return unknown(PRESERVATION["4"], FROM_THE_SECURITY, missing="security_given_on")
    start = max(received, clock.security_given_on)
    return deadline(PRESERVATION["4"], FIVE_DAYS, start, FROM_THE_SECURITY, code="5_DAYS")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionClock:
    """When the ruling was made."""

    stage: PreservationStage
    urgent: bool
    ruled_on: date


@provision(CPL["103(3)"], CPL["104(2)"], PRESERVATION["4"], INT["163"])
def begin_by(clock: ExecutionClock) -> Finding:
    """By when must execution of the ruling begin?"""
    if clock.urgent or clock.stage is not PreservationStage.DURING_SUIT:
        return yes(
            (CPL["103(3)"], CPL["104(2)"], PRESERVATION["4"]),
            EXECUTE_AT_ONCE,
            code="AT_ONCE",
            last_day=clock.ruled_on,
        )
    return deadline(
        PRESERVATION["4"], FIVE_DAYS, clock.ruled_on, BEGIN_WITHIN_FIVE_DAYS, code="5_DAYS"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitAfterPreservation:
    """A measure taken before suit or arbitration, and what has followed by the day asked for."""

    measure_taken_on: date
    on: date
    sued_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "measure_taken_on", "on")
        require_order(self, "sued_on", "on")


@provision(CPL["104(3)"])
def sue_by(question: SuitAfterPreservation) -> Finding:
    """By when must the applicant sue or apply for arbitration, and does the measure stand?"""
    due = deadline(
        CPL["104(3)"],
        period_of("sue_after_measure"),
        question.measure_taken_on,
        SUE_WITHIN_THIRTY_DAYS,
        code="PENDING",
    )
    return standing_of(due, CPL["104(3)"], done_on=question.sued_on, on=question.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementAfterPreservation:
    """A measure taken after judgment and before enforcement, on the day asked for."""

    performance_ends_on: date
    on: date
    enforcement_applied_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "enforcement_applied_on", "on")


@provision(INT["163"])
def apply_for_enforcement_by(question: EnforcementAfterPreservation) -> Finding:
    """By when must a creditor with a measure after judgment apply for enforcement?"""
    due = deadline(
        INT["163"],
        period_of("apply_after_preservation"),
        question.performance_ends_on,
        APPLY_FOR_ENFORCEMENT,
        code="PENDING",
    )
    return standing_of(due, INT["163"], done_on=question.enforcement_applied_on, on=question.on)


def standing_of(due: Finding, cited: Cited, *, done_on: date | None, on: date) -> Finding:
    """Whether a measure stands: the act it depends on was done by the last day, or still may be."""
    end = due.date("last_day")
    if end is None:
        return due
    if done_on is not None and done_on <= end:
        return yes(cited, SUED_IN_TIME(done_on=done_on), code="CONTINUES", last_day=end)
    if on > end or done_on is not None:
        return no(
            due.citations,
            NOT_SUED_IN_TIME(last_day=end),
            code="RELEASE",
            try_next=(RELEASE_THE_MEASURE,),
            last_day=end,
        )
    return due
