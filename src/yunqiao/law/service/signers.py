"""Who may sign for whom: Articles 13 to 16, and who never may."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import (
    AERSHAN,
    COMPANY,
    CPL,
    EM,
    INT,
    MARITIME,
    MARKET_ENTITIES,
    PROVISIONS_2009,
    SP,
    TAIWAN_2008,
)
from yunqiao.law.service.terms import (
    THE_PARTY_ITSELF,
    AddresseeDomicile,
    CourtRules,
    DocumentKind,
    ServedMatter,
    Signer,
    SignerRelation,
    refuse_impossible_signer,
)

OPPOSING = reason("service.signer.opposing")
UNFIT = reason("service.signer.unfit")
IN_PERSON = reason("service.signer.in_person")
LACKS_CAPACITY = reason("service.signer.lacks_capacity")
STATUTORY_AGENT = reason("service.signer.statutory_agent")
HAS_CAPACITY = reason("service.signer.has_capacity")
HOUSEHOLD = reason("service.signer.household")
ELSEWHERE = reason("service.signer.family_elsewhere")
MINOR = reason("service.signer.minor")
PRESENT = reason("service.signer.addressee_present")
HOUSEHOLD_UNCLEAR = reason("service.signer.household_unclear")
HEAD = reason("service.signer.head")
REGISTER_DISAGREES = reason("service.signer.register_disagrees")
RECEIPT_STAFF = reason("service.signer.receipt_staff")
LOCAL_OFFICER = reason("service.signer.local_officer")
FOREIGN_OFFICER = reason("service.signer.foreign_officer")
RESPONSIBLE = reason("service.signer.responsible")
NOT_RESPONSIBLE = reason("service.signer.not_responsible")
POST_UNCLEAR = reason("service.signer.post_unclear")
AGENT = reason("service.signer.agent")
AGENT_EXCLUDED = reason("service.signer.agent_excluded")
EXCLUSION_LOCAL = reason("service.signer.exclusion_local")
EXCLUSION_UNCLEAR = reason("service.signer.exclusion_unclear")
DESIGNATED = reason("service.signer.designated")
MANDATE_COVERS = reason("service.signer.mandate_covers")
MANDATE_TOO_NARROW = reason("service.signer.mandate_too_narrow")
MANDATE_UNCLEAR = reason("service.signer.mandate_unclear")
RECORDED_EFFECT = reason("service.signer.recorded_effect")
MARITIME_AGENT = reason("service.signer.maritime_agent")
MASTER = reason("service.signer.master")
ONLY_MARITIME = reason("service.signer.only_maritime")
FORWARDS = reason("service.signer.forwards_only")
BYSTANDER = reason("service.signer.bystander")
STATEMENT_IN_PERSON = reason("service.signer.statement_in_person")
STATEMENT_THROUGH_STAFF = reason("service.signer.statement_through_staff")
STATEMENT_RECIPIENT = reason("service.signer.statement_recipient")
STATEMENT_PARTY_CAN_SIGN = reason("service.signer.statement_party_can_sign")
STATEMENT_NOT_BY_OTHERS = reason("service.signer.statement_not_by_others")
TO_MAIL_ROOM = reason("service.next.mail_room")
WARN_OF_EFFECT = reason("service.next.warn_recipient")

NATURAL: Final = (CPL["88(1)"], AERSHAN["13"])
ENTITY: Final = (CPL["88(1)"], INT["130(1)"], EM["9"], AERSHAN["14(1)"])
STATEMENT: Final = (INT["133"], CPL["100(3)"], AERSHAN["25"])
EXCLUDES_AGENT: Final = {
    AddresseeDomicile.HONG_KONG: PROVISIONS_2009["4"],
    AddresseeDomicile.MACAO: PROVISIONS_2009["4"],
    AddresseeDomicile.TAIWAN: TAIWAN_2008["3(2)"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A person about to sign, or who signed, for a document addressed to someone."""

    matter: ServedMatter
    signer: Signer

    def __post_init__(self) -> None:
        refuse_impossible_signer(self.matter, self.signer)


