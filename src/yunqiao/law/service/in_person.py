"""The facts of an attempt in person: a serving officer hands over, is refused, or finds nobody."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Outcome, reason
from yunqiao.law.instruments import CPL, INT
from yunqiao.law.service.addresses import ServiceAddress
from yunqiao.law.service.signers import Signature, may_sign
from yunqiao.law.service.terms import (
    ServedMatter,
    Signer,
    needs,
    not_served,
    refuse_impossible_signer,
)

SIGNER_UNKNOWN = reason("service.signer.unknown")
NOT_BOUND_TO_SIGN = reason("service.signer.not_bound_to_sign")
TO_PARTY = reason("service.next.addressee_in_person")

REFUSAL: Final = (CPL["89"], INT["131"])


class MeetingPlace(Enum):
    """Where the serving officer met, or sought, the addressee. For an entity, home is its seat."""

    HOME = "home"
    WORKPLACE = "workplace"
    RECIPIENTS_OFFICE = "recipients_office"
    COURT = "court"
    ELSEWHERE = "elsewhere"


class Reception(Enum):
    """What happened to the document there."""

    SIGNED = "signed"
    REFUSED = "refused"
    OUT = "out"
    NOT_AT_ADDRESS = "not_at_address"


class RefusalReason(Enum):
    """How the refusal showed itself; recorded, though the law asks for the refusal only (A21)."""

    NO_GOOD_REASON = "no_good_reason"
    TORE_RECEIPT = "tore_receipt"
    DENIED_IDENTITY = "denied_identity"
    KEPT_DOOR_SHUT = "kept_door_shut"
    OTHER = "other"


class InPersonEvidence(Enum):
    """What has been recorded. A note stands on the service receipt and is signed by its author."""

    RECEIPT = "receipt"
    PHOTO_OR_VIDEO = "photo_or_video"
    DOCUMENT_LEFT = "document_left"
    JUDGE_NOTE = "judge_note"
    CLERK_NOTE = "clerk_note"
    SERVER_NOTE = "server_note"
    WITNESSES_SIGNED = "witnesses_signed"
    WITNESSES_WOULD_NOT_COME = "witnesses_would_not_come"


@dataclass(frozen=True, slots=True, kw_only=True)
class InPerson:
    """One attempt by a serving officer in person, on the court-local date `on`.

    `signer` is who signed or refused. `signed_on` is the date written on the receipt where it
    differs from `on`.
    """

    matter: ServedMatter
    on: date
    place: MeetingPlace
    reception: Reception
    signer: Signer | None = None
    signed_on: date | None = None
    address: ServiceAddress | None = None
    refusal_reason: RefusalReason | None = None
    evidence: frozenset[InPersonEvidence] = frozenset()

    def __post_init__(self) -> None:
        if self.signer:
            refuse_impossible_signer(self.matter, self.signer)
        require_order(self, "on", "signed_on")


def standing(attempt: InPerson) -> tuple[Signer | None, Finding]:
    """Who met the officer, and whether that person may sign; without a person, what is missing."""
    if attempt.signer is None:
        return None, needs(CPL["88"], SIGNER_UNKNOWN, missing="signer")
    return attempt.signer, may_sign(Signature(matter=attempt.matter, signer=attempt.signer))


def no_standing(may: Finding) -> Finding | None:
    """The attempt's finding where the person may not sign or it is not known; None where it may."""
    if may.outcome is Outcome.NO:
        steps = (*may.try_next, TO_PARTY)
        return not_served((*may.citations, *REFUSAL), *may.because, NOT_BOUND_TO_SIGN, try_next=steps)  # fmt: skip
    if may.outcome is Outcome.UNKNOWN:
        return needs(may.citations, *may.because, missing=may.missing, try_next=may.try_next)
    return None
