"""Asking the firms how attempts stand: what a callback would have told is found out all the same."""

import logging
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import TRANSFER_CALLED_OFF
from yunqiao.court.casefile.models import PartyStanding
from yunqiao.court.casefile.sides import owe_together
from yunqiao.court.fees.books import outstanding_of, standing
from yunqiao.court.fees.paying.changing import change, end
from yunqiao.court.fees.paying.entries import MoneyMoved
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt
from yunqiao.court.fees.paying.receiving import take
from yunqiao.court.fees.paying.states import (
    GIVEN_UP,
    LATE_STATES,
    NOT_NEEDED,
    OPEN_STATES,
    RAN_OUT,
    REPLACED,
)
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.gateways.payment.port import (
    FirmDownError,
    NoSuchPaymentError,
    Paid,
    PaymentError,
    PaymentGateway,
    PaymentGateways,
    PaymentStanding,
    PaymentState,
    Way,
)
from yunqiao.gateways.registry import gateway

logger = logging.getLogger(__name__)

ASKED_AFTER: Final = timedelta(minutes=5)
"""How long a callback may take before the firm is asked."""
GRACE: Final = timedelta(minutes=10)
"""How long after its end a firm may still open the page of an attempt, or not have closed it."""


def attempts() -> QuerySet[PaymentAttempt]:
    """Attempts with all that booking them needs."""
    found = PaymentAttempt.objects.select_related("party__case__court", "side", "payer")
    return found.defer("party__case__court__announced")  # large, and asked for by nobody here


def firm_of(attempt: PaymentAttempt) -> PaymentGateway:
    """The account of the attempt's court with its firm.

    Raises:
        KeyError: the court has it no longer.
    """
    accounts = gateway(PaymentGateways)  # type: ignore[type-abstract]
    return accounts.of(attempt.party.case.court.code, Way(attempt.way))


def ask_waiting() -> None:
    """Ask about every attempt that has been silent for a while, those asked longest ago first.

    A transfer that was announced is left to the bank's statement until its side owes nothing.
    A firm that does not answer is left alone until the next run.
    """
    announced = Q(way=BANK) & ~Q(outstanding=0) & ~Q(side__standing=PartyStanding.LEFT)
    known = attempts().annotate(outstanding=outstanding_of(OuterRef("party")))
    silent = known.filter(is_final=False, asked_at__lt=now() - ASKED_AFTER).exclude(announced)
    away: set[tuple[str, str]] = set()
    for attempt in silent.order_by("asked_at", "id").iterator():
        firm = attempt.party.case.court.code, attempt.way
        if firm in away:
            continue
        try:
            ask(attempt_id=attempt.id)
        except (FirmDownError, KeyError) as error:
            logger.warning("%s by %s could not be asked about: %s", attempt.key, firm, error)
            away.add(firm)
        except Exception:  # whatever is wrong with one attempt, the others are asked about
            logger.exception("%s by %s could not be asked about", attempt.key, firm)
            PaymentAttempt.objects.filter(id=attempt.id).update(asked_at=now())


def ask(*, attempt_id: UUID) -> None:
    """Ask the firm how an attempt stands, and record it; one that nobody should pay by is closed.

    Raises:
        PaymentError: nothing is known; ask again later.
        KeyError: the court has no account with the firm any more.
    """
    attempt = attempts().get(id=attempt_id)
    if not attempt.is_final:
        settle(
            attempt_id=attempt_id, told=_told(attempt, close=_is_over(attempt) or _is_idle(attempt))
        )


