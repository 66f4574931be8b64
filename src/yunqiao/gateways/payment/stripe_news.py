"""Stripe's events and balance transactions in our words; pure."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from yunqiao.gateways.payment.port import (
    Amount,
    Closed,
    Declined,
    Disputed,
    DisputeStanding,
    LineKind,
    News,
    Paid,
    Refunded,
    RefundStanding,
    StatementLine,
)

REFUNDS: Final = {
    "pending": RefundStanding.PROCESSING,
    "requires_action": RefundStanding.PROCESSING,
    "succeeded": RefundStanding.DONE,
    "failed": RefundStanding.FAILED,
    "canceled": RefundStanding.FAILED,
}
KINDS: Final = {
    "charge": LineKind.PAYMENT,
    "payment": LineKind.PAYMENT,
    "refund": LineKind.REFUND,
    "payment_refund": LineKind.REFUND,
    "stripe_fee": LineKind.FEE,
}


MOVES: Final = {
    LineKind.PAYMENT,
    LineKind.REFUND,
    LineKind.DISPUTE,
    LineKind.DISPUTE_RETURNED,
}
"""What comes or goes in the payer's currency, whatever currency the account is kept in."""


def news_of(event: Mapping[str, Any]) -> News | None:
    """What a signed event says of a payment of ours, None if nothing."""
    thing = event.get("data", {}).get("object", {})
    tell = TELLERS.get(str(event.get("type")))
    return tell(thing, event) if tell else None


def lines_of(row: Mapping[str, Any]) -> Iterator[StatementLine]:
    """The lines of one balance transaction: the movement in the payer's currency, conversion, Stripe's fee."""
    source = row.get("source")
    source = source if isinstance(source, Mapping) else {}
    at = datetime.fromtimestamp(row["created"], UTC)
    kind = _kind(row, source)
    told = row if kind in {LineKind.FEE, LineKind.FEE_BACK} else {**row, **source}
    moved = _amount(told, "amount")
    yield StatementLine(
        kind=kind,
        key=str(source.get("metadata", {}).get("key", "")),
        money_id=str(source.get("payment_intent") or source.get("id") or row["id"]),
        amount=moved,
        at=at,
    )
    kept = _amount(row, "amount")
    if kind in MOVES and kept.currency != moved.currency:
        gone, came = (moved, kept) if row["amount"] > 0 else (kept, moved)
        yield _own(row, LineKind.CONVERSION, gone, at, came)
    if row.get("fee"):
        own = LineKind.FEE_BACK if row["fee"] < 0 else LineKind.FEE
        yield _own(row, own, _amount(row, "fee"), at)


def _own(
    row: Mapping[str, Any], kind: LineKind, amount: Amount, at: datetime, into: Amount | None = None
) -> StatementLine:
    """What Stripe itself did with the movement of a row."""
    return StatementLine(
        kind=kind, key="", money_id=str(row["id"]), amount=amount, at=at, into=into
    )


def _kind(row: Mapping[str, Any], source: Mapping[str, Any]) -> LineKind:
    if source.get("object") == "dispute":
        return LineKind.DISPUTE if row["amount"] < 0 else LineKind.DISPUTE_RETURNED
    kind = KINDS.get(str(row.get("type")), LineKind.OTHER)
    return LineKind.FEE_BACK if kind is LineKind.FEE and row["amount"] > 0 else kind


def _paid(session: Mapping[str, Any], event: Mapping[str, Any]) -> Paid | None:
    if session.get("payment_status") != "paid" or not _key(session):
        return None
    return Paid(
        key=_key(session),
        amount=_amount(session, "amount_total"),
        money_id=str(session["payment_intent"]),
        at=datetime.fromtimestamp(event["created"], UTC),
    )


def _async_failed(session: Mapping[str, Any], _event: Mapping[str, Any]) -> Declined | None:
    return Declined(key=_key(session), said="async_payment_failed") if _key(session) else None


def _expired(session: Mapping[str, Any], _event: Mapping[str, Any]) -> Closed | None:
    return Closed(key=_key(session)) if _key(session) else None


def _declined(intent: Mapping[str, Any], _event: Mapping[str, Any]) -> Declined | None:
    error = intent.get("last_payment_error") or {}
    said = str(error.get("decline_code") or error.get("code") or "")
    return Declined(key=_key(intent), said=said) if _key(intent) else None


def _refunded(refund: Mapping[str, Any], _event: Mapping[str, Any]) -> Refunded | None:
    standing = REFUNDS.get(str(refund.get("status")), RefundStanding.PROCESSING)
    if standing is RefundStanding.PROCESSING or not _key(refund):
        return None
    return Refunded(
        key=_key(refund),
        payment_key=str(refund["metadata"].get("payment_key", "")),
        standing=standing,
        amount=_amount(refund, "amount"),
    )


def _disputed(dispute: Mapping[str, Any], event: Mapping[str, Any]) -> Disputed | None:
    if str(dispute.get("status")).startswith("warning_"):
        return None  # the bank only inquires, and has taken no money
    if event["type"] in {"charge.dispute.created", "charge.dispute.funds_withdrawn"}:
        standing = DisputeStanding.OPENED
    elif dispute.get("status") in {"won", "lost"}:
        standing = DisputeStanding(dispute["status"])
    else:
        return None
    return Disputed(
        money_id=str(dispute.get("payment_intent") or ""),
        dispute_id=str(dispute["id"]),
        standing=standing,
        amount=_amount(dispute, "amount"),
        said=str(dispute.get("reason", "")),
    )


def _key(thing: Mapping[str, Any]) -> str:
    return str((thing.get("metadata") or {}).get("key", ""))


def _amount(thing: Mapping[str, Any], field: str) -> Amount:
    return Amount(abs(int(thing[field])), str(thing["currency"]).upper())


_Teller = Callable[[Mapping[str, Any], Mapping[str, Any]], News | None]
TELLERS: Final[Mapping[str, _Teller]] = {
    "checkout.session.completed": _paid,
    "checkout.session.async_payment_succeeded": _paid,
    "checkout.session.async_payment_failed": _async_failed,
    "checkout.session.expired": _expired,
    "payment_intent.payment_failed": _declined,
    "refund.created": _refunded,
    "refund.updated": _refunded,
    "refund.failed": _refunded,
    "charge.dispute.created": _disputed,
    "charge.dispute.funds_withdrawn": _disputed,
    "charge.dispute.closed": _disputed,
}
