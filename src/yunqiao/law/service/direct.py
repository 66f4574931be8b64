"""Direct service: signed for, refused at court or elsewhere, or nobody there (Articles 9 to 16)."""

from collections.abc import Callable
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, Outcome, reason
from yunqiao.law.instruments import AERSHAN, CPL, EM, INT, OP, SP
from yunqiao.law.service.addresses import AddressUse, binds
from yunqiao.law.service.in_person import (
    InPerson,
    InPersonEvidence,
    MeetingPlace,
    Reception,
    no_standing,
    standing,
)
from yunqiao.law.service.lien import left_after_refusal, statement_never_left
from yunqiao.law.service.terms import (
    SERVED,
    THE_PARTY_ITSELF,
    DocumentKind,
    SignerRelation,
    TrialProcedure,
    lacking,
    needs,
    not_served,
    served,
)

RECEIPT_MISSING = reason("service.direct.receipt_missing")
NOT_AT_COURT = reason("service.direct.not_at_court")
REFUSED_AT_COURT = reason("service.direct.refused_at_court")
REFUSED_ELSEWHERE = reason("service.direct.refused_elsewhere")
HAS_OTHER_RULE = reason("service.direct.place_has_other_rule")
NOT_PARTYS_OWN = reason("service.direct.not_partys_own_refusal")
RECIPIENT_AT_COURT = reason("service.direct.recipient_at_court")
NOTES_MISSING = reason("service.direct.notes_missing")
OUT = reason("service.direct.out")
LEFT_AT_OWN_ADDRESS = reason("service.direct.left_at_own_address")
ADDRESS_UNKNOWN = reason("service.direct.address_unknown")
NOT_LEFT = reason("service.direct.not_left")
RESTS_ON_PAPER = reason("service.direct.rests_on_paper")
ONLY_IF_ABSENT = reason("service.direct.only_if_absent")
COME_AGAIN = reason("service.next.come_again")
BY_POST = reason("service.next.by_post")
GO_HOME = reason("service.next.at_the_home")

BY_NOTE: Final = (InPersonEvidence.JUDGE_NOTE, InPersonEvidence.CLERK_NOTE)


@provision(
    CPL["88"],
    CPL["89"],
    INT["131"],
    AERSHAN["9"],
    AERSHAN["10"],
    AERSHAN["11"],
    AERSHAN["12"],
    AERSHAN["13"],
    AERSHAN["14"],
    AERSHAN["15"],
    AERSHAN["16"],
)
def served_in_person(attempt: InPerson) -> Finding:
    """Has the attempt in person served the document, and on which day?"""
    return _BY_RECEPTION[attempt.reception](attempt)


@provision(INT["131(1)"], AERSHAN["10"])
def refused_at_court(attempt: InPerson) -> Finding:
    """Does the refusal of a party who came to the court count as service?"""
    cited = (INT["131(1)"], AERSHAN["10"])
    if attempt.place is not MeetingPlace.COURT or attempt.reception is not Reception.REFUSED:
        return not_served(cited, NOT_AT_COURT)
    signer, may = standing(attempt)
    if signer is None:
        return may
    if attempt.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return statement_never_left(signer)
    recipient = signer.relation is SignerRelation.DESIGNATED_RECIPIENT or bool(signer.designated)
    if not recipient and signer.relation not in THE_PARTY_ITSELF:
        return not_served(cited, NOT_PARTYS_OWN, try_next=(GO_HOME,))
    doubts = (RECIPIENT_AT_COURT,) if recipient else ()
    missing = lacking(attempt.evidence, *BY_NOTE)
    return (
        no_standing(may)
        or (needs(cited, NOTES_MISSING, missing=missing) if missing else None)
        or served(cited, REFUSED_AT_COURT, on=attempt.on, doubts=doubts)
    )


