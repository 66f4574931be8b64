"""Tasks of a court's finance staff about a party: what the books leave to a person, and its end."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from yunqiao.court.casefile.deadlines import end_deadline
from yunqiao.court.casefile.models import Case, DeadlineState
from yunqiao.court.casefile.tasks import close_task, open_task
from yunqiao.court.fees.kinds import REFUND
from yunqiao.court.fees.ledger import Booking, Standing
from yunqiao.court.fees.models import LedgerAccount, PostingKind
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.models import StaffRole

REFUND_MONEY: Final = "refund_money"
ASSIGN_MONEY: Final = "assign_money"
ANSWER_DISPUTE: Final = "answer_dispute"
FEE_OWED_AGAIN: Final = "fee_owed_again"
"""A card's bank took the payment back for good: is the fee to be asked for again?"""
KINDS: Final = (REFUND_MONEY, ASSIGN_MONEY, ANSWER_DISPUTE, FEE_OWED_AGAIN)
DAYS: Final = timedelta(days=3)

_ASKS_FOR: Final = {
    LedgerAccount.TO_REFUND: (REFUND_MONEY, -1),
    LedgerAccount.UNASSIGNED: (ASSIGN_MONEY, -1),
    LedgerAccount.DISPUTED: (ANSWER_DISPUTE, 1),
}
"""Whoever lets money stand on one of these accounts leaves it to a person: the side that adds to it."""
_DONE_WITHOUT: Final = {
    REFUND_MONEY: "to_refund",
    ASSIGN_MONEY: "unassigned",
    ANSWER_DISPUTE: "disputed",
    FEE_OWED_AGAIN: "outstanding",
}
"""The figure of a party's standing that is nought once a task is done."""


def open_tasks(act: Act, case_id: UUID, party_id: UUID, booking: Booking) -> None:
    """Give finance staff what this booking leaves to them; most leave nothing."""
    kinds = [
        kind
        for line in booking.lines
        for kind, sign in [_asked_for(booking, line.account)]
        if line.fen * sign > 0
    ]
    if not kinds:
        return
    case = Case.objects.select_related("court").get(id=case_id)
    due_on = court_date(now(), case.court.zone) + DAYS
    for kind in kinds:
        open_task(act, case, queue=StaffRole.FINANCE, kind=kind, due_on=due_on, party=party_id)


def close_done(
    act: Act,
    case: Case,
    party_id: UUID,
    *,
    before: Standing,
    after: Standing,
    refund: DeadlineState = DeadlineState.LIFTED,
) -> None:
    """Close the tasks about a party whose money is gone, and end the court's time for a refund.

    `refund` says how that time ended: met by giving the money back, or lifted.
    """
    for kind, figure in _DONE_WITHOUT.items():
        if getattr(before, figure) and not getattr(after, figure):
            close_task(act, case, kind, party_id)
    if before.to_refund and not after.to_refund:
        end_deadline(act, case, REFUND, refund, party_id)


def _asked_for(booking: Booking, account: LedgerAccount) -> tuple[str, int]:
    if booking.kind == PostingKind.DISPUTE_LOST and account == LedgerAccount.RECEIVABLE:
        return FEE_OWED_AGAIN, 1
    return _ASKS_FOR.get(account, ("", 0))
