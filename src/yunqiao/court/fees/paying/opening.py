"""Starting to pay: one open attempt a party, recorded before any firm hears of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from psycopg.types.json import Jsonb

from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.representing import actor
from yunqiao.court.fees.books import standing
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.asking import attempts, firm_of, give_up
from yunqiao.court.fees.paying.changing import begin, change, end
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt
from yunqiao.court.fees.paying.states import GIVEN_UP, OPEN_STATES, OPENED, REPLACED, AttemptState
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.bank.port import BankAccounts
from yunqiao.gateways.payment.port import (
    Amount,
    CallWeChat,
    Device,
    FirmRefusedError,
    Opened,
    Payer,
    PaymentError,
    PaymentGateways,
    PaymentOrder,
    PaymentStanding,
    SendTo,
    ShowCode,
)
from yunqiao.gateways.registry import gateway
from yunqiao.law.money import CNY

OPEN_FOR: Final = timedelta(hours=2)
TRANSFER_TAKES: Final = timedelta(days=30)
LEAST_LEFT: Final = timedelta(minutes=32)
"""A firm takes no order that ends sooner than in half an hour (gateways.payment.port)."""
WORTH_SHOWING: Final = timedelta(minutes=5)
STEPS: Final = {SendTo: "send", ShowCode: "code", CallWeChat: "wechat"}


class NothingDueError(Exception):
    """Nothing is outstanding: there is nothing to pay."""


class UnderWayError(Exception):
    """The firm is taking a payment of this party just now: another would pay twice."""


def ways(case: Case) -> Sequence[str]:
    """The ways to pay that the case's court offers, bank transfer last."""
    code = case.court.code
    by_firm = gateway(PaymentGateways).ways(code)  # type: ignore[type-abstract]
    return [*by_firm, *([BANK] if gateway(BankAccounts).of(code) else [])]  # type: ignore[type-abstract]


def open_attempt(party: Party) -> PaymentAttempt | None:
    """The attempt that is under way for a party."""
    return attempts().filter(party=party, state__in=OPEN_STATES).first()


def start(*, by: Account, party: Party, way: str, payer: Payer, key: RequestKey) -> PaymentAttempt:
    """Begin to pay all that is outstanding, or go on with what was begun the same way.

    An attempt by another way, or of another who owes the same, is closed at its firm first.

    Raises:
        NotPermittedError: the account does not pay for this party.
        NothingDueError: nothing is outstanding.
        UnderWayError: a payment is being made just now, or the firm did not say that none is.
        FirmDownError: the firm does not answer; the attempt stands, and the same request goes on.
        FirmRefusedError: the firm does not take the order; another way may do.
    """
    access.may_pay(by, party).require()
    side = access.side_of(by, party)
    assert side is not None
    held = open_attempt(party)
    if held and not _can_go_on(held, way, side):
        _give_up(held, side)
        held = None
    attempt_id = held.id if held else _begin(by, party, side, way, payer, key)
    return _opened(attempts().get(id=attempt_id))


def _give_up(held: PaymentAttempt, side: Party) -> None:
    kind = GIVEN_UP if held.side_id == side.id else REPLACED
    try:
        standing_at_firm = give_up(attempt_id=held.id, kind=kind)
    except (PaymentError, KeyError) as error:
        raise UnderWayError from error
    if standing_at_firm is PaymentStanding.PROCESSING:
        raise UnderWayError


def _can_go_on(held: PaymentAttempt, way: str, side: Party) -> bool:
    """Whether this attempt still asks for the right sum, by that way, for long enough."""
    owed = standing(held.party.case_id, held.party_id).outstanding
    left = WORTH_SHOWING if held.step else LEAST_LEFT
    is_same = (held.side_id, held.way, held.fen) == (side.id, way, owed)
    return is_same and now() + left < held.expires_at


def _begin(by: Account, party: Party, side: Party, way: str, payer: Payer, key: RequestKey) -> UUID:
    def create() -> dict[str, Any]:
        with act(by=actor(by, party.case_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, party.case_id)
            owed = standing(party.case_id, party.id).outstanding
            if not owed:
                raise NothingDueError
            if open_attempt(party):
                raise UnderWayError
            attempt = _attempt(by, way, payer, party=party, side=side, fen=owed)
            begin(writing, attempt)
            idempotency.settle(writing, key, {"attempt": str(attempt.id)})
        return {"attempt": str(attempt.id)}

    return UUID(idempotency.once(key, create)["attempt"])


def _attempt(
    by: Account, way: str, payer: Payer, *, party: Party, side: Party, fen: int
) -> PaymentAttempt:
    at, is_transfer = now(), way == BANK
    attempt_id = new_id()
    return PaymentAttempt(
        id=attempt_id,
        party=party,
        side=side,
        payer=by,
        way=way,
        fen=fen,
        key=attempt_id.hex,
        browser={**asdict(payer), "device": payer.device.value},
        step={"kind": BANK} if is_transfer else None,
        state=AttemptState.WAITING if is_transfer else AttemptState.STARTED,
        started_at=at,
        expires_at=at + (TRANSFER_TAKES if is_transfer else OPEN_FOR),
        asked_at=at,
    )


def _opened(attempt: PaymentAttempt) -> PaymentAttempt:
    """The attempt with what the payer has to do next; the firm is asked outside any transaction."""
    if attempt.step:
        return attempt
    try:
        opened = firm_of(attempt).open(_order(attempt))
    except FirmRefusedError as error:
        _record_refused(attempt, error)
        raise
    return _record_opened(attempt, opened)


def _order(attempt: PaymentAttempt) -> PaymentOrder:
    case, browser = attempt.party.case, attempt.browser
    place = {"case_id": case.id, "attempt_id": attempt.id}
    notify = {"account": case.court.code, "way": attempt.way}
    return PaymentOrder(
        key=attempt.key,
        reference=case.receipt,  # unlike the case number it never changes
        amount=Amount(attempt.fen, CNY),
        description=f"诉讼费 Litigation costs {case.receipt}",
        payer=Payer(**{**browser, "device": Device(browser["device"])}),
        return_url=settings.ORIGIN + reverse("paying:back", kwargs=place),
        cancel_url=settings.ORIGIN + reverse("paying:pay", args=[case.id]),
        notify_url=settings.ORIGIN + reverse("paying:callback", kwargs=notify),
        expires_at=attempt.expires_at,
    )


def _record_opened(attempt: PaymentAttempt, opened: Opened) -> PaymentAttempt:
    step = {"kind": STEPS[type(opened.step)], **asdict(opened.step)}
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, attempt.party.case_id)
        found = attempts().get(id=attempt.id)
        writing.execute(_OPENED, (opened.firm_id, Jsonb(step), found.id))
        if found.state == AttemptState.STARTED:
            change(writing, found, OPENED)
    return attempts().get(id=attempt.id)


def _record_refused(attempt: PaymentAttempt, error: FirmRefusedError) -> None:
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, attempt.party.case_id)
        found = attempts().get(id=attempt.id)
        if found.state == AttemptState.STARTED:
            change(writing, found, GIVEN_UP, error.code)
            end(writing, found)


_OPENED: Final = """
UPDATE payment_attempt SET firm_id = %s, step = %s, is_final = is_final AND state = 'paid'
WHERE id = %s"""
"""What was given up in the meantime is open at the firm now, and to be closed there."""
