"""The words of service of process: documents, addressees, signers, and the statuses of an attempt."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Cited, Finding, Reason, for_the_court, no, unknown, yes

SERVED: Final = "SERVED"
NOT_SERVED: Final = "NOT_SERVED"
PENDING: Final = "PENDING"
CHANNEL_NOT_ALLOWED: Final = "CHANNEL_NOT_ALLOWED"
NEEDS_EVIDENCE: Final = "NEEDS_EVIDENCE"


class DocumentKind(Enum):
    """What is served."""

    COMPLAINT = "complaint"
    DEFENCE = "defence"
    NOTICE_TO_RESPOND = "notice_to_respond"
    EVIDENCE_NOTICE = "evidence_notice"
    RISK_NOTICE = "risk_notice"
    LITIGATION_GUIDE = "litigation_guide"
    SUPERVISION_CARD = "supervision_card"
    ADDRESS_FORM = "address_form"
    SUMMONS = "summons"
    RULING = "ruling"
    JUDGMENT = "judgment"
    CONCILIATION_STATEMENT = "conciliation_statement"
    PAYMENT_ORDER = "payment_order"
    SHIP_ARREST_PAPER = "ship_arrest_paper"
    OTHER = "other"


class AddresseeKind(Enum):
    """Whom the law calls the addressee."""

    NATURAL_PERSON = "natural_person"
    LEGAL_PERSON = "legal_person"
    OTHER_ORGANISATION = "other_organisation"


class AddresseeDomicile(Enum):
    """Where the addressee is domiciled or, for an entity, registered."""

    MAINLAND = "mainland"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
    TAIWAN = "taiwan"
    FOREIGN = "foreign"


class Confinement(Enum):
    """Why a document must be forwarded through a body (CPL 92, 93)."""

    ARMED_FORCES = "armed_forces"
    PRISON = "prison"
    CORRECTIVE_MEASURES = "corrective_measures"


class TrialProcedure(Enum):
    """The procedure in which the case is heard. Small claims are heard in summary procedure."""

    ORDINARY = "ordinary"
    SUMMARY = "summary"


class CourtRules(Enum):
    """A court whose own provisions apply beside the national texts."""

    AERSHAN = "Aershan"


class ServiceMode(Enum):
    """The ways of serving, in the order of Article 3; intensive service is a carrier, not a mode."""

    FORWARDED = "forwarded"
    IN_PERSON = "in_person"
    POST = "post"
    LEAVING = "leaving"
    ENTRUSTED = "entrusted"
    ELECTRONIC = "electronic"
    TELEPHONE = "telephone"
    ANNOUNCEMENT = "announcement"


class SignerRelation(Enum):
    """What a person who signs, or refuses to, is to the addressee."""

    ADDRESSEE = "addressee"
    STATUTORY_AGENT = "statutory_agent"
    FAMILY_MEMBER = "family_member"
    LEGAL_REPRESENTATIVE = "legal_representative"
    PRINCIPAL = "principal"
    RECEIPT_STAFF = "receipt_staff"
    OFFICER = "officer"
    EMPLOYEE = "employee"
    LITIGATION_AGENT = "litigation_agent"
    DESIGNATED_RECIPIENT = "designated_recipient"
    RECORDED_RECIPIENT = "recorded_recipient"
    BUSINESS_AGENT = "business_agent"
    SHIP_MASTER = "ship_master"
    FORWARDING_BODY = "forwarding_body"
    BYSTANDER = "bystander"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The person or entity to be served."""

    kind: AddresseeKind
    domicile: AddresseeDomicile = AddresseeDomicile.MAINLAND
    lacks_capacity: bool = False
    confined: Confinement | None = None

    def __post_init__(self) -> None:
        if self.kind is AddresseeKind.NATURAL_PERSON:
            return
        if self.lacks_capacity:
            raise ContradictionError("kind", "lacks_capacity", "only a natural person can lack it")
        if self.confined:
            raise ContradictionError("kind", "confined", "only a natural person can be confined")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedMatter:
    """What is served on whom, in which procedure, under whose local provisions."""

    document: DocumentKind
    addressee: Addressee
    procedure: TrialProcedure | None = None
    court_rules: CourtRules | None = None
    maritime: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The person who signed or refused, as far as known.

    `opposing`: is the other side, or its legal representative or employee. `receipt_excluded`: the
    power of attorney says that the agent may not receive documents. `designated`: the litigation
    agent is also named as recipient, or its address was confirmed for service. `post_shown`: the
    post held, or the duty of receiving documents, is evidenced. `party_cannot_sign`: the party has
    a reason why it cannot sign itself. `in_register`: the register names this legal representative.
    """

    relation: SignerRelation
    adult: bool | None = None
    same_household: bool | None = None
    addressee_absent: bool | None = None
    opposing: bool | None = None
    shown_unfit: bool = False
    receipt_excluded: bool | None = None
    designated: bool | None = None
    post_shown: bool | None = None
    party_cannot_sign: bool | None = None
    in_register: bool | None = None
    mandate_covers_litigation: bool | None = None


OF_A_PERSON: Final = frozenset(
    {
        SignerRelation.ADDRESSEE,
        SignerRelation.STATUTORY_AGENT,
        SignerRelation.FAMILY_MEMBER,
        SignerRelation.FORWARDING_BODY,
    }
)
OF_AN_ENTITY: Final = frozenset(
    {
        SignerRelation.LEGAL_REPRESENTATIVE,
        SignerRelation.PRINCIPAL,
        SignerRelation.RECEIPT_STAFF,
        SignerRelation.OFFICER,
        SignerRelation.EMPLOYEE,
    }
)
"""Relations only a natural person, or only an entity, can have."""

THE_PARTY_ITSELF: Final = frozenset(
    {
        SignerRelation.ADDRESSEE,
        SignerRelation.STATUTORY_AGENT,
        SignerRelation.LEGAL_REPRESENTATIVE,
        SignerRelation.PRINCIPAL,
    }
)
"""Those whose signature or refusal is the party's own."""


