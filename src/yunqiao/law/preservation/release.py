"""How a measure ends or goes on: release on security, the applicant's duty, conversion, liability."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline, deadline_in_hours
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, IP_CONDUCT, PRESERVATION
from yunqiao.law.limits.table import period_of
from yunqiao.law.venue import BEIJING

MUST_RELEASE = reason("preservation.must_release")
SECURITY_INSUFFICIENT = reason("preservation.security_insufficient")
NOT_A_PROPERTY_DISPUTE = reason("preservation.not_a_property_dispute")
CONSENT_TO_RELEASE = reason("preservation.consent_to_release")
CONSENT_NEEDED_DISPUTED_THING = reason("preservation.consent_needed_disputed_thing")
CONDUCT_STAYS = reason("preservation.conduct_stays")
CONDUCT_BY_COURT = reason("preservation.conduct_by_court")
RELEASE_WITHIN_FIVE_DAYS = reason("preservation.release_within_five_days")
RELEASE_WITHIN_48_HOURS = reason("preservation.release_within_48_hours")
MUST_ASK_FOR_RELEASE = reason("preservation.must_ask_for_release")
NO_GROUND_TO_RELEASE = reason("preservation.no_ground_to_release")
LIABLE_FOR_DELAY = reason("preservation.liable_for_delay")
CONTINUES_IN_SUIT = reason("preservation.continues_in_suit")
CONTINUES_IN_ENFORCEMENT = reason("preservation.continues_in_enforcement")
ENDED_BEFORE = reason("preservation.ended_before")
NO_SUIT_NO_CONVERSION = reason("preservation.no_suit_no_conversion")
APPLICANT_LIABLE = reason("preservation.applicant_liable")
APPLICATION_WAS_RIGHT = reason("preservation.application_was_right")
FAULT_TO_BE_FOUND = reason("preservation.fault_to_be_found")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseOnSecurity:
    """A respondent (or third party) offers security and asks for release."""

    conduct: bool = False
    intellectual_property: bool = False
    property_dispute: bool | None = None
    security_sufficient: bool | None = None
    asset_is_disputed_thing: bool = False
    applicant_consents: bool | None = None


@provision(CPL["107"], PRESERVATION["22"], IP_CONDUCT["12"])
def on_security(question: ReleaseOnSecurity) -> Finding:
    """Must the court release the measure because security is given?"""
    if question.conduct:
        return _conduct(question)
    if question.property_dispute is None:
        return unknown(CPL["107"], missing="property_dispute")
    if not question.property_dispute:
        return no(CPL["107"], NOT_A_PROPERTY_DISPUTE)
    if question.security_sufficient is None:
        return unknown(PRESERVATION["22(1)"], missing="security_sufficient")
    if not question.security_sufficient:
        return no(PRESERVATION["22(1)"], SECURITY_INSUFFICIENT)
    cited = (CPL["107"], PRESERVATION["22"])
    if not question.asset_is_disputed_thing:
        return yes(cited, MUST_RELEASE, code="RELEASE")
    if question.applicant_consents is None:
        return unknown(PRESERVATION["22(2)"], missing="applicant_consents")
    if not question.applicant_consents:
        return no(PRESERVATION["22(2)"], CONSENT_NEEDED_DISPUTED_THING)
    return yes(cited, CONSENT_TO_RELEASE, code="RELEASE")


def _conduct(question: ReleaseOnSecurity) -> Finding:
    """CPL 107 speaks of property only (corrections E28)."""
    if question.applicant_consents:
        return yes(IP_CONDUCT["12"], CONSENT_TO_RELEASE, code="RELEASE")
    if question.intellectual_property:
        return no((CPL["107"], IP_CONDUCT["12"]), CONDUCT_STAYS)
    return for_the_court(CPL["107"], CONDUCT_BY_COURT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseClock:
    """When an application for release came in."""

    received_at: datetime
    urgent: bool = False


@provision(PRESERVATION["23(2)"], PRESERVATION["23(4)"])
def rule_on_release_by(clock: ReleaseClock) -> Finding:
    """By when must the court rule on an application for release?"""
    cited = (PRESERVATION["23(2)"], PRESERVATION["23(4)"])
    received = clock.received_at.astimezone(BEIJING)
    if clock.urgent:
        return deadline_in_hours(
            cited,
            period_of("decide_release_urgent"),
            received,
            RELEASE_WITHIN_48_HOURS,
            code="48_HOURS",
        )
    return deadline(
        cited, period_of("decide_release"), received.date(), RELEASE_WITHIN_FIVE_DAYS, code="5_DAYS"
    )


class ReleaseGround(Enum):
    """Events after which the applicant must ask for release (Preservation Provisions 23(1))."""

    NOT_SUED_IN_TIME = "not sued within thirty days"
    ARBITRATION_NOT_ACCEPTED_OR_WITHDRAWN = "arbitration not accepted or withdrawn"
    ARBITRATION_CLAIM_DISMISSED = "arbitration claim dismissed"
    SUIT_NOT_ACCEPTED_OR_WITHDRAWN = "suit not accepted or withdrawn"
    CLAIM_DISMISSED = "suit or claim dismissed with effect"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantsDuty:
    """What has happened, and whether the applicant has asked for release."""

    ground: ReleaseGround
    release_asked: bool | None = None


@provision(PRESERVATION["23(1)"], PRESERVATION["23(3)"], INT["166"])
def applicant_must_ask(duty: ApplicantsDuty) -> Finding:
    """Must the applicant ask for release, and what if not?"""
    if duty.ground is ReleaseGround.NONE:
        return no(PRESERVATION["23(1)"], NO_GROUND_TO_RELEASE)
    if duty.ground is ReleaseGround.OTHER:
        return for_the_court((PRESERVATION["23(1)"], INT["166"]), MUST_ASK_FOR_RELEASE)
    if duty.release_asked is False:
        return yes(
            (PRESERVATION["23(1)"], PRESERVATION["23(3)"]),
            MUST_ASK_FOR_RELEASE,
            LIABLE_FOR_DELAY,
            code="LIABLE",
        )
    return yes(PRESERVATION["23(1)"], MUST_ASK_FOR_RELEASE, code="ASK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A preservation measure on its way through suit and enforcement."""

    measure_last_day: date
    on: date
    suit_in_time: bool | None = None
    title_in_enforcement: bool = False


