"""Money to be refunded that pays a fee which rose again, or is gone: what is free, what no longer stands."""

from uuid import UUID

from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying.changing import change_refund
from yunqiao.court.fees.paying.models import Refund
from yunqiao.court.fees.paying.refund_plan import sum_of
from yunqiao.court.fees.paying.states import FAILED, VOIDED, RefundState
from yunqiao.court.foundation.writing import Act

_LEAVES = (RefundState.APPROVED, RefundState.PROCESSING)


def free_to_keep(party_id: UUID, stands: Standing) -> int:
    """What is to be refunded to a party and was not approved to leave yet, in fen."""
    leaving = sum_of(Refund.objects.filter(party=party_id, state__in=_LEAVES))
    return max(stands.to_refund - leaving, 0)


def take_off(act: Act, party_id: UUID, stands: Standing) -> None:
    """Take refunds off the list until the rest fits what is still to be refunded: the newest proposals first.

    One that was approved fails, since the firm may have made it all the same.
    """
    listed = Refund.objects.filter(party=party_id)
    over = sum_of(listed.filter(state__in=(RefundState.PROPOSED, *_LEAVES))) - stands.to_refund
    for state, kind in ((RefundState.PROPOSED, VOIDED), (RefundState.APPROVED, FAILED)):
        for refund in listed.filter(state=state).order_by("-proposed_at", "-id"):
            if over <= 0:
                return
            change_refund(act, refund, kind)
            over -= refund.fen
