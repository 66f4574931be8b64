"""What follows a docket entry: the table of procedure."""

from collections.abc import Callable, Mapping
from typing import Final

from yunqiao.court.administration import invitations
from yunqiao.court.administration.entries import CLOSURE_CHANGED, POST_CHANGED, YEAR_CHANGED
from yunqiao.court.casefile import moving
from yunqiao.court.casefile.entries import (
    AGENT_AUTHORISED,
    AUTHORITY_GIVEN_UP,
    AUTHORITY_RENEWED,
    AUTHORITY_REVOKED,
    CASE_REGISTERED,
    CLAIM_CORRECTED,
    CLAIM_FILED,
    CLAIM_RETURNED,
    CLAIMANT_LEFT,
    CORRECTION_REQUESTED,
    CORRECTION_TIME_EXTENDED,
    CORRECTION_TIME_REFUSED,
    DEADLINE_MOVED,
    DISPUTE_ENDED,
    FEE_ASKED_AGAIN,
    FEE_CHANGED,
    FEE_FACTS_ENTERED,
    FEE_NOTICE_ISSUED,
    FEE_PERIOD_SET,
    FEE_RELIEF_ASKED,
    FEE_RELIEF_GRANTED,
    FEE_RELIEF_REFUSED,
    FILING_REFUSED,
    INADMISSIBILITY_RULED,
    PARTY_REACHED,
    PAYMENT_ASSIGNED,
    PAYMENT_RECEIVED,
    PAYMENT_REFUNDED,
    PAYMENT_TAKEN_BACK,
    REFUND_FAILED,
    TRANSFER_CALLED_OFF,
    TREATED_AS_WITHDRAWN,
    WITHDRAWAL_ALLOWED,
    WITHDRAWAL_ASKED,
    WITHDRAWAL_REFUSED,
)
from yunqiao.court.fees import assessing, changing, period
from yunqiao.court.fees import letters as fee_letters
from yunqiao.court.fees.paying import receipts
from yunqiao.court.filing import actions as filing
from yunqiao.court.filing import issuing
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.jobs import ask_register
from yunqiao.court.identity.proof.entries import (
    IDENTITY_CORRECTED,
    IDENTITY_MORE_WANTED,
    IDENTITY_PROVED,
    IDENTITY_REFUSED,
    IDENTITY_SUBMITTED,
)
from yunqiao.court.registration import actions as registration

Follow = Callable[[DocketEntry], None]


def _open_examination(entry: DocketEntry) -> None:
    filing.open_examination(entry=entry)


def _issue_letter(entry: DocketEntry) -> None:
    issuing.issue_letter(entry=entry)


def _ask_register(entry: DocketEntry) -> None:
    ask_register.defer(entry=str(entry.id))


def _take_over(entry: DocketEntry) -> None:
    registration.take_over(entry=entry)


def _move_deadlines(entry: DocketEntry) -> None:
    moving.move_deadlines(entry=entry)


def _invite(entry: DocketEntry) -> None:
    invitations.invite(entry=entry)


def _assess_fee(entry: DocketEntry) -> None:
    assessing.assess(entry=entry)


def _issue_fee_letter(entry: DocketEntry) -> None:
    fee_letters.issue_letter(entry=entry)


def _stop_service(entry: DocketEntry) -> None:
    registration.stop_service(entry=entry)


def _halve_fee(entry: DocketEntry) -> None:
    changing.follow_withdrawal(entry=entry)


def _end_time_to_pay(entry: DocketEntry) -> None:
    period.end_if_paid(entry=entry)


def _issue_receipt(entry: DocketEntry) -> None:
    receipts.issue_receipt(entry=entry)


FOLLOWS: Final[Mapping[str, tuple[Follow, ...]]] = {
    CLAIM_FILED: (_open_examination, _issue_letter),
    CLAIM_CORRECTED: (_open_examination,),
    CASE_REGISTERED: (_take_over, _assess_fee, _issue_letter),
    FEE_FACTS_ENTERED: (_assess_fee,),
    FEE_NOTICE_ISSUED: (_issue_fee_letter,),
    FEE_CHANGED: (_issue_fee_letter,),
    FEE_RELIEF_GRANTED: (_issue_fee_letter,),
    FEE_RELIEF_REFUSED: (_issue_fee_letter,),
    FEE_ASKED_AGAIN: (_issue_fee_letter,),
    TREATED_AS_WITHDRAWN: (_stop_service, _issue_fee_letter),
    WITHDRAWAL_ALLOWED: (_stop_service, _halve_fee, _issue_fee_letter),
    WITHDRAWAL_REFUSED: (_issue_fee_letter,),
    CLAIMANT_LEFT: (_issue_fee_letter,),
    CORRECTION_REQUESTED: (_issue_letter,),
    FILING_REFUSED: (_issue_letter,),
    CLAIM_RETURNED: (_issue_letter,),
    INADMISSIBILITY_RULED: (_issue_letter,),
    PAYMENT_ASSIGNED: (_end_time_to_pay,),
    PAYMENT_RECEIVED: (_end_time_to_pay, _issue_receipt),
    IDENTITY_SUBMITTED: (_ask_register,),
    IDENTITY_CORRECTED: (_ask_register,),
    CLOSURE_CHANGED: (_move_deadlines,),
    YEAR_CHANGED: (_move_deadlines,),
    POST_CHANGED: (_invite,),
}
"""Actions run at once, in order; each is idempotent by the entry's id. The e-mail comes after."""

NOTIFIES: Final = frozenset(
    {
        AGENT_AUTHORISED,
        AUTHORITY_GIVEN_UP,
        AUTHORITY_RENEWED,
        AUTHORITY_REVOKED,
        CLAIMANT_LEFT,
        CLAIM_CORRECTED,
        CLAIM_FILED,
        CASE_REGISTERED,
        CLAIM_RETURNED,
        CORRECTION_REQUESTED,
        CORRECTION_TIME_EXTENDED,
        CORRECTION_TIME_REFUSED,
        DEADLINE_MOVED,
        FEE_ASKED_AGAIN,
        FEE_CHANGED,
        FEE_NOTICE_ISSUED,
        FEE_PERIOD_SET,
        FEE_RELIEF_ASKED,
        FEE_RELIEF_GRANTED,
        FEE_RELIEF_REFUSED,
        FILING_REFUSED,
        INADMISSIBILITY_RULED,
        PARTY_REACHED,
        PAYMENT_RECEIVED,
        PAYMENT_ASSIGNED,
        PAYMENT_REFUNDED,
        PAYMENT_TAKEN_BACK,
        REFUND_FAILED,
        TRANSFER_CALLED_OFF,
        TREATED_AS_WITHDRAWN,
        WITHDRAWAL_ALLOWED,
        WITHDRAWAL_ASKED,
        WITHDRAWAL_REFUSED,
        DISPUTE_ENDED,
        IDENTITY_SUBMITTED,
        IDENTITY_PROVED,
        IDENTITY_REFUSED,
        IDENTITY_MORE_WANTED,
    }
)
"""Entries of which the filer, or the person whose identity it is, is told."""
