"""Callbacks of the firms: the genuine are kept and take effect once, in the same transaction.

Whoever knows the address can send others: of those the first of each kind a day is kept, and counted.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import psycopg

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.accounts import name_of
from yunqiao.court.fees.paying.asking import attempts, close
from yunqiao.court.fees.paying.changing import change
from yunqiao.court.fees.paying.disputing import received_as, take_dispute
from yunqiao.court.fees.paying.models import (
    NoticeOutcome,
    PaymentAttempt,
    PaymentNotice,
    Refund,
    WhyUnbooked,
)
from yunqiao.court.fees.paying.receiving import leave_to_person, take
from yunqiao.court.fees.paying.refunding import settle_refund
from yunqiao.court.fees.paying.states import DECLINED, OPEN_STATES
from yunqiao.court.foundation.clock import court_date
from yunqiao.court.foundation.exchange import exchange
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.gateways.payment.port import (
    Callback,
    CallbackRefusedError,
    Closed,
    Declined,
    Disputed,
    Notice,
    Paid,
    PaymentGateway,
    PaymentGateways,
    Refunded,
    Refusal,
    Reply,
    Way,
)
from yunqiao.gateways.registry import gateway

logger = logging.getLogger(__name__)

LONGEST_SAID: Final = 300
MOST_SOURCES: Final = 20
"""Network addresses told apart among what is refused of one kind a day."""


class NoSuchAccountError(Exception):
    """A callback was addressed to an account that there is not."""


def receive(*, account: str, way: Way, callback: Callback, source: str = "") -> Reply:
    """Keep a callback, let it take effect if it is genuine and new, and say what the firm wants to hear.

    `account` is the one it was addressed to, a court's code or `all`; `source` the network address
    it came from.

    Raises:
        NoSuchAccountError: there is none of this name.
    """
    try:
        firm = gateway(PaymentGateways).of(account, way)  # type: ignore[type-abstract]
    except KeyError:
        raise NoSuchAccountError from None
    came = PaymentNotice(
        way=way,
        account=account,
        digest=hashlib.sha256(callback.body).digest(),
        at=callback.received_at,
    )
    try:
        notice = firm.translate(callback, was_taken)
    except CallbackRefusedError as error:
        came.account = name_of(firm, account, way)  # whatever name leads to it
        _count_refused(came, error, source)
        return firm.reply_to(error.reason)
    try:
        outcome = _take_effect(came, firm, notice)
    except psycopg.errors.UniqueViolation:  # the same news came a moment earlier
        outcome = _take_effect(came, firm, notice)
    return firm.reply_to(Refusal.STALE if outcome is NoticeOutcome.EARLY else None)


def was_taken(seal: str) -> bool:
    """Whether a callback with this seal was taken before."""
    return _row(_TAKEN, (seal,)) is not None


def _count_refused(came: PaymentNotice, error: CallbackRefusedError, source: str) -> None:
    said = "a callback of %s from %s was refused as %s: %s"
    logger.warning(said, came.way, source, error.reason, error)
    kind = (court_date(came.at), came.way, came.account, error.reason.value)
    found = (source, source, MOST_SOURCES, source)
    first = (came.digest, str(error)[:LONGEST_SAID], came.at, came.at)
    exchange((_COUNT, (*kind, *found, new_id(), *kind, *first)))


def _take_effect(came: PaymentNotice, firm: PaymentGateway, notice: Notice) -> NoticeOutcome:
    news = notice.news
    case_id = _CASES[type(news)](came.way, news)
    came.event, came.seal, came.attempt = notice.id, notice.seal, None
    with act(by=Actor(person=None)) as writing:
        if case_id is not None:
            writing.lock(Stream.CASE, case_id)
        known = writing.fetch(_KNOWN, (came.way, notice.id))
        if known:
            came.outcome = NoticeOutcome.REPEATED
        else:
            came.outcome = _EFFECTS[type(news)](writing, came, firm, news)
        writing.insert(came)
    return came.outcome


def _paid(act: Act, came: PaymentNotice, firm: PaymentGateway, paid: Paid) -> NoticeOutcome:
    attempt = came.attempt = _attempt(came.way, paid.key)
    if attempt is None:
        leave_to_person(act, paid, came.way, WhyUnbooked.UNKNOWN_ORDER)
    elif not _is_account_of(firm, attempt):
        leave_to_person(act, paid, came.way, WhyUnbooked.OTHER_ACCOUNT, attempt)
    else:
        take(act, attempt, paid)
    return NoticeOutcome.TAKEN


def _declined(
    act: Act, came: PaymentNotice, firm: PaymentGateway, declined: Declined
) -> NoticeOutcome:
    attempt = came.attempt = _attempt(came.way, declined.key)
    if attempt and attempt.state in OPEN_STATES and _is_account_of(firm, attempt):
        change(act, attempt, DECLINED, declined.said)
    return NoticeOutcome.TAKEN


def _closed(act: Act, came: PaymentNotice, firm: PaymentGateway, closed: Closed) -> NoticeOutcome:
    attempt = came.attempt = _attempt(came.way, closed.key)
    if attempt and not attempt.is_final and _is_account_of(firm, attempt):
        close(act, attempt)
    return NoticeOutcome.TAKEN


def _refunded(act: Act, came: PaymentNotice, firm: PaymentGateway, told: Refunded) -> NoticeOutcome:
    refund = Refund.objects.select_related("party__case__court", "attempt").filter(key=told.key)
    found = refund.first()
    if found and found.attempt and _is_account_of(firm, found.attempt):
        came.attempt = found.attempt
        settle_refund(act, found, told.standing)
    return NoticeOutcome.TAKEN


def _disputed(act: Act, came: PaymentNotice, firm: PaymentGateway, told: Disputed) -> NoticeOutcome:
    received = received_as(came.way, told.money_id)
    if received is None:
        return NoticeOutcome.EARLY
    if not _is_account_at(firm, received.party.case.court, came.way):
        return NoticeOutcome.TAKEN
    known = take_dispute(act, received, came.way, told)
    return NoticeOutcome.TAKEN if known else NoticeOutcome.EARLY


def _attempt(way: str, key: str) -> PaymentAttempt | None:
    return attempts().filter(way=way, key=key).first()


def _is_account_of(firm: PaymentGateway, attempt: PaymentAttempt) -> bool:
    """A court's own account speaks of its own attempts alone."""
    return _is_account_at(firm, attempt.party.case.court, attempt.way)


