"""Stripe's objects as its interface shows them, made from the books."""

from collections.abc import Collection, Mapping
from typing import Any

from yunqiao.sandbox.till.books import Payment, Refund

API_VERSION = "2026-02-25.preview"
STATUSES = {"open": "open", "paid": "complete", "closed": "expired"}


def session_of(payment: Payment, url: str, expanded: Collection[str] = ()) -> dict[str, Any]:
    """A Checkout session."""
    is_paid = payment.state == "paid"
    intent: Any = None
    if is_paid:
        intent = payment.money_id
        if any(path.startswith("payment_intent") for path in expanded):
            intent = intent_of(payment, "payment_intent.latest_charge" in expanded)
    return {
        "id": payment.id,
        "object": "checkout.session",
        "amount_subtotal": payment.received if is_paid else payment.minor,
        "amount_total": payment.received if is_paid else payment.minor,
        "cancel_url": payment.cancel_url,
        "client_reference_id": payment.asked["client_reference_id"],
        "created": int(payment.opened_at),
        "currency": (payment.received_currency or payment.currency).lower(),
        "expires_at": int(payment.expires_at),
        "livemode": False,
        "metadata": _marks(payment),
        "mode": "payment",
        "payment_intent": intent,
        "payment_method_types": ["card"],
        "payment_status": "paid" if is_paid else "unpaid",
        "status": STATUSES[payment.state],
        "success_url": payment.return_url,
        "url": url if payment.state == "open" else None,
    }


def intent_of(payment: Payment, with_charge: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - expanded or not
    """A payment intent."""
    code = payment.declines[-1] if payment.declines else ""
    error = {"type": "card_error", "code": "card_declined", "decline_code": code} if code else None
    charge = charge_of(payment)
    return {
        "id": payment.money_id or f"pi_{payment.id[-24:]}",
        "object": "payment_intent",
        "amount": payment.received or payment.minor,
        "amount_received": payment.received,
        "currency": (payment.received_currency or payment.currency).lower(),
        "created": int(payment.opened_at),
        "last_payment_error": None if payment.received else error,
        "latest_charge": charge if with_charge else charge["id"],
        "livemode": False,
        "metadata": _marks(payment),
        "status": "succeeded" if payment.received else "requires_payment_method",
    }


def charge_of(payment: Payment) -> dict[str, Any]:
    """The charge of a payment intent; it inherits the intent's metadata."""
    return {
        "id": f"ch_{payment.money_id[3:]}",
        "object": "charge",
        "amount": payment.received,
        "amount_refunded": payment.refunded,
        "created": int(payment.paid_at),
        "currency": payment.received_currency.lower(),
        "disputed": bool(payment.dispute),
        "livemode": False,
        "metadata": _marks(payment),
        "paid": bool(payment.received),
        "payment_intent": payment.money_id,
        "refunded": bool(payment.received) and payment.refunded >= payment.received,
        "status": "succeeded",
    }


def refund_of(payment: Payment, refund: Refund) -> dict[str, Any]:
    """A refund; those of cards succeed at once."""
    return {
        "id": refund.id,
        "object": "refund",
        "amount": refund.minor,
        "charge": f"ch_{payment.money_id[3:]}",
        "created": int(refund.at),
        "currency": payment.received_currency.lower(),
        "metadata": {"key": refund.key, "payment_key": _marks(payment).get("key", "")},
        "payment_intent": payment.money_id,
        "reason": None,
        "status": "succeeded",
    }


def dispute_of(payment: Payment, standing: str) -> dict[str, Any]:
    """A dispute over the whole charge."""
    return {
        "id": f"dp_{payment.money_id[3:]}",
        "object": "dispute",
        "amount": payment.received,
        "charge": f"ch_{payment.money_id[3:]}",
        "created": int(payment.disputed_at),
        "currency": payment.received_currency.lower(),
        "livemode": False,
        "metadata": {},
        "payment_intent": payment.money_id,
        "reason": "fraudulent",
        "status": "needs_response" if standing == "opened" else standing,
    }


def balance_transaction_of(line: Mapping[str, Any], expanded: bool) -> dict[str, Any]:  # noqa: FBT001
    """One movement of the account's balance."""
    payment: Payment = line["payment"]
    source, kind, sign = _source(line, payment)
    kept_in = line["kept_in"] or {"currency": line["currency"], "rate": None}
    rate = kept_in["rate"]
    amount, fee = (round(minor * (rate or 1)) for minor in (sign * line["minor"], line["fee"]))
    return {
        "id": f"txn_{source['id']}_{line['kind']}_{line['about']}",
        "object": "balance_transaction",
        "amount": amount,
        "created": int(line["at"]),
        "currency": kept_in["currency"].lower(),
        "exchange_rate": rate,
        "fee": fee,
        "net": amount - fee,
        "source": source if expanded else source["id"],
        "status": "available",
        "type": kind,
    }


def _source(line: Mapping[str, Any], payment: Payment) -> tuple[dict[str, Any], str, int]:
    refund = payment.refund(line["about"])
    if line["kind"] == "refunded" and refund:
        return refund_of(payment, refund), "refund", -1
    if line["kind"] == "disputed":
        return (
            dispute_of(payment, line["about"]),
            "adjustment",
            -1 if line["about"] == "opened" else 1,
        )
    return charge_of(payment), "charge", 1


def _marks(payment: Payment) -> dict[str, str]:
    marks: dict[str, str] = payment.asked.get("metadata", {})
    return marks
