"""The course of mediation: its time, its end, what stays in the room."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import OMR
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, require_length

PRE_SUIT_THIRTY_DAYS = reason("mediation.pre_suit_thirty_days")
ORDINARY_FIFTEEN_DAYS = reason("mediation.ordinary_fifteen_days")
SUMMARY_SEVEN_DAYS = reason("mediation.summary_seven_days")
LONGER_BY_AGREEMENT = reason("mediation.longer_by_agreement")
APPRAISAL_NOT_COUNTED = reason("mediation.appraisal_not_counted")
MEDIATION_ENDED = reason("mediation.mediation_ended")
MEDIATION_GOES_ON = reason("mediation.mediation_goes_on")
FILE_OR_REGISTER = reason("mediation.file_or_register")
GO_ON_WITH_SUIT = reason("mediation.go_on_with_suit")
CONFESSION_STAYS_IN_ROOM = reason("mediation.confession_stays_in_room")
AGREED_FACT_USABLE = reason("mediation.agreed_fact_usable")
SHAM_SUSPECTED = reason("mediation.sham_suspected")
SHAM_NOT_CLEARED = reason("mediation.sham_not_cleared")
NO_SHAM = reason("mediation.no_sham")
ASK_FOR_EVIDENCE = reason("mediation.ask_for_evidence")
RECORDING_REPLACES = reason("mediation.recording_replaces")
TRANSCRIPT_NEEDED = reason("mediation.transcript_needed")
UNDISPUTED_IN_WRITING = reason("mediation.undisputed_in_writing")


class MediationSetting(Enum):
    """Before or during suit, and in which procedure."""

    PRE_SUIT = "before suit"
    IN_SUIT_ORDINARY = "in suit, ordinary procedure"
    IN_SUIT_SUMMARY = "in suit, summary procedure"


_LIMITS: Final[dict[MediationSetting, tuple[Period, Reason]]] = {
    MediationSetting.PRE_SUIT: (period_of("mediate_before_suit"), PRE_SUIT_THIRTY_DAYS),
    MediationSetting.IN_SUIT_ORDINARY: (period_of("mediate_ordinary"), ORDINARY_FIFTEEN_DAYS),
    MediationSetting.IN_SUIT_SUMMARY: (period_of("mediate_summary"), SUMMARY_SEVEN_DAYS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationTime:
    """When the time began and what prolongs it.

    It runs from the mediator's acceptance on the platform, or, if a judge mediates, from the day
    on which all parties agreed. `appraisal_days` are days of an appraisal before suit.
    """

    setting: MediationSetting
    began_on: date
    all_agreed_until: date | None = None
    appraisal_days: int = 0

    def __post_init__(self) -> None:
        require_length("appraisal_days", self.appraisal_days)
        require_order(self, "began_on", "all_agreed_until")


@provision(OMR["24"], OMR["26"])
def mediate_until(time: MediationTime) -> Finding:
    """Until when may the mediation last?"""
    period, because = _LIMITS[time.setting]
    pre_suit = time.setting is MediationSetting.PRE_SUIT
    not_counted = time.appraisal_days if pre_suit else 0
    due = deadline(
        (OMR["24"], OMR["26"]) if not_counted else OMR["24"],
        period,
        time.began_on,
        because,
        *((APPRAISAL_NOT_COUNTED(days=not_counted),) if not_counted else ()),
        transit_days=not_counted,
        code="STATUTORY",
    )
    end = due.date("last_day")
    agreed = time.all_agreed_until
    if agreed is None or (end is not None and agreed <= end):
        return due
    return yes(OMR["24"], LONGER_BY_AGREEMENT, code="AGREED", last_day=agreed)


class MediationEvent(Enum):
    """What may end a mediation."""

    AGREEMENT = "agreement"
    OWN_SETTLEMENT = "parties settled by themselves"
    NO_CONTACT = "a party cannot be reached"
    ONE_REFUSES = "a party refuses"
    DEADLOCK = "deadlock"
    TIME_OUT = "time has run out"
    REFUSES_TO_SIGN = "a party refuses to sign"
    OTHER = "other"
    NONE = "none"


_WITH_RESULT: Final = frozenset({MediationEvent.AGREEMENT, MediationEvent.OWN_SETTLEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationState:
    """What has happened, and where the dispute then goes."""

    event: MediationEvent
    in_suit: bool = False


@provision(OMR["21"], OMR["25"])
def has_ended(state: MediationState) -> Finding:
    """Has the mediation ended, and what follows?"""
    if state.event is MediationEvent.NONE:
        return no(OMR["25"], MEDIATION_GOES_ON)
    if state.event is MediationEvent.OTHER:
        return for_the_court(OMR["25"], MEDIATION_ENDED)
    if state.event in _WITH_RESULT:
        return yes(OMR["25"], MEDIATION_ENDED, code="SETTLED")
    return yes(
        (OMR["21"], OMR["25"]),
        MEDIATION_ENDED,
        code="FAILED",
        try_next=(GO_ON_WITH_SUIT if state.in_suit else FILE_OR_REGISTER,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationStatement:
    """Something said in the mediation that a party wants to use later."""

    undisputed_fact_all_agreed_to_keep: bool


@provision(OMR["18"])
def may_be_used_later(statement: MediationStatement) -> Finding:
    """May what was conceded in the mediation be used against the party later?"""
    if statement.undisputed_fact_all_agreed_to_keep:
        return yes(OMR["18"], AGREED_FACT_USABLE)
    return no(OMR["18"], CONFESSION_STAYS_IN_ROOM)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShamSuspicion:
    """Signs of a sham mediation, and what the parties brought."""

    suspected: bool
    evidence_given: bool | None = None


@provision(OMR["23"])
def sham_bars_confirmation(suspicion: ShamSuspicion) -> Finding:
    """Does the suspicion of a sham mediation bar confirmation?"""
    if not suspicion.suspected:
        return no(OMR["23"], NO_SHAM)
    if suspicion.evidence_given is None:
        return unknown(OMR["23"], missing="evidence_given", try_next=(ASK_FOR_EVIDENCE,))
    if suspicion.evidence_given:
        return for_the_court(OMR["23"], SHAM_SUSPECTED)
    return yes(OMR["23"], SHAM_NOT_CLEARED, code="NOT_CONFIRMED")


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationRecord:
    """How the mediation is recorded."""

    all_expressly_agree_to_recording_only: bool


@provision(OMR["22"])
def recording_replaces_transcript(record: MediationRecord) -> Finding:
    """May the recording take the place of a transcript?"""
    if record.all_expressly_agree_to_recording_only:
        return yes(OMR["22"], RECORDING_REPLACES, try_next=(UNDISPUTED_IN_WRITING,))
    return no(OMR["22"], TRANSCRIPT_NEEDED)