@provision(INT["131(2)"], AERSHAN["12"], source="conflict e")
def refused_elsewhere(attempt: InPerson) -> Finding:
    """Does the party's own refusal away from its home and the court count as service?"""
    cited = (INT["131(2)"], AERSHAN["12"])
    if attempt.reception is not Reception.REFUSED or attempt.place in (
        MeetingPlace.HOME,
        MeetingPlace.COURT,
    ):
        return not_served(cited, HAS_OTHER_RULE)
    signer, may = standing(attempt)
    if signer is None:
        return may
    if attempt.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return statement_never_left(signer)
    if signer.relation not in THE_PARTY_ITSELF:
        return not_served(cited, NOT_PARTYS_OWN, try_next=(GO_HOME,))
    missing = lacking(attempt.evidence, InPersonEvidence.PHOTO_OR_VIDEO, *BY_NOTE)
    return (
        no_standing(may)
        or (needs(cited, NOTES_MISSING, missing=missing) if missing else None)
        or served(cited, REFUSED_ELSEWHERE, on=attempt.on)
    )


@provision(SP["10(2)"], OP["7"], EM["11"], source="correction E16")
def left_at_own_address(attempt: InPerson) -> Finding:
    """Is a document served that is left at an address the party gave, where it is not to be found?"""
    summary = attempt.matter.procedure is TrialProcedure.SUMMARY
    cited = (SP["10(2)"], OP["7"]) if summary else (OP["7"], EM["11"])
    if attempt.reception is not Reception.NOT_AT_ADDRESS:
        return not_served(cited, ONLY_IF_ABSENT)
    if attempt.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return statement_never_left(None)
    if attempt.address is None:
        return needs(cited, ADDRESS_UNKNOWN, missing="address")
    bound = binds(AddressUse(matter=attempt.matter, address=attempt.address, used_on=attempt.on))
    if bound.outcome is Outcome.NO:
        return not_served((*cited, *bound.citations), *bound.because, try_next=(*bound.try_next, BY_POST))  # fmt: skip
    if bound.outcome is Outcome.UNKNOWN:
        return needs((*cited, *bound.citations), *bound.because, missing=bound.missing)
    missing = lacking(attempt.evidence, InPersonEvidence.DOCUMENT_LEFT, InPersonEvidence.SERVER_NOTE)  # fmt: skip
    if missing:
        return needs(cited, NOT_LEFT, missing=missing, try_next=(BY_POST,))
    doubts = bound.doubts if summary else (*bound.doubts, RESTS_ON_PAPER)
    return served((*cited, *bound.citations), *bound.because, LEFT_AT_OWN_ADDRESS, on=attempt.on, doubts=doubts)  # fmt: skip


def _signed(attempt: InPerson) -> Finding:
    signer, may = standing(attempt)
    if signer is None:
        return may
    unfit = no_standing(may)
    if unfit:
        return unfit
    missing = lacking(attempt.evidence, InPersonEvidence.RECEIPT)
    if missing:
        return needs(CPL["87"], RECEIPT_MISSING, missing=missing)
    return served((CPL["87"], *may.citations), *may.because, on=attempt.signed_on or attempt.on, try_next=may.try_next, doubts=may.doubts)  # fmt: skip


def _refused(attempt: InPerson) -> Finding:
    if attempt.place is MeetingPlace.COURT:
        return refused_at_court(attempt)
    if attempt.place is MeetingPlace.ELSEWHERE:
        return refused_elsewhere(attempt)
    left = left_after_refusal(attempt)
    if attempt.place is not MeetingPlace.WORKPLACE or left.code == SERVED:
        return left
    return refused_elsewhere(attempt)


def _out(_attempt: InPerson) -> Finding:
    return not_served((CPL["88"], AERSHAN["13"]), OUT, try_next=(COME_AGAIN, BY_POST))


_BY_RECEPTION: Final[dict[Reception, Callable[[InPerson], Finding]]] = {
    Reception.SIGNED: _signed,
    Reception.REFUSED: _refused,
    Reception.OUT: _out,
    Reception.NOT_AT_ADDRESS: left_at_own_address,
}
