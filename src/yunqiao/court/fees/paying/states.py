"""States of an attempt to pay and of a refund, and which change leads from one to the next."""

from typing import Final

from django.db import models

from yunqiao.court.foundation.states import StateTable, Transition


class AttemptState(models.TextChoices):
    """How far an attempt to pay is."""

    STARTED = "started"  # recorded; the firm may not know of it yet
    WAITING = "waiting"  # the payer has been sent to the firm, or given a reference
    DECLINED = "declined"  # the firm declined; the payer may try again on its page
    PAID = "paid"
    EXPIRED = "expired"
    ABANDONED = "abandoned"  # given up for another way to pay
    NEEDLESS = "needless"  # nothing is outstanding any more


OPENED: Final = "OPENED"
MONEY_CAME: Final = "MONEY_CAME"
DECLINED: Final = "DECLINED"
RAN_OUT: Final = "RAN_OUT"
GIVEN_UP: Final = "GIVEN_UP"
REPLACED: Final = "REPLACED"
"""Given up because another who owes the same pays it."""
NOT_NEEDED: Final = "NOT_NEEDED"

OPEN_STATES: Final = (AttemptState.STARTED, AttemptState.WAITING, AttemptState.DECLINED)
"""A party of a case has at most one attempt in these."""
LATE_STATES: Final = (AttemptState.EXPIRED, AttemptState.ABANDONED, AttemptState.NEEDLESS)
"""Money that comes in these waits for a person to say what it is for."""

ATTEMPTS: Final = StateTable(
    "attempt to pay",
    AttemptState.STARTED,
    (
        Transition(AttemptState.STARTED, OPENED, AttemptState.WAITING),
        *(Transition(state, MONEY_CAME, AttemptState.PAID) for state in OPEN_STATES + LATE_STATES),
        *(Transition(state, DECLINED, AttemptState.DECLINED) for state in OPEN_STATES),
        *(Transition(state, RAN_OUT, AttemptState.EXPIRED) for state in OPEN_STATES),
        *(Transition(state, GIVEN_UP, AttemptState.ABANDONED) for state in OPEN_STATES),
        *(Transition(state, REPLACED, AttemptState.ABANDONED) for state in OPEN_STATES),
        *(Transition(state, NOT_NEEDED, AttemptState.NEEDLESS) for state in OPEN_STATES),
    ),
)


class RefundState(models.TextChoices):
    """How far a refund is."""

    PROPOSED = "proposed"
    APPROVED = "approved"  # the firm is asked until it answers
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"  # the money is still the court's; it goes back another way
    REJECTED = "rejected"  # by whoever had to approve it
    VOID = "void"  # the fee rose again, and the money pays it


APPROVED: Final = "APPROVED"
REJECTED: Final = "REJECTED"
VOIDED: Final = "VOIDED"
IN_HAND: Final = "IN_HAND"
GIVEN_BACK: Final = "GIVEN_BACK"
FAILED: Final = "FAILED"

REFUNDS: Final = StateTable(
    "refund",
    RefundState.PROPOSED,
    (
        Transition(RefundState.PROPOSED, APPROVED, RefundState.APPROVED),
        Transition(RefundState.PROPOSED, REJECTED, RefundState.REJECTED),
        Transition(RefundState.PROPOSED, VOIDED, RefundState.VOID),
        Transition(RefundState.APPROVED, IN_HAND, RefundState.PROCESSING),
        *(
            Transition(state, GIVEN_BACK, RefundState.DONE)
            for state in (RefundState.APPROVED, RefundState.PROCESSING, RefundState.FAILED)
        ),
        *(
            Transition(state, FAILED, RefundState.FAILED)
            for state in (RefundState.APPROVED, RefundState.PROCESSING, RefundState.DONE)
        ),
    ),
)