def give_up(*, attempt_id: UUID, kind: str = GIVEN_UP) -> PaymentStanding:
    """Close an attempt at its firm, so that it can be paid another way, or by another; how it ended.

    A firm that has never seen the payer is asked again later; what comes by the attempt after this
    waits for a person.

    Raises:
        PaymentError: the firm has not said that it is closed, and its time is not over.
        KeyError: the court has no account with the firm any more, and its time is not over.
    """
    attempt = attempts().get(id=attempt_id)
    told: PaymentState | None = None
    try:
        told = _told(attempt, close=True)
    except (PaymentError, KeyError):
        if not _is_over(attempt):
            raise
    settle(attempt_id=attempt_id, told=told, otherwise=kind)
    return told.standing if told else PaymentStanding.CLOSED


def settle(*, attempt_id: UUID, told: PaymentState | None, otherwise: str = "") -> None:
    """Record what the firm said of an attempt; `otherwise` is the change where no money came (`close`).

    None is no answer, or one that may still become another.
    """
    found = attempts().get(id=attempt_id)
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, found.party.case_id)
        attempt = attempts().get(id=attempt_id)
        writing.execute(_ASKED, (now(), attempt.id))
        if told and told.received:
            paid_at = told.paid_at or now()
            take(
                writing,
                attempt,
                Paid(key=told.key, amount=told.received, money_id=told.money_id, at=paid_at),
            )
        elif told and told.standing is PaymentStanding.CLOSED:
            close(writing, attempt, otherwise)
        elif otherwise and not _is_coming(told) and attempt.state in OPEN_STATES:
            change(writing, attempt, otherwise)


def close(act: Act, attempt: PaymentAttempt, kind: str = "") -> None:
    """Record under the lock of the case that no money can come by an attempt any more.

    Without `kind` it ran out, or is not needed where its side owes nothing. Whoever announced a
    transfer is told, unless they gave it up themselves.
    """
    if attempt.state in OPEN_STATES:
        kind = kind or (RAN_OUT if _outstanding(attempt) else NOT_NEEDED)
        change(act, attempt, kind)
        if kind in _TOLD and attempt.way == BANK:
            docket.record(act, attempt.party.case, TRANSFER_CALLED_OFF, _called_off(attempt))
    end(act, attempt)


def _called_off(attempt: PaymentAttempt) -> dict[str, Any]:
    announced = MoneyMoved(
        party=str(attempt.party_id),
        side=str(attempt.side_id),
        way=attempt.way,
        name=attempt.key,
        fen=attempt.fen,
    )
    return announced.payload()


def _told(attempt: PaymentAttempt, *, close: bool) -> PaymentState | None:
    """What the firm says; None where it does not know the attempt, and may yet get to know it."""
    if attempt.way == BANK or not attempt.step:  # nobody was sent to a firm
        return _closed(attempt) if close else None
    firm = firm_of(attempt)
    try:
        return (firm.close if close else firm.state_of)(attempt.key, attempt.firm_id)
    except NoSuchPaymentError:
        return _closed(attempt) if _is_over(attempt) else None


def _is_coming(told: PaymentState | None) -> bool:
    return told is not None and told.standing is PaymentStanding.PROCESSING


def _closed(attempt: PaymentAttempt) -> PaymentState:
    return PaymentState(key=attempt.key, standing=PaymentStanding.CLOSED)


def _is_over(attempt: PaymentAttempt) -> bool:
    return attempt.way != BANK and attempt.expires_at + GRACE < now()


def _is_idle(attempt: PaymentAttempt) -> bool:
    """Whether nobody should pay by it: it was given up, or asks for more than is outstanding.

    Of a transfer announced a part may still be needed.
    """
    if attempt.state in LATE_STATES:
        return True
    owed = _outstanding(attempt)
    return owed < attempt.fen if attempt.way != BANK else not owed


def _outstanding(attempt: PaymentAttempt) -> int:
    """What its side owes: nothing once it has left the suit and its fee."""
    if not owe_together(attempt.side, attempt.party):
        return 0
    return standing(attempt.party.case_id, attempt.party_id).outstanding


_TOLD: Final = (REPLACED, NOT_NEEDED)
_ASKED: Final = "UPDATE payment_attempt SET asked_at = %s WHERE id = %s"