def _is_account_at(firm: PaymentGateway, court: Court, way: str) -> bool:
    try:
        return gateway(PaymentGateways).of(court.code, Way(way)) is firm  # type: ignore[type-abstract]
    except KeyError:
        return False


def _case_of_attempt(way: str, news: Any) -> UUID | None:
    row = _row(_CASE, (way, news.key))
    return row[0] if row else None


def _case_of_refund(way: str, news: Refunded) -> UUID | None:
    found = Refund.objects.filter(way=way, key=news.key)
    return found.values_list("party__case", flat=True).first()


def _case_of_money(way: str, news: Disputed) -> UUID | None:
    received = received_as(way, news.money_id)
    return received.case_id if received else None


def _row(sql: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
    """By hand: two hundred times a second, Django would take longer to write the query than to run it."""
    (rows,) = exchange((sql, parameters))
    return rows[0] if rows else None


_Effect = Callable[[Act, PaymentNotice, PaymentGateway, Any], NoticeOutcome]
_EFFECTS: Final[Mapping[type, _Effect]] = {
    Paid: _paid,
    Declined: _declined,
    Closed: _closed,
    Refunded: _refunded,
    Disputed: _disputed,
}
_CASES: Final[Mapping[type, Callable[[str, Any], UUID | None]]] = {
    Paid: _case_of_attempt,
    Declined: _case_of_attempt,
    Closed: _case_of_attempt,
    Refunded: _case_of_refund,
    Disputed: _case_of_money,
}
_COUNT: Final = """
WITH of_kind AS (
  SELECT source FROM payment_refused_callback
  WHERE day = %s AND way = %s AND account = %s AND reason = %s
), place AS (
  SELECT CASE WHEN %s IN (SELECT source FROM of_kind) THEN %s
    WHEN (SELECT count(*) FROM of_kind) < %s THEN %s ELSE '' END AS source
)
INSERT INTO payment_refused_callback
  (id, day, way, account, reason, source, digest, said, times, first_at, last_at)
SELECT %s, %s, %s, %s, %s, place.source, %s, %s, 1, %s, %s FROM place
ON CONFLICT (day, way, account, reason, source) DO UPDATE SET
  times = payment_refused_callback.times + 1,
  last_at = greatest(payment_refused_callback.last_at, excluded.last_at)"""
_KNOWN: Final = "SELECT 1 FROM payment_notice WHERE way = %s AND event = %s AND outcome = 'taken'"
_TAKEN: Final = """
SELECT 1 FROM payment_notice
WHERE seal = %s AND seal <> '' AND outcome IN ('taken', 'repeated') LIMIT 1"""
_CASE: Final = """
SELECT party.case_id FROM payment_attempt JOIN party ON party.id = party_id
WHERE payment_attempt.way = %s AND payment_attempt.key = %s"""
