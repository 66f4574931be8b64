"""Court express mail (法院专递): signed for, refused, or returned (Articles 17 to 19)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.calendar import UnknownYearError
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import year_unknown
from yunqiao.law.facts import FactsError, require_order
from yunqiao.law.findings import Finding, Outcome, no, reason, yes
from yunqiao.law.instruments import AERSHAN, CPL, EM, SP
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import last_day
from yunqiao.law.service.addresses import AddressSource, AddressUse, ServiceAddress, binds
from yunqiao.law.service.in_person import no_standing
from yunqiao.law.service.lien import IN_PERSON_NEXT, statement_never_left
from yunqiao.law.service.signers import Signature, may_sign
from yunqiao.law.service.terms import (
    NEEDS_EVIDENCE,
    THE_PARTY_ITSELF,
    DocumentKind,
    ServedMatter,
    Signer,
    SignerRelation,
    court_decides,
    needs,
    not_allowed,
    not_served,
    pending,
    refuse_impossible_signer,
    served,
)

COLLECTS_AT_COURT = reason("service.post.collects_at_court")
WHEREABOUTS_UNKNOWN = reason("service.post.whereabouts_unknown")
SPECIAL_WAY = reason("service.post.special_way")
OPEN_BY_POST = reason("service.post.open")
UNDERWAY = reason("service.post.underway")
SIGNED = reason("service.post.signed")
SLIP_MISSING = reason("service.post.slip_missing")
IDENTITY_NOT_NOTED = reason("service.post.identity_not_noted")
CONTENTS_DIFFER = reason("service.post.contents_differ")
SENT_BACK_LATE = reason("service.post.sent_back_late")
REFUSED = reason("service.post.refused")
REFUSER_UNKNOWN = reason("service.post.refuser_unknown")
RELATIVE_REFUSED = reason("service.post.relative_refused")
STAFF_REFUSED = reason("service.post.staff_refused")
RETURNED = reason("service.post.returned")
RETURN_SLIP_MISSING = reason("service.post.return_slip_missing")
CAUSE_UNKNOWN = reason("service.post.cause_unknown")
LABEL_WRONG = reason("service.post.label_wrong")
TOO_FEW_TRIES = reason("service.post.too_few_tries")
NOBODY_THERE = reason("service.post.nobody_there")
DIFFERED_ON_THE_SPOT = reason("service.post.differed_on_the_spot")
NO_FAULT = reason("service.post.no_fault")
SIGNER_UNKNOWN = reason("service.post.signer_unknown")
REPOST = reason("service.next.repost")
LEAVE_NEXT = reason("service.next.leave_after_refusal")

TRIES: Final = 3
TRY_DAYS: Final = 5
"""Three or more tries within five days before the post returns an item (EM 6(2))."""
DISPUTE_PERIOD: Final = period_of("return_opened_mail")
"""Time to send back an item whose contents differ from the slip (EM 10(2))."""


class MailResult(Enum):
    """What the post reports."""

    SIGNED = "signed"
    REFUSED = "refused"
    UNDELIVERABLE = "undeliverable"


class ReturnCause(Enum):
    """Why the item did not reach the addressee."""

    WRONG_ADDRESS = "wrong_address"
    UNREPORTED_MOVE = "unreported_move"
    ADDRESS_WITHHELD = "address_withheld"
    NOBODY_THERE = "nobody_there"


class PostEvidence(Enum):
    """What has been recorded. The return date is the one written on the mail slip (SP 10(1))."""

    MAIL_RECEIPT = "mail_receipt"
    SERVICE_RECEIPT = "service_receipt"
    SIGNER_IDENTITY = "signer_identity"
    RETURN_SLIP = "return_slip"
    TELEPHONE_TRIED = "telephone_tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRebuttal:
    """What the addressee has proved against deemed service.

    `contents_noted_on_the_spot`: the post noted on the slip that the contents differed (EM 10(1)).
    """

    no_fault_proved: bool = False
    contents_sent_back_on: date | None = None
    contents_noted_on_the_spot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One item of court express mail. `result` is None while it is under way.

    `ended_on` is the court-local date of the signature, or of the return as written on the slip.
    `label_wrong`: name or telephone on the label is wrong, so that the addressee could not be
    contacted (A19). `tries` were made within `try_days` days.
    """

    matter: ServedMatter
    posted_on: date
    address: ServiceAddress
    result: MailResult | None = None
    ended_on: date | None = None
    signer: Signer | None = None
    cause: ReturnCause | None = None
    label_wrong: bool = False
    tries: int | None = None
    try_days: int | None = None
    collects_at_court: bool = False
    whereabouts_unknown: bool = False
    special_way_required: bool = False
    evidence: frozenset[PostEvidence] = frozenset()
    rebuttal: PostRebuttal | None = None

    def __post_init__(self) -> None:
        require_order(self, "posted_on", "ended_on", "rebuttal.contents_sent_back_on")
        if self.tries is not None and self.tries < 0:
            raise FactsError("tries", "a number of tries cannot be negative")
        if self.signer:
            refuse_impossible_signer(self.matter, self.signer)


