"""Changing an attempt or a refund, with its history: the only place that does."""

from typing import Final

from yunqiao.court.fees.paying.models import AttemptChange, PaymentAttempt, Refund
from yunqiao.court.fees.paying.states import ATTEMPTS, REFUNDS
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.writing import Act

LONGEST_SAID: Final = 200


def begin(act: Act, attempt: PaymentAttempt) -> None:
    """Record a new attempt."""
    act.insert(attempt)
    act.insert(_change(attempt, "STARTED", ""))


def change(act: Act, attempt: PaymentAttempt, kind: str, said: str = "") -> None:
    """Move an attempt under the lock of its case.

    Raises:
        WrongStateError: the change cannot follow where the attempt stands.
    """
    before, attempt.state = attempt.state, ATTEMPTS.move(attempt.state, kind)
    act.expect_row(_MOVE, (attempt.state, attempt.id, before), f"the attempt has left {before}")
    act.insert(_change(attempt, kind, said))


def end(act: Act, attempt: PaymentAttempt, money_id: str = "") -> None:
    """The firm has said that no more money can come, or which came."""
    act.execute(_END, (money_id, attempt.id))


def change_refund(act: Act, refund: Refund, kind: str, said: str = "") -> None:
    """Move a refund under the lock of its case.

    Raises:
        WrongStateError: the change cannot follow where the refund stands.
    """
    before, refund.state = refund.state, REFUNDS.move(refund.state, kind)
    moved = (refund.state, said[:LONGEST_SAID], now(), refund.id, before)
    act.expect_row(_MOVE_REFUND, moved, f"the refund has left {before}")


def _change(attempt: PaymentAttempt, kind: str, said: str) -> AttemptChange:
    return AttemptChange(
        attempt=attempt, kind=kind, state=attempt.state, said=said[:LONGEST_SAID], at=now()
    )


_MOVE: Final = "UPDATE payment_attempt SET state = %s WHERE id = %s AND state = %s"
_END: Final = """
UPDATE payment_attempt SET is_final = true, money_id = coalesce(nullif(money_id, ''), %s)
WHERE id = %s"""
_MOVE_REFUND: Final = """
UPDATE payment_refund SET state = %s, said = %s, changed_at = %s WHERE id = %s AND state = %s"""