@provision(
    CPL["88"],
    INT["130"],
    INT["132"],
    EM["9"],
    AERSHAN["13"],
    AERSHAN["14"],
    AERSHAN["15"],
    AERSHAN["16"],
    source="signers.csv; corrections E4, E5, E26, M10, M11, M13",
    yields_to=("service.signers.may_sign_for_statement",),
)
def may_sign(signature: Signature) -> Finding:
    """May this person sign for the addressee?"""
    signer = signature.signer
    if signer.opposing:
        return no((AERSHAN["14(3)"], EM["7"], SP["11"]), OPPOSING)
    if signer.shown_unfit:
        return no(AERSHAN["14(3)"], UNFIT)
    if signature.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return may_sign_for_statement(signature)
    return _BY_RELATION[signer.relation](signature.matter, signer)


@provision(INT["133"], CPL["100(3)"], AERSHAN["25"], source="signers.csv; conflict c")
def may_sign_for_statement(signature: Signature) -> Finding:
    """May this person sign for a conciliation statement, which goes to the party in person?"""
    signer = signature.signer
    if signer.relation in THE_PARTY_ITSELF:
        return yes(STATEMENT, STATEMENT_IN_PERSON)
    if signer.relation is SignerRelation.RECEIPT_STAFF:
        return yes(STATEMENT, STATEMENT_IN_PERSON, doubts=(STATEMENT_THROUGH_STAFF,))
    if signer.relation is not SignerRelation.DESIGNATED_RECIPIENT and not signer.designated:
        return no(STATEMENT, STATEMENT_NOT_BY_OTHERS)
    if signer.party_cannot_sign is None:
        return unknown(STATEMENT, STATEMENT_PARTY_CAN_SIGN, missing="signer.party_cannot_sign")
    if not signer.party_cannot_sign:
        return no(STATEMENT, STATEMENT_PARTY_CAN_SIGN)
    return yes(STATEMENT, STATEMENT_RECIPIENT)


def _addressee(matter: ServedMatter, _signer: Signer) -> Finding:
    if matter.addressee.lacks_capacity:
        return no((*NATURAL, EM["9(2)"]), LACKS_CAPACITY)
    return yes(NATURAL, IN_PERSON)


def _statutory_agent(matter: ServedMatter, _signer: Signer) -> Finding:
    if not matter.addressee.lacks_capacity:
        return no((*NATURAL, EM["9(2)"]), HAS_CAPACITY)
    return yes((*NATURAL, EM["9(2)"]), STATUTORY_AGENT)


def _family_member(_matter: ServedMatter, signer: Signer) -> Finding:
    if signer.adult is False:
        return no(NATURAL, MINOR)
    if signer.same_household is False:
        return no(NATURAL, ELSEWHERE)
    if signer.addressee_absent is False:
        return no(NATURAL, PRESENT)
    asked = ("adult", "same_household", "addressee_absent", "opposing")
    missing = tuple(f"signer.{name}" for name in asked if getattr(signer, name) is None)
    if missing:
        return unknown(NATURAL, HOUSEHOLD_UNCLEAR, missing=missing)
    return yes(NATURAL, HOUSEHOLD)


def _head(_matter: ServedMatter, signer: Signer) -> Finding:
    if signer.in_register is False and not signer.post_shown:
        return unknown((*ENTITY, COMPANY["34"]), REGISTER_DISAGREES, missing="signer.post_shown", try_next=(TO_MAIL_ROOM,))  # fmt: skip
    return yes(ENTITY, HEAD)


def _receipt_staff(_matter: ServedMatter, _signer: Signer) -> Finding:
    return yes(ENTITY, RECEIPT_STAFF)


def _officer(matter: ServedMatter, signer: Signer) -> Finding:
    if matter.addressee.domicile is AddresseeDomicile.FOREIGN:
        return yes(INT["533(2)"], FOREIGN_OFFICER)
    if matter.court_rules is CourtRules.AERSHAN:
        return yes(ENTITY, LOCAL_OFFICER)
    return _employee(matter, signer)