@provision(
    CPL["91"], EM["8"], EM["9"], EM["11"], AERSHAN["17"], AERSHAN["18"], AERSHAN["19"], source="conflicts a, b, n"
)  # fmt: skip
def served_by_post(item: Posting) -> Finding:
    """Has court express mail served the document, and on which day?"""
    allowed = may_be_posted(item)
    if not allowed.is_yes:
        return allowed
    if item.result is None:
        return pending(EM["9"], UNDERWAY, missing="result")
    if item.ended_on is None:
        return needs(CPL["91"], SLIP_MISSING, missing="ended_on")
    return _BY_RESULT[item.result](item, item.ended_on)


@provision(EM["1"], AERSHAN["17"])
def may_be_posted(item: Posting) -> Finding:
    """May this document go by court express mail?"""
    cited = (EM["1"], AERSHAN["17"])
    if item.collects_at_court:
        return not_allowed(cited, COLLECTS_AT_COURT)
    if item.whereabouts_unknown:
        return not_allowed(cited, WHEREABOUTS_UNKNOWN)
    if item.special_way_required:
        return not_allowed(cited, SPECIAL_WAY)
    return yes(cited, OPEN_BY_POST)


@provision(EM["10(2)"], source="correction E42")
def contents_disputed_in_time(item: Posting) -> Finding:
    """Was an item whose contents differ from the slip sent back, with reasons, in time?"""
    sent_back = item.rebuttal.contents_sent_back_on if item.rebuttal else None
    if sent_back is None or item.ended_on is None:
        return no(EM["10(2)"], SENT_BACK_LATE)
    try:
        end = last_day(DISPUTE_PERIOD, item.ended_on)
    except UnknownYearError as error:
        return year_unknown(EM["10(2)"], error, code=NEEDS_EVIDENCE)
    if sent_back > end:
        return no(EM["10(2)"], SENT_BACK_LATE, last_day=end)
    return yes(EM["10(2)"], CONTENTS_DIFFER, last_day=end)


@provision(EM["11"], SP["10(1)"], AERSHAN["18"], yields_to=("service.post.not_served_for_label",))
def deemed_served_on_return(item: Posting) -> Finding:
    """Does the return of the item count as service, the addressee being answerable for it?"""
    bound = binds(AddressUse(matter=item.matter, address=item.address, used_on=item.posted_on, returned_on=item.ended_on))  # fmt: skip
    cited = (EM["11(1)"], AERSHAN["18"], *bound.citations)
    if bound.outcome is Outcome.NO:
        return not_served(cited, *bound.because, try_next=(*bound.try_next, IN_PERSON_NEXT))
    if bound.outcome is Outcome.UNKNOWN:
        return needs(cited, *bound.because, missing=bound.missing, try_next=bound.try_next)
    if bound.outcome is Outcome.FOR_THE_COURT:
        return court_decides(cited, *bound.because, try_next=bound.try_next)
    if item.rebuttal and item.rebuttal.no_fault_proved:
        return not_served((EM["11(2)"],), NO_FAULT, try_next=(REPOST, IN_PERSON_NEXT))
    if PostEvidence.RETURN_SLIP not in item.evidence or item.ended_on is None:
        return needs((*cited, SP["10(1)"]), RETURN_SLIP_MISSING, missing="evidence.return_slip")
    because = REFUSED if item.result is MailResult.REFUSED else RETURNED
    return served(cited, *bound.because, because, on=item.ended_on, doubts=bound.doubts)


@provision(AERSHAN["19"], EM["11"], source="conflict a")
def not_served_for_label(item: Posting) -> Finding:
    """Did the item come back because of an error that is not the addressee's?"""
    if item.label_wrong:
        return yes((AERSHAN["19"], EM["11"]), LABEL_WRONG, try_next=(REPOST,))
    return no((AERSHAN["19"], EM["11"]), RETURNED)


