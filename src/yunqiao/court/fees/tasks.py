"""Tasks of a court's finance staff: what the books leave to a person."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.fees.ledger import Booking
from yunqiao.court.fees.models import LedgerAccount
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.models import StaffRole

REFUND_MONEY: Final = "refund_money"
ASSIGN_MONEY: Final = "assign_money"
ANSWER_DISPUTE: Final = "answer_dispute"
KINDS: Final = (REFUND_MONEY, ASSIGN_MONEY, ANSWER_DISPUTE)
DAYS: Final = timedelta(days=3)

_ASKS_FOR: Final = {
    LedgerAccount.TO_REFUND: (REFUND_MONEY, -1),
    LedgerAccount.UNASSIGNED: (ASSIGN_MONEY, -1),
    LedgerAccount.DISPUTED: (ANSWER_DISPUTE, 1),
}
"""Whoever lets money stand on one of these accounts leaves it to a person: the side that adds to it."""


def open_tasks(act: Act, case_id: UUID, booking: Booking) -> None:
    """Give finance staff what this booking leaves to them; most leave nothing."""
    kinds = [
        kind
        for line in booking.lines
        for kind, sign in [_ASKS_FOR.get(line.account, ("", 0))]
        if line.fen * sign > 0
    ]
    if not kinds:
        return
    case = Case.objects.select_related("court").get(id=case_id)
    due_on = court_date(now(), case.court.zone) + DAYS
    for kind in kinds:
        open_task(act, case, queue=StaffRole.FINANCE, kind=kind, due_on=due_on)