def _employee(_matter: ServedMatter, signer: Signer) -> Finding:
    if signer.post_shown is None:
        return unknown(ENTITY, POST_UNCLEAR, missing="signer.post_shown", try_next=(TO_MAIL_ROOM,))
    if not signer.post_shown:
        return no(ENTITY, NOT_RESPONSIBLE, try_next=(TO_MAIL_ROOM,))
    return yes(ENTITY, RESPONSIBLE)


def _litigation_agent(matter: ServedMatter, signer: Signer) -> Finding:
    if signer.designated:
        return _designated(matter, signer)
    cited = (CPL["88(1)"], INT["132"], AERSHAN["15"])
    special = EXCLUDES_AGENT.get(matter.addressee.domicile)
    excluding = (special,) if special else ()
    if special or matter.court_rules is CourtRules.AERSHAN:
        if signer.receipt_excluded is None:
            return unknown((*excluding, *cited), EXCLUSION_UNCLEAR, missing="signer.receipt_excluded")  # fmt: skip
        if signer.receipt_excluded:
            return no((*excluding, AERSHAN["15"]), AGENT_EXCLUDED)
    if signer.receipt_excluded:
        return yes(cited, AGENT, doubts=(EXCLUSION_LOCAL,))
    return yes(cited, AGENT)


def _designated(_matter: ServedMatter, _signer: Signer) -> Finding:
    return yes((CPL["88(1)"], EM["7"], AERSHAN["16"]), DESIGNATED, try_next=(WARN_OF_EFFECT,))


def _recorded_recipient(_matter: ServedMatter, signer: Signer) -> Finding:
    cited = (CPL["88(1)"], MARKET_ENTITIES["9"])
    if signer.mandate_covers_litigation is None:
        return unknown(cited, MANDATE_UNCLEAR, missing="signer.mandate_covers_litigation")
    if not signer.mandate_covers_litigation:
        return no(cited, MANDATE_TOO_NARROW)
    return yes(cited, MANDATE_COVERS, doubts=(RECORDED_EFFECT,))


def _business_agent(matter: ServedMatter, _signer: Signer) -> Finding:
    if not matter.maritime:
        return no((CPL["88(1)"], MARITIME["80"]), ONLY_MARITIME)
    return yes(MARITIME["80"], MARITIME_AGENT)


def _ship_master(matter: ServedMatter, _signer: Signer) -> Finding:
    if not matter.maritime or matter.document is not DocumentKind.SHIP_ARREST_PAPER:
        return no((CPL["88(1)"], MARITIME["80"]), ONLY_MARITIME)
    return yes(MARITIME["80"], MASTER)


def _forwarding_body(_matter: ServedMatter, _signer: Signer) -> Finding:
    return no((CPL["92"], CPL["93"], CPL["94"]), FORWARDS)


def _bystander(_matter: ServedMatter, _signer: Signer) -> Finding:
    return no(CPL["88(1)"], BYSTANDER)


_BY_RELATION: Final[dict[SignerRelation, Callable[[ServedMatter, Signer], Finding]]] = {
    SignerRelation.ADDRESSEE: _addressee,
    SignerRelation.STATUTORY_AGENT: _statutory_agent,
    SignerRelation.FAMILY_MEMBER: _family_member,
    SignerRelation.LEGAL_REPRESENTATIVE: _head,
    SignerRelation.PRINCIPAL: _head,
    SignerRelation.RECEIPT_STAFF: _receipt_staff,
    SignerRelation.OFFICER: _officer,
    SignerRelation.EMPLOYEE: _employee,
    SignerRelation.LITIGATION_AGENT: _litigation_agent,
    SignerRelation.DESIGNATED_RECIPIENT: _designated,
    SignerRelation.RECORDED_RECIPIENT: _recorded_recipient,
    SignerRelation.BUSINESS_AGENT: _business_agent,
    SignerRelation.SHIP_MASTER: _ship_master,
    SignerRelation.FORWARDING_BODY: _forwarding_body,
    SignerRelation.BYSTANDER: _bystander,
}