def _signed(item: Posting, day: date) -> Finding:
    if item.signer is None:
        return needs(EM["9"], SIGNER_UNKNOWN, missing="signer")
    may = may_sign(Signature(matter=item.matter, signer=item.signer))
    unfit = no_standing(may)
    if unfit:
        return unfit
    if not item.evidence & {PostEvidence.MAIL_RECEIPT, PostEvidence.SERVICE_RECEIPT}:
        return needs((CPL["91"], AERSHAN["17"]), SLIP_MISSING, missing="evidence.mail_receipt")
    if item.signer.relation in _MAY_SEND_BACK and item.rebuttal:
        disputed = contents_disputed_in_time(item)
        if disputed.outcome is not Outcome.NO:
            return _disputed(disputed)
    noted = PostEvidence.SIGNER_IDENTITY in item.evidence
    doubts = may.doubts if noted else (*may.doubts, IDENTITY_NOT_NOTED)
    return served((CPL["91"], EM["9"], AERSHAN["17"], *may.citations), *may.because, SIGNED, on=day, doubts=doubts)  # fmt: skip


_MAY_SEND_BACK: Final = frozenset({SignerRelation.FAMILY_MEMBER, SignerRelation.RECEIPT_STAFF})


def _disputed(disputed: Finding) -> Finding:
    if disputed.outcome is Outcome.UNKNOWN:
        return disputed
    return not_served(disputed.citations, *disputed.because, try_next=(REPOST,))


def _refused(item: Posting, _day: date) -> Finding:
    if item.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return statement_never_left(item.signer)
    if item.rebuttal and item.rebuttal.contents_noted_on_the_spot:
        return not_served(EM["10(1)"], DIFFERED_ON_THE_SPOT, try_next=(REPOST,))
    signer = item.signer
    if signer is None:
        return needs(EM["11(1)"], REFUSER_UNKNOWN, missing="signer")
    if signer.relation is SignerRelation.RECEIPT_STAFF:
        return court_decides(EM["11(1)"], STAFF_REFUSED, try_next=(LEAVE_NEXT,))
    if not _counts_as_addressee(item, signer):
        return not_served(EM["11(1)"], RELATIVE_REFUSED, try_next=(LEAVE_NEXT, REPOST))
    return deemed_served_on_return(item)


def _counts_as_addressee(item: Posting, signer: Signer) -> bool:
    """EM 11 names the addressee and the designated recipient only (conflict n)."""
    if (
        signer.relation in THE_PARTY_ITSELF
        or signer.relation is SignerRelation.DESIGNATED_RECIPIENT
    ):
        return True
    confirmed = item.address.source is AddressSource.AGENT_CONFIRMED
    return signer.relation is SignerRelation.LITIGATION_AGENT and (
        confirmed or bool(signer.designated)
    )


def _undeliverable(item: Posting, _day: date) -> Finding:
    if item.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return statement_never_left(None)
    label = not_served_for_label(item)
    if label.is_yes:
        return not_served(label.citations, *label.because, try_next=label.try_next)
    if item.cause is None:
        return needs(EM["11(1)"], CAUSE_UNKNOWN, missing="cause")
    if item.cause is ReturnCause.NOBODY_THERE:
        if item.rebuttal and item.rebuttal.no_fault_proved:
            return not_served(EM["11(2)"], NO_FAULT, try_next=(REPOST, IN_PERSON_NEXT))
        return court_decides(EM["11(1)"], NOBODY_THERE, try_next=(REPOST, IN_PERSON_NEXT))
    return _tried_enough(item) or deemed_served_on_return(item)


def _tried_enough(item: Posting) -> Finding | None:
    if item.tries is None:
        missing: tuple[str, ...] = ("tries",)
    elif item.try_days is None:
        missing = ("try_days",)
    elif item.tries < TRIES or item.try_days > TRY_DAYS:
        missing = ("tries",)
    elif PostEvidence.TELEPHONE_TRIED not in item.evidence:
        missing = ("evidence.telephone_tried",)
    else:
        return None
    return needs(EM["6(2)"], TOO_FEW_TRIES, missing=missing, try_next=(REPOST,))


_BY_RESULT: Final[dict[MailResult, Callable[[Posting, date], Finding]]] = {
    MailResult.SIGNED: _signed,
    MailResult.REFUSED: _refused,
    MailResult.UNDELIVERABLE: _undeliverable,
}
