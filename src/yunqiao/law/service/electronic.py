"""Electronic service by fax, e-mail, message or the platform (Articles 26 to 28; Online Rules 29 to 32)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, require_order
from yunqiao.law.findings import Finding, Outcome, no, reason, unknown, yes
from yunqiao.law.instruments import AERSHAN, CPL, INT, OLR
from yunqiao.law.service.terms import (
    ServedMatter,
    needs,
    not_allowed,
    not_served,
    pending,
    served,
    under,
)

REFUSED = reason("service.electronic.refused")
NO_CONSENT = reason("service.electronic.no_consent")
CONSENT_UNCLEAR = reason("service.electronic.consent_unclear")
CONSENTED = reason("service.electronic.consented")
BY_CONDUCT = reason("service.electronic.by_conduct")
NOTHING_SENT = reason("service.electronic.nothing_sent")
REMINDER = reason("service.electronic.reminder")
BOUNCED = reason("service.electronic.bounced")
NOT_OWN = reason("service.electronic.not_own")
OWN_UNCLEAR = reason("service.electronic.own_unclear")
UNREAD = reason("service.electronic.unread")
UNSENT = reason("service.electronic.unsent")
RECORD_MISSING = reason("service.electronic.record_missing")
ARRIVED = reason("service.electronic.arrived")
SENT = reason("service.electronic.sent")
ARRIVAL_PROVED = reason("service.electronic.arrival_proved")
REACTED = reason("service.electronic.reacted")
READ = reason("service.electronic.read")
READING_REBUTTED = reason("service.electronic.reading_rebutted")
FIRST_OF_SEVERAL = reason("service.electronic.first_of_several")
TAKEN_OVER = reason("service.electronic.account_misused")
CONFIRMED = reason("service.electronic.confirmed_hearing_notice")
UNCONFIRMED = reason("service.electronic.unconfirmed_hearing_notice")
CONFIRMATION_UNCLEAR = reason("service.electronic.confirmation_unclear")
GIVE_PAPER = reason("service.next.give_paper")
ASK_CONSENT = reason("service.next.ask_consent")
OTHER_MODE = reason("service.next.other_mode")
RESEND = reason("service.next.resend")

CONSENT: Final = (CPL["90(1)"], OLR["29"], AERSHAN["26"])


class ElectronicConsent(Enum):
    """How the addressee agreed to electronic service (OLR 29), or that it did not."""

    WRITTEN = "written"
    EARLIER_AGREEMENT = "earlier_agreement"
    ADDRESS_FOR_SERVICE = "address_for_service"
    CONDUCT = "conduct"
    NONE = "none"
    REFUSED = "refused"


class ElectronicMedium(Enum):
    """By what the document travels."""

    PLATFORM = "platform"
    EMAIL = "email"
    FAX = "fax"
    SMS = "sms"
    INSTANT_MESSAGE = "instant_message"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicRebuttal:
    """What the addressee has proved: another day of arrival, or what undoes a presumed reading."""

    arrived_on: date | None = None
    system_error: bool = False
    not_own_address: bool = False
    not_read_by_self: bool = False
    account_misused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One electronic sending; dates are court-local.

    `address_confirmed`: the addressee gave or confirmed this address for service. `address_own`: it
    can be shown to be the addressee's. `sent_on` is the day the court's system shows success;
    `arrived_on` the day of arrival recorded in the system of the address. `reacted_on`: the
    addressee replied or acted on it. `recorded`: the record of sending is kept on file (A26).
    """

    medium: ElectronicMedium
    address_confirmed: bool
    address_own: bool | None = None
    sent_on: date | None = None
    arrived_on: date | None = None
    reacted_on: date | None = None
    read_on: date | None = None
    bounced: bool = False
    reminder_only: bool = False
    recorded: bool = False
    rebuttal: ElectronicRebuttal | None = None

    def __post_init__(self) -> None:
        for received in ("arrived_on", "reacted_on", "read_on"):
            require_order(self, "sent_on", received)
        if self.bounced and self.read_on:
            raise ContradictionError(
                "bounced", "read_on", "what came back undelivered was not read"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Electronic:
    """One document served electronically, by one way or several."""

    matter: ServedMatter
    sendings: tuple[Sending, ...] = ()
    consent: ElectronicConsent | None = None
    paper_asked: bool = False


@provision(
    CPL["90"], INT["135"], OLR["31"], AERSHAN["27"], AERSHAN["28"], source="conflict h; S29-S34"
)
def served_electronically(facts: Electronic) -> Finding:
    """Has electronic service been effected, and on which day?"""
    consent = consent_given(facts)
    if consent.outcome is Outcome.NO:
        return not_allowed(consent.citations, *consent.because, try_next=consent.try_next)
    if consent.outcome is Outcome.UNKNOWN:
        return needs(consent.citations, *consent.because, missing=consent.missing, try_next=consent.try_next)  # fmt: skip
    if not facts.sendings:
        return pending(CPL["90"], NOTHING_SENT, missing="sendings")
    found = [takes_effect(sending) for sending in facts.sendings]
    effective = [finding for finding in found if finding.is_yes]
    if not effective:
        return _none_effective(found)
    return _first(facts, effective, consent)


@provision(
    CPL["90"], INT["136"], OLR["29"], AERSHAN["26"], source="conflict g; corrections E18, E19"
)
def consent_given(facts: Electronic) -> Finding:
    """Has the addressee agreed to electronic service?"""
    if facts.consent is ElectronicConsent.REFUSED:
        return no(CONSENT, REFUSED, try_next=(OTHER_MODE,))
    if facts.consent in _AGREED:
        return yes(CONSENT, CONSENTED)
    if any(sending.reacted_on and not sending.reminder_only for sending in facts.sendings):
        return yes(CONSENT, BY_CONDUCT)
    if facts.consent is None:
        return unknown(CONSENT, CONSENT_UNCLEAR, missing="consent", try_next=(ASK_CONSENT,))
    return no(CONSENT, NO_CONSENT, try_next=(ASK_CONSENT, OTHER_MODE))


_AGREED: Final = frozenset(
    {
        ElectronicConsent.WRITTEN,
        ElectronicConsent.EARLIER_AGREEMENT,
        ElectronicConsent.ADDRESS_FOR_SERVICE,
        ElectronicConsent.CONDUCT,
    }
)


@provision(CPL["90(2)"], INT["135(2)"], OLR["7"], OLR["31"], OLR["32"], AERSHAN["27"], source="corrections M6, M29")  # fmt: skip
def takes_effect(sending: Sending) -> Finding:
    """Did this one sending take effect as service, and on which day?"""
    if sending.reminder_only:
        return not_served(OLR["32"], REMINDER)
    if sending.bounced:
        return not_served((CPL["90(2)"], AERSHAN["27"]), BOUNCED, try_next=(RESEND, OTHER_MODE))
    if sending.rebuttal and sending.rebuttal.account_misused:
        return not_served(OLR["7"], TAKEN_OVER, try_next=(RESEND, OTHER_MODE))
    if not sending.recorded:
        return needs((AERSHAN["26"], OLR["31(3)"]), RECORD_MISSING, missing="recorded")
    return _at_confirmed(sending) if sending.address_confirmed else _at_other(sending)


def _at_confirmed(sending: Sending) -> Finding:
    cited = (CPL["90(2)"], INT["135(2)"], OLR["31(1)"], AERSHAN["27"])
    proved = sending.rebuttal.arrived_on if sending.rebuttal else None
    shown = sending.sent_on or sending.arrived_on
    if shown is None:
        return pending(cited, UNSENT, missing="sent_on")
    if proved:
        return served(cited, ARRIVAL_PROVED, on=proved)
    return served(cited, SENT if sending.sent_on else ARRIVED, on=shown)


def _at_other(sending: Sending) -> Finding:
    cited = (OLR["31(2)"],)
    rebuttal = sending.rebuttal or ElectronicRebuttal()
    if sending.address_own is False:
        return not_served(cited, NOT_OWN, try_next=(OTHER_MODE,))
    if sending.address_own is None:
        return needs(cited, OWN_UNCLEAR, missing="address_own")
    days = [day for day in (sending.reacted_on, _read_day(sending, rebuttal)) if day]
    if not days:
        if sending.read_on:
            return not_served(cited, READING_REBUTTED, try_next=(OTHER_MODE,))
        return pending(cited, UNREAD, missing=("reacted_on", "read_on"), try_next=(OTHER_MODE,))
    first = min(days)
    return served(cited, REACTED if first == sending.reacted_on else READ, on=first)


def _read_day(sending: Sending, rebuttal: ElectronicRebuttal) -> date | None:
    rebutted = rebuttal.system_error or rebuttal.not_own_address or rebuttal.not_read_by_self
    return None if rebutted else sending.read_on


def _none_effective(found: list[Finding]) -> Finding:
    """The first sending that may still take effect, else the first; its facts by position."""
    undecided = (n for n, finding in enumerate(found) if finding.outcome is Outcome.UNKNOWN)
    position = next(undecided, 0)
    return under(f"sendings[{position}]", found[position])


def _first(facts: Electronic, effective: list[Finding], consent: Finding) -> Finding:
    """The first effective sending counts (OLR 31(4)); a later one never moves the date."""
    first = min(effective, key=lambda finding: finding.date("date_of_service") or date.max)
    several = (FIRST_OF_SEVERAL,) if len(effective) > 1 else ()
    cited = (*first.citations, *consent.citations)
    if several:
        cited = (*cited, OLR["31(4)"])
    paper = (GIVE_PAPER,) if facts.paper_asked else ()
    if paper:
        cited = (*cited, AERSHAN["28"])
    return first._replace(
        because=(*first.because, *several, *consent.because), citations=cited, try_next=paper
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingNotice:
    """A notice of hearing sent by message in summary procedure (Int 261(2))."""

    confirmed_by_party: bool | None = None
    other_proof_of_receipt: bool | None = None


@provision(INT["261(2)"], source="correction M5")
def default_judgment_open(notice: HearingNotice) -> Finding:
    """May a party that stays away be judged in default after a notice by message?"""
    if notice.confirmed_by_party or notice.other_proof_of_receipt:
        return yes(INT["261(2)"], CONFIRMED)
    asked = ("confirmed_by_party", "other_proof_of_receipt")
    open_ = tuple(name for name in asked if getattr(notice, name) is None)
    if open_:
        return unknown(INT["261(2)"], CONFIRMATION_UNCLEAR, missing=open_)
    return no(INT["261(2)"], UNCONFIRMED, try_next=(OTHER_MODE,))
