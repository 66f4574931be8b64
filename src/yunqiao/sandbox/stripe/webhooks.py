"""Stripe's webhooks: one address, events signed with HMAC-SHA256 over time and body."""

import hmac
import json
import secrets
from http import HTTPStatus
from typing import Any

from yunqiao.sandbox.stripe.objects import (
    API_VERSION,
    dispute_of,
    intent_of,
    refund_of,
    session_of,
)
from yunqiao.sandbox.till.books import Event, Payment
from yunqiao.sandbox.till.dialect import Firm, Outgoing

MINUTE, HOUR = 60, 3600
STRIPE = Firm(
    name="stripe",
    title_zh="Stripe 沙箱",
    title_en="Stripe sandbox",
    retries=(5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, *[12 * HOUR] * 5),
    has_three_d=True,
    has_disputes=True,
)


class Webhooks:
    """The dialect of Stripe."""

    firm = STRIPE

    def __init__(self, secret: str, url: str) -> None:
        self._secret = secret
        self._url = url

    def new_money_id(self) -> str:
        """Of a payment intent."""
        return f"pi_{secrets.token_hex(12)}"

    def callback(self, event: Event, payment: Payment, fault: str, now: float) -> Outgoing | None:
        """The event, signed (see the dialect)."""
        if not self._url:
            return None
        kind, thing = _told(event, payment)
        body = json.dumps(
            {
                "id": event.id,
                "object": "event",
                "api_version": API_VERSION,
                "created": int(event.at),
                "data": {"object": thing},
                "livemode": fault == "foreign",
                "pending_webhooks": 1,
                "request": {"id": None, "idempotency_key": None},
                "type": kind,
            },
            indent=2,
        ).encode()
        secret = "whsec_of_someone_else" if fault == "forged" else self._secret
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": signature_of(body, secret, int(now)),
        }
        return Outgoing(self._url, headers, body)

    def is_taken(self, status: int, body: bytes) -> bool:  # noqa: ARG002 - the status says it
        """Any 2xx."""
        return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES


def signature_of(body: bytes, secret: str, signed_at: int) -> str:
    """The header Stripe-Signature, with a scheme that must be passed over beside the one that counts."""
    signature = hmac.digest(secret.encode(), f"{signed_at}.".encode() + body, "sha256").hex()
    return f"t={signed_at},v1={signature},v0={'0' * 64}"


def _told(event: Event, payment: Payment) -> tuple[str, dict[str, Any]]:
    refund = payment.refund(event.about)
    if event.kind == "refunded" and refund:
        return "refund.created", refund_of(payment, refund)
    if event.kind == "disputed":
        kind = "created" if event.about == "opened" else "closed"
        return f"charge.dispute.{kind}", dispute_of(payment, event.about)
    if event.kind == "declined":
        return "payment_intent.payment_failed", intent_of(payment)
    kind = "completed" if event.kind == "paid" else "expired"
    return f"checkout.session.{kind}", session_of(payment, "")
