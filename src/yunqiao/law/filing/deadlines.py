"""The clocks of filing: identity check, decision, correction, and what follows when a decision is late."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, UnknownYearError, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline, year_unknown
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, no, reason, yes
from yunqiao.law.instruments import CPL, CPL_2021, INT, OLR, REGISTRATION, XB
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, last_day

IDENTITY_RESULT: Final = reason("filing.clock.identity_result")
DECIDE: Final = reason("filing.clock.decide")
TARGET: Final = reason("filing.clock.target")
RESTARTS: Final = reason("filing.clock.restarts")
CORRECT: Final = reason("filing.clock.correct")
CORRECT_EXTENDED: Final = reason("filing.clock.correct_extended")
THIRTY_DAYS_FROM_MEMORY: Final = reason("filing.clock.thirty_days_from_memory")
ASKED_IN_TIME: Final = reason("filing.clock.asked_in_time")
ASKED_TOO_LATE: Final = reason("filing.clock.asked_too_late")
MUST_REGISTER: Final = reason("filing.clock.must_register")
STILL_IN_TIME: Final = reason("filing.clock.still_in_time")
DECIDED: Final = reason("filing.clock.decided")
CORRECTION_PENDING: Final = reason("filing.clock.correction_pending")

IDENTITY: Final = period_of("check_identity")
DECISION: Final = period_of("register")
DECISION_XB: Final = period_of("register_cross_border")
CORRECTION: Final = period_of("correct_filing")
CORRECTION_EXTENDED: Final = Period(30)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheckFacts:
    """The court-local date on which the identity papers were complete."""

    submitted_on: date
    calendar: tuple[AnnouncedYear, ...] = ()


@provision(XB["4"], name="filing.identity_check")
def identity_check(facts: IdentityCheckFacts) -> Finding:
    """By when is the person told whether their identity is confirmed?"""
    calendar = china_with(facts.calendar)
    return deadline(XB["4"], IDENTITY, facts.submitted_on, IDENTITY_RESULT, calendar=calendar, code="COURT_CLOCK")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDeadlineFacts:
    """The court-local date on which the papers, or the corrected papers, arrived."""

    received_on: date
    corrected: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()


@provision(CPL["126"], XB["9"], OLR["9(2)"], INT["126"], name="filing.review_deadline")
def review_deadline(facts: ReviewDeadlineFacts) -> Finding:
    """By when must the court decide on registration?

    Dates: `statutory_last_day` (seven days), `provisions_last_day` (seven working days) and
    `target_last_day`, the earlier, which is also `last_day`.
    """
    article = CPL["126"] if CPL.in_force(facts.received_on) else CPL_2021["126"]
    cited = (article, XB["9"], *((OLR["9(2)"], INT["126"]) if facts.corrected else ()))
    because = (DECIDE, TARGET, *((RESTARTS,) if facts.corrected else ()))
    calendar = china_with(facts.calendar)
    try:
        statutory = last_day(DECISION, facts.received_on, calendar=calendar)
        provisions = last_day(DECISION_XB, facts.received_on, calendar=calendar)
    except UnknownYearError as error:
        return year_unknown(cited, error, *because)
    target = min(statutory, provisions)
    return yes(
        cited,
        *because,
        code="COURT_CLOCK",
        statutory_last_day=statutory,
        provisions_last_day=provisions,
        target_last_day=target,
        last_day=target,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDeadlineFacts:
    """The court-local date of the correction notice, and whether the court extended the time."""

    notified_on: date
    extended: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()


@provision(XB["9"], name="filing.correction_deadline")
def correction_deadline(facts: CorrectionDeadlineFacts) -> Finding:
    """By when must the papers be corrected?"""
    calendar = china_with(facts.calendar)
    if not facts.extended:
        return deadline(XB["9"], CORRECTION, facts.notified_on, CORRECT, calendar=calendar, code="CORRECT")  # fmt: skip
    return deadline(
        XB["9"],
        CORRECTION_EXTENDED,
        facts.notified_on,
        CORRECT_EXTENDED,
        calendar=calendar,
        code="CORRECT",
        doubts=(THIRTY_DAYS_FROM_MEMORY,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFacts:
    """The correction notice and the day on which more time was asked for."""

    notified_on: date
    requested_on: date
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        require_order(self, "notified_on", "requested_on")


@provision(XB["9"], name="filing.correction_extension")
def correction_extension(facts: ExtensionFacts) -> Finding:
    """Was more time to correct asked for in time, and until when does it run?"""
    notice = CorrectionDeadlineFacts(notified_on=facts.notified_on, calendar=facts.calendar)
    first = correction_deadline(notice)
    until = first.date("last_day")
    if until is None:
        return first
    if facts.requested_on > until:
        return no(XB["9"], ASKED_TOO_LATE(until=until), code="TOO_LATE", last_day=until)
    calendar = china_with(facts.calendar)
    return deadline(
        XB["9"],
        CORRECTION_EXTENDED,
        facts.notified_on,
        ASKED_IN_TIME,
        calendar=calendar,
        code="EXTENDABLE",
        doubts=(THIRTY_DAYS_FROM_MEMORY,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseFacts:
    """Where the review stands on a court-local date."""

    received_on: date
    today: date
    decided: bool = False
    correction_pending: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        require_order(self, "received_on", "today")


@provision(REGISTRATION["8(2)"], CPL["126"], name="filing.lapse")
def lapse(facts: LapseFacts) -> Finding:
    """Must the court register the case now because it did not decide in time?"""
    if facts.decided:
        return no(REGISTRATION["8(2)"], DECIDED, code="DECIDED")
    if facts.correction_pending:
        return no(INT["126"], CORRECTION_PENDING, code="CORRECTION_PENDING")
    cited = (REGISTRATION["8(2)"], CPL["126"])
    try:
        until = last_day(DECISION, facts.received_on, calendar=china_with(facts.calendar))
    except UnknownYearError as error:
        return year_unknown(cited, error)
    if facts.today > until:
        return yes(cited, MUST_REGISTER(until=until), code="MUST_REGISTER", statutory_last_day=until)  # fmt: skip
    return no(cited, STILL_IN_TIME(until=until), code="IN_TIME", statutory_last_day=until)
