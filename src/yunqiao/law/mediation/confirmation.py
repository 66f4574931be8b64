"""Judicial confirmation of a mediation agreement: admission, court, clocks, refusal, remedies."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import COMMERCIAL_MEDIATION, CPL, INT, OMR
from yunqiao.law.limits.table import period_of

APPLY_JOINTLY = reason("mediation.apply_jointly")
CONFIRMATION_ADMITTED = reason("mediation.confirmation_admitted")
NOT_JOINT = reason("mediation.not_joint")
NOT_LAWFUL_ORGANISATION = reason("mediation.not_lawful_organisation")
CONFIRMATION_TOO_LATE = reason("mediation.confirmation_too_late")
EXCLUDED_SUBJECT = reason("mediation.excluded_subject")
CONFIRMATION_WRONG_COURT = reason("mediation.confirmation_wrong_court")
INTERMEDIATE_CONFIRMS = reason("mediation.intermediate_confirms")
FIRST_TO_REGISTER = reason("mediation.first_to_register")
COMMERCIAL_STANDING = reason("mediation.commercial_standing")
WITHIN_THIRTY_DAYS_OF_EFFECT = reason("mediation.within_thirty_days_of_effect")
FINISH_IN_THIRTY_DAYS = reason("mediation.finish_in_thirty_days")
CONFIRMED = reason("mediation.confirmed")
REFUSE_CONFIRMATION = reason("mediation.refuse_confirmation")
TREATED_AS_WITHDRAWN = reason("mediation.treated_as_withdrawn")
MUST_APPEAR = reason("mediation.must_appear")
MEDIATE_AGAIN_OR_SUE = reason("mediation.mediate_again_or_sue")
PARTY_OBJECTS_TO_CONFIRMATION = reason("mediation.party_objects_to_confirmation")
OTHERS_OBJECT_TO_CONFIRMATION = reason("mediation.others_object_to_confirmation")


class ConfirmationSubject(Enum):
    """What the agreement is about."""

    MONEY_OR_CONDUCT = "money or conduct"
    NOT_FOR_COURTS = "not a matter for courts"
    STATUS = "marriage, parentage or adoption as such"
    SPECIAL_PROCEDURE = "another special procedure or bankruptcy"
    TITLE = "title to real or intellectual property"


class ConfirmingCourtLink(Enum):
    """What ties the court to the mediation."""

    INVITED_THE_MEDIATION = "invited the mediation"
    PARTYS_DOMICILE = "a party's domicile"
    SUBJECT_MATTER = "place of the subject matter"
    ORGANISATION = "place of the mediation organisation"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationApplication:
    """An application for judicial confirmation."""

    agreement_effective_on: date
    applied_on: date
    joint: bool
    subject: ConfirmationSubject
    court_invited_mediation: bool
    courts_link: ConfirmingCourtLink
    lawfully_established_organisation: bool | None = None
    commercial_mediation: bool = False
    dispute_for_intermediate_court: bool = False
    court_is_intermediate: bool = False

    def __post_init__(self) -> None:
        require_order(self, "agreement_effective_on", "applied_on")


TO_APPLY: Final = period_of("ask_confirmation")


@provision(CPL["205"], INT["351"], INT["352"], INT["355"])
def may_be_admitted(application: ConfirmationApplication) -> Finding:
    """Is the application for judicial confirmation to be admitted?"""
    doubts = _standing_doubts(application)
    refused = _refused(application)
    if refused is not None:
        return refused._replace(doubts=doubts)
    if not application.court_invited_mediation:
        lawful = application.lawfully_established_organisation
        if lawful is None:
            return unknown(CPL["205"], missing="lawfully_established_organisation", doubts=doubts)
        if not lawful:
            return no(CPL["205"], NOT_LAWFUL_ORGANISATION, code="REFUSE", doubts=doubts)
    due = deadline(CPL["205"], TO_APPLY, application.agreement_effective_on)
    end = due.date("last_day")
    if end is None:
        return due._replace(doubts=doubts)
    if application.applied_on > end:
        return no(CPL["205"], CONFIRMATION_TOO_LATE(last_day=end), code="REFUSE", doubts=doubts, last_day=end)  # fmt: skip
    return yes((CPL["205"], INT["352"]), CONFIRMATION_ADMITTED, FIRST_TO_REGISTER, code="ADMIT", doubts=doubts, last_day=end)  # fmt: skip


def _refused(application: ConfirmationApplication) -> Finding | None:
    if not application.joint:
        return no(CPL["205"], NOT_JOINT, code="REFUSE")
    if application.subject is not ConfirmationSubject.MONEY_OR_CONDUCT:
        return no(INT["355"], EXCLUDED_SUBJECT, code="REFUSE")
    invited = application.courts_link is ConfirmingCourtLink.INVITED_THE_MEDIATION
    if (
        invited is not application.court_invited_mediation
        or application.courts_link is ConfirmingCourtLink.NONE
    ):
        return no((CPL["205"], INT["355"]), CONFIRMATION_WRONG_COURT, code="REFUSE")
    if application.dispute_for_intermediate_court and not application.court_is_intermediate:
        return no(CPL["205"], INTERMEDIATE_CONFIRMS, code="REFUSE")
    return None


def _standing_doubts(application: ConfirmationApplication) -> tuple[Reason, ...]:
    new = COMMERCIAL_MEDIATION.in_force(application.applied_on)
    return (COMMERCIAL_STANDING,) if application.commercial_mediation and new else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationClock:
    """The day on which the agreement took effect."""

    agreement_effective_on: date


@provision(CPL["205"])
def apply_for_confirmation_by(clock: ConfirmationClock) -> Finding:
    """By when must both parties apply for judicial confirmation?"""
    return deadline(
        CPL["205"],
        TO_APPLY,
        clock.agreement_effective_on,
        WITHIN_THIRTY_DAYS_OF_EFFECT,
        APPLY_JOINTLY,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationCase:
    """The day on which the case was registered."""

    registered_on: date


@provision(CPL["187"])
def finish_confirmation_by(case: ConfirmationCase) -> Finding:
    """By when must the confirmation case be finished?"""
    return deadline(
        CPL["187"], period_of("finish_confirmation"), case.registered_on, FINISH_IN_THIRTY_DAYS
    )


class ConfirmationFlaw(Enum):
    """Why an agreement is not confirmed (Int 358)."""

    NONE = "none"
    MANDATORY_LAW = "breaks mandatory law"
    PUBLIC_OR_THIRD_PARTY_INTEREST = "harms the State, the public or third parties"
    PUBLIC_ORDER = "against public order and good morals"
    NOT_VOLUNTARY = "not voluntary"
    UNCLEAR = "content unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationReview:
    """What the judge found."""

    flaw: ConfirmationFlaw | None = None
    both_appeared: bool | None = None
    papers_asked_for_came: bool = True


@provision(CPL["206"], INT["356"], INT["357"], INT["358"], OMR["23"])
def is_to_be_confirmed(review: ConfirmationReview) -> Finding:
    """Is the agreement to be confirmed?"""
    if not review.papers_asked_for_came:
        return no(INT["357"], TREATED_AS_WITHDRAWN, code="WITHDRAWN")
    if review.both_appeared is None:
        return unknown(INT["356"], MUST_APPEAR, missing="both_appeared")
    if not review.both_appeared:
        return no(INT["356"], MUST_APPEAR, code="NOT_CHECKED")
    if review.flaw is None:
        return unknown(INT["358"], missing="flaw")
    if review.flaw is not ConfirmationFlaw.NONE:
        return no(
            (CPL["206"], INT["358"]),
            REFUSE_CONFIRMATION,
            code="REFUSE",
            try_next=(MEDIATE_AGAIN_OR_SUE,),
        )
    return yes(CPL["206"], CONFIRMED, code="CONFIRM")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationObjection:
    """Who objects to a ruling of confirmation, and from what day the time runs.

    For a party that is the day of receipt, for an interested person the day of knowledge.
    """

    by_a_party: bool
    from_day: date


@provision(INT["372"])
def object_to_confirmation_by(objection: ConfirmationObjection) -> Finding:
    """By when may the ruling of confirmation be objected to?"""
    if objection.by_a_party:
        return deadline(
            INT["372(2)"],
            period_of("object_to_confirmation"),
            objection.from_day,
            PARTY_OBJECTS_TO_CONFIRMATION,
        )
    return deadline(
        INT["372(2)"],
        period_of("object_to_confirmation_third"),
        objection.from_day,
        OTHERS_OBJECT_TO_CONFIRMATION,
    )