@provision(PRESERVATION["17"], INT["168"])
def carries_over(question: Conversion) -> Finding:
    """Does the measure carry over into the suit and then into enforcement, and until when?"""
    if question.on > question.measure_last_day:
        return no(INT["168"], ENDED_BEFORE, code="LAPSED", last_day=question.measure_last_day)
    if question.suit_in_time is None:
        return unknown(PRESERVATION["17(1)"], missing="suit_in_time")
    if not question.suit_in_time:
        return no((CPL["104(3)"], PRESERVATION["17(1)"]), NO_SUIT_NO_CONVERSION, code="RELEASE")
    if question.title_in_enforcement:
        return yes(
            (PRESERVATION["17(1)"], PRESERVATION["17(2)"], INT["168"]),
            CONTINUES_IN_ENFORCEMENT,
            code="ENFORCEMENT_MEASURE",
            last_day=question.measure_last_day,
        )
    return yes(
        (PRESERVATION["17(1)"], PRESERVATION["17(2)"]),
        CONTINUES_IN_SUIT,
        code="PRESERVATION_IN_SUIT",
        last_day=question.measure_last_day,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongfulPreservation:
    """Whether the application is found to have been wrong, and whether it caused loss."""

    application_wrong: bool | None = None
    caused_loss: bool | None = None


@provision(CPL["108"])
def applicant_is_liable(question: WrongfulPreservation) -> Finding:
    """Must the applicant make good the loss that preservation caused?"""
    if question.application_wrong is None:
        return for_the_court(CPL["108"], FAULT_TO_BE_FOUND)
    if not question.application_wrong:
        return no(CPL["108"], APPLICATION_WAS_RIGHT)
    if question.caused_loss is None:
        return unknown(CPL["108"], missing="caused_loss")
    if not question.caused_loss:
        return no(CPL["108"], APPLICATION_WAS_RIGHT)
    return yes(CPL["108"], APPLICANT_LIABLE, code="LIABLE")