def refuse_impossible_signer(matter: ServedMatter, signer: Signer) -> None:
    """Raise ContradictionError where a person's relation does not fit the kind of addressee."""
    natural = matter.addressee.kind is AddresseeKind.NATURAL_PERSON
    if signer.relation in (OF_AN_ENTITY if natural else OF_A_PERSON):
        raise ContradictionError(
            "matter.addressee.kind",
            "signer.relation",
            f"{signer.relation.value} cannot stand for {matter.addressee.kind.value}",
        )


def served(cited: Cited, *because: Reason, on: date, **more: Any) -> Finding:
    """Served, on that court-local date."""
    return yes(cited, *because, code=SERVED, date_of_service=on, **more)


def not_served(cited: Cited, *because: Reason, **more: Any) -> Finding:
    """Not served."""
    return no(cited, *because, code=NOT_SERVED, **more)


def not_allowed(cited: Cited, *because: Reason, **more: Any) -> Finding:
    """The law does not open this way of service here."""
    return no(cited, *because, code=CHANNEL_NOT_ALLOWED, **more)


def needs(cited: Cited, *because: Reason, missing: str | tuple[str, ...], **more: Any) -> Finding:
    """Not provably served: these facts or items of evidence are missing."""
    return unknown(cited, *because, missing=missing, code=NEEDS_EVIDENCE, **more)


def pending(cited: Cited, *because: Reason, missing: str | tuple[str, ...] = (), **more: Any) -> Finding:  # fmt: skip
    """It cannot be decided yet: before the date `not_before`, or before the fact named happens."""
    return unknown(cited, *because, missing=missing, code=PENDING, **more)


def court_decides(cited: Cited, *because: Reason, **more: Any) -> Finding:
    """Whether it counts is for the court; until it has decided, the attempt is pending."""
    return for_the_court(cited, *because, code=PENDING, **more)


def under(name: str, finding: Finding) -> Finding:
    """A finding about a part of the facts, its missing facts named from the whole's root."""
    if not finding.missing:
        return finding
    return finding._replace(missing=tuple(f"{name}.{path}" for path in finding.missing))


def lacking(evidence: frozenset[Any], *required: Enum) -> tuple[str, ...]:
    """Which required items of evidence are not there, as paths into the facts."""
    return tuple(f"evidence.{item.value}" for item in required if item not in evidence)
