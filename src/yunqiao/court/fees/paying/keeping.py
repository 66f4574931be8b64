"""Money to be refunded that pays a fee which rose again: what of it is free, what no longer stands."""

from uuid import UUID

from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying.changing import change_refund
from yunqiao.court.fees.paying.models import Refund
from yunqiao.court.fees.paying.refund_plan import sum_of
from yunqiao.court.fees.paying.states import VOIDED, RefundState
from yunqiao.court.foundation.writing import Act

_LEAVES = (RefundState.APPROVED, RefundState.PROCESSING)


def free_to_keep(party_id: UUID, stands: Standing) -> int:
    """What is to be refunded to a party and was not approved to leave yet, in fen."""
    leaving = sum_of(Refund.objects.filter(party=party_id, state__in=_LEAVES))
    return max(stands.to_refund - leaving, 0)


def void_proposals(act: Act, party_id: UUID, stands: Standing) -> None:
    """Take proposals off the list, the newest first, until the rest fits what is still to be refunded."""
    proposed = Refund.objects.filter(party=party_id, state=RefundState.PROPOSED)
    over = sum_of(proposed) - free_to_keep(party_id, stands)
    for refund in proposed.order_by("-proposed_at", "-id"):
        if over <= 0:
            break
        change_refund(act, refund, VOIDED)
        over -= refund.fen
