"""Asking the firms how attempts stand: what a callback would have told is found out all the same."""

import logging
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from yunqiao.court.fees.books import standing
from yunqiao.court.fees.paying.changing import change, end
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt
from yunqiao.court.fees.paying.receiving import take
from yunqiao.court.fees.paying.states import GIVEN_UP, LATE_STATES, OPEN_STATES, RAN_OUT
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
    found = PaymentAttempt.objects.select_related("party__case__court", "payer")
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

    A firm that does not answer is left alone until the next run.
    """
    silent = attempts().filter(is_final=False, asked_at__lt=now() - ASKED_AFTER).exclude(way=BANK)
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
    if attempt.is_final or attempt.way == BANK:
        return
    settle(attempt_id=attempt_id, told=_told(attempt, close=_is_over(attempt) or _is_idle(attempt)))


def give_up(*, attempt_id: UUID) -> PaymentStanding:
    """Close an attempt at its firm, so that another way can be taken; how it ended.

    A firm that has never seen the payer is asked again later; what comes by the attempt after this
    waits for a person.

    Raises:
        PaymentError: the firm has not said that it is closed, and its time is not over.
        KeyError: the court has no account with the firm any more, and its time is not over.
    """
    attempt = attempts().get(id=attempt_id)
    told: PaymentState | None = None
    if attempt.way == BANK:
        told = _closed(attempt)
    else:
        try:
            told = _told(attempt, close=True)
        except (PaymentError, KeyError):
            if not _is_over(attempt):
                raise
    settle(attempt_id=attempt_id, told=told, otherwise=GIVEN_UP)
    return told.standing if told else PaymentStanding.CLOSED


def settle(*, attempt_id: UUID, told: PaymentState | None, otherwise: str = RAN_OUT) -> None:
    """Record what the firm said of an attempt; `otherwise` is the change where no money came.

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
        elif otherwise == GIVEN_UP and not _is_coming(told) and attempt.state in OPEN_STATES:
            change(writing, attempt, GIVEN_UP)


def close(act: Act, attempt: PaymentAttempt, kind: str = RAN_OUT) -> None:
    """Record under the lock of the case that no money can come by an attempt any more."""
    if attempt.state in OPEN_STATES:
        change(act, attempt, kind)
    end(act, attempt)


def _told(attempt: PaymentAttempt, *, close: bool) -> PaymentState | None:
    """What the firm says; None where it does not know the attempt, and may yet get to know it."""
    if not attempt.step:  # nobody was sent to the firm
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
    return attempt.expires_at + GRACE < now()


def _is_idle(attempt: PaymentAttempt) -> bool:
    """Whether nobody should pay by it: it was given up, or asks for more than is outstanding."""
    if attempt.state in LATE_STATES:
        return True
    return standing(attempt.party.case_id, attempt.party_id).outstanding < attempt.fen


_ASKED: Final = "UPDATE payment_attempt SET asked_at = %s WHERE id = %s"
