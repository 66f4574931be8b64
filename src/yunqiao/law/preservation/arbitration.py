"""Preservation in aid of arbitration: on the Mainland, in Hong Kong and in Macao."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import (
    ARBITRATION_LAW,
    CPL,
    HK_PRESERVATION,
    INT,
    MACAO_PRESERVATION,
    PRESERVATION,
)
from yunqiao.law.periods import Period
from yunqiao.law.preservation.timing import standing_of

THROUGH_THE_INSTITUTION = reason("preservation.through_the_institution")
NOT_THROUGH_THE_INSTITUTION = reason("preservation.not_through_the_institution")
FOREIGN_ARBITRATION_IPC = reason("preservation.foreign_arbitration_ipc")
FOREIGN_ARBITRATION_SECURITY = reason("preservation.foreign_arbitration_security")
FOREIGN_EVIDENCE_MAY_BE_FREE = reason("preservation.foreign_evidence_may_be_free")
HONG_KONG_SEAT = reason("preservation.hong_kong_seat")
MACAO_SEAT = reason("preservation.macao_seat")
ARRANGEMENT_NOT_YET = reason("preservation.arrangement_not_yet")
ONE_COURT_ONLY = reason("preservation.one_court_only")
SEAT_ABROAD = reason("preservation.seat_abroad")
NEW_ARBITRATION_LAW = reason("preservation.new_arbitration_law")
MACAO_TEXT_NOT_READ = reason("preservation.macao_text_not_read")
ASK_THE_INSTITUTION = reason("preservation.ask_the_institution")
ACCEPTANCE_LETTER = reason("preservation.acceptance_letter")


class ArbitrationSeat(Enum):
    """Where the arbitration has its seat, and whether a Mainland one is foreign-related."""

    MAINLAND_DOMESTIC = "Mainland, domestic"
    MAINLAND_FOREIGN_RELATED = "Mainland, foreign-related"
    HONG_KONG = "Hong Kong"
    MACAO = "Macao"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArbitrationPreservation:
    """An application to a Mainland court in aid of arbitration."""

    seat: ArbitrationSeat
    on: date
    evidence: bool = False
    through_the_institution: bool | None = None
    security_given: bool | None = None
    another_mainland_court_asked: bool = False


@provision(CPL["289"], INT["540"], PRESERVATION["3"], HK_PRESERVATION["3"], MACAO_PRESERVATION["1"], confidence=Confidence.KNOWN, source="online_procedure.md 3.4; corrections E29; regional_arrangements.csv")  # fmt: skip
def may_preserve_for_arbitration(application: ArbitrationPreservation) -> Finding:
    """May a Mainland court preserve property or evidence in aid of this arbitration?"""
    match application.seat:
        case ArbitrationSeat.MAINLAND_DOMESTIC:
            return _domestic(application)
        case ArbitrationSeat.MAINLAND_FOREIGN_RELATED:
            return _foreign_related(application)
        case ArbitrationSeat.HONG_KONG | ArbitrationSeat.MACAO:
            return _regional(application)
        case _:
            return for_the_court(CPL["289"], SEAT_ABROAD, doubts=_doubts(application))


def _doubts(application: ArbitrationPreservation) -> tuple[Reason, ...]:
    return (NEW_ARBITRATION_LAW,) if ARBITRATION_LAW.in_force(application.on) else ()


def _domestic(application: ArbitrationPreservation) -> Finding:
    doubts = _doubts(application)
    if application.through_the_institution is None:
        return unknown(PRESERVATION["3"], missing="through_the_institution", doubts=doubts)
    if not application.through_the_institution:
        return no(
            PRESERVATION["3"],
            NOT_THROUGH_THE_INSTITUTION,
            try_next=(ASK_THE_INSTITUTION,),
            doubts=doubts,
        )
    return yes(PRESERVATION["3"], THROUGH_THE_INSTITUTION, code="PRESERVE", doubts=doubts)


def _foreign_related(application: ArbitrationPreservation) -> Finding:
    cited, doubts = (CPL["289"], INT["540"]), _doubts(application)
    if application.through_the_institution is None:
        return unknown(CPL["289"], missing="through_the_institution", doubts=doubts)
    if not application.through_the_institution:
        return no(
            CPL["289"], NOT_THROUGH_THE_INSTITUTION, try_next=(ASK_THE_INSTITUTION,), doubts=doubts
        )
    if application.evidence:
        return yes(
            cited,
            FOREIGN_ARBITRATION_IPC,
            FOREIGN_EVIDENCE_MAY_BE_FREE,
            code="PRESERVE",
            doubts=doubts,
        )
    if application.security_given is None:
        return unknown(INT["540"], missing="security_given", doubts=doubts)
    if not application.security_given:
        return no(INT["540"], FOREIGN_ARBITRATION_SECURITY, code="DISMISS", doubts=doubts)
    return yes(cited, FOREIGN_ARBITRATION_IPC, code="PRESERVE", doubts=doubts)


def _regional(application: ArbitrationPreservation) -> Finding:
    hong_kong = application.seat is ArbitrationSeat.HONG_KONG
    arrangement = HK_PRESERVATION if hong_kong else MACAO_PRESERVATION
    article = arrangement["3" if hong_kong else "1"]
    doubts = () if hong_kong else (MACAO_TEXT_NOT_READ,)
    if not arrangement.in_force(application.on):
        return no(article, ARRANGEMENT_NOT_YET(day=arrangement.in_force_from), doubts=doubts)
    if application.another_mainland_court_asked:
        return no(article, ONE_COURT_ONLY, doubts=doubts)
    return yes(article, HONG_KONG_SEAT if hong_kong else MACAO_SEAT, code="PRESERVE", doubts=doubts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceLetter:
    """A measure taken before a Hong Kong arbitration was accepted by its institution."""

    measure_taken_on: date
    on: date
    letter_received_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "measure_taken_on", "on")
        require_order(self, "letter_received_on", "on")


@provision(HK_PRESERVATION["3"])
def acceptance_letter_by(question: AcceptanceLetter) -> Finding:
    """By when must the Hong Kong institution's acceptance letter reach the court?"""
    cited = HK_PRESERVATION["3"]
    due = deadline(cited, Period(30), question.measure_taken_on, ACCEPTANCE_LETTER, code="PENDING")
    return standing_of(due, cited, done_on=question.letter_received_on, on=question.on)
