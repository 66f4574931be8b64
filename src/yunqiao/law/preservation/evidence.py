"""Preservation of evidence, before and during suit."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, EVIDENCE, INT

EVIDENCE_AT_RISK = reason("preservation.evidence_at_risk")
EVIDENCE_SAFE = reason("preservation.evidence_safe")
EVIDENCE_NOT_URGENT = reason("preservation.evidence_not_urgent")
EVIDENCE_TOO_LATE = reason("preservation.evidence_too_late")
EVIDENCE_WRONG_COURT = reason("preservation.evidence_wrong_court")
EVIDENCE_OF_OWN_MOTION = reason("preservation.evidence_of_own_motion")
EVIDENCE_SECURITY = reason("preservation.evidence_security")
EVIDENCE_THEN_SUE = reason("preservation.evidence_then_sue")


class EvidenceCourt(Enum):
    """What ties the court that is asked to the evidence."""

    EVIDENCE_PLACE = "place of the evidence"
    RESPONDENT_DOMICILE = "respondent's domicile"
    COMPETENT_FOR_THE_SUIT = "competent for the suit"
    SEISED = "seised"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePreservation:
    """An application to preserve evidence."""

    before_suit: bool
    court: EvidenceCourt
    of_its_own_motion: bool = False
    may_be_lost: bool | None = None
    urgent: bool | None = None
    applied_on: date | None = None
    evidence_period_ends_on: date | None = None
    may_cause_loss_to_others: bool | None = None


@provision(CPL["84"], EVIDENCE["25"], EVIDENCE["26"], INT["98"])
def may_preserve_evidence(application: EvidencePreservation) -> Finding:
    """May the court preserve evidence?"""
    if application.may_be_lost is None:
        return unknown(CPL["84"], missing="may_be_lost")
    if not application.may_be_lost:
        return no(CPL["84"], EVIDENCE_SAFE)
    if application.before_suit:
        return _before_suit(application)
    if application.court is not EvidenceCourt.SEISED:
        return no(CPL["84(1)"], EVIDENCE_WRONG_COURT)
    if application.of_its_own_motion:
        return for_the_court(CPL["84(1)"], EVIDENCE_OF_OWN_MOTION)
    return _during_suit(application)


def _before_suit(application: EvidencePreservation) -> Finding:
    if application.court in (EvidenceCourt.SEISED, EvidenceCourt.NONE):
        return no(CPL["84(2)"], EVIDENCE_WRONG_COURT)
    if application.urgent is None:
        return unknown(CPL["84(2)"], missing="urgent")
    if not application.urgent:
        return no(CPL["84(2)"], EVIDENCE_NOT_URGENT)
    return yes(
        (CPL["84(2)"], CPL["84(3)"]),
        EVIDENCE_AT_RISK,
        *_security(application),
        code="PRESERVE",
        try_next=(EVIDENCE_THEN_SUE,),
    )


def _during_suit(application: EvidencePreservation) -> Finding:
    missing = tuple(
        name
        for name in ("applied_on", "evidence_period_ends_on")
        if getattr(application, name) is None
    )
    if application.applied_on is None or application.evidence_period_ends_on is None:
        return unknown(EVIDENCE["25"], missing=missing)
    if application.applied_on > application.evidence_period_ends_on:
        return no(EVIDENCE["25"], EVIDENCE_TOO_LATE(last_day=application.evidence_period_ends_on))
    return yes(
        (CPL["84(1)"], EVIDENCE["25"]), EVIDENCE_AT_RISK, *_security(application), code="PRESERVE"
    )


def _security(application: EvidencePreservation) -> tuple[Reason, ...]:
    return (EVIDENCE_SECURITY,) if application.may_cause_loss_to_others else ()
