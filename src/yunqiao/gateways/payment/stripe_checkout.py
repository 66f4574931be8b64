"""International cards through Stripe Checkout: the firm's own page, its client library behind our port."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

import stripe

from yunqiao.gateways.payment.port import (
    Amount,
    Callback,
    CallbackRefusedError,
    FirmDeclinedError,
    FirmDownError,
    FirmRefusedError,
    NoSuchPaymentError,
    Notice,
    Opened,
    PaymentOrder,
    PaymentStanding,
    PaymentState,
    RefundOrder,
    RefundState,
    Refusal,
    Reply,
    SendTo,
    StatementLine,
    StatementNotReadyError,
    Way,
    never_seen,
)
from yunqiao.gateways.payment.signs import is_fresh, seal_of, without_case
from yunqiao.gateways.payment.stripe_news import REFUNDS, lines_of, news_of

API: Final = "https://api.stripe.com"
CURRENCIES: Final = frozenset(
    [
        "CNY",
        "HKD",
        "TWD",
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "KRW",
        "SGD",
        "AUD",
        "CAD",
        "NZD",
        "CHF",
        "THB",
        "MYR",
        "PHP",
        "IDR",
        "INR",
        "AED",
        "BRL",
        "MXN",
        "ZAR",
    ]
)
"""Those whose minor unit Stripe counts as ISO 4217 does."""
LOCALES: Final = {"zh-hans": "zh", "zh-hant": "zh-HK", "en": "en"}
TIMEOUT: Final = 10
"""Seconds to wait for an answer: a payer is waiting."""
DECLINES: Final = {"charge_already_refunded", "insufficient_funds", "balance_insufficient"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StripeAccount:
    """What the firm's dashboard gives: the secret key of the API and the secret of the webhook."""

    secret_key: str
    webhook_secret: str
    address: str = API


class StripeCheckout:
    """One account with Stripe."""

    way = Way.CARD
    currencies = CURRENCIES
    zone = "UTC"

    def __init__(
        self, account: StripeAccount, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """`clock` tells which days are over."""
        self._client = stripe.StripeClient(
            account.secret_key,
            base_addresses={"api": account.address},
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
            max_network_retries=1,
        )
        self._secret = account.webhook_secret
        self._live = not account.secret_key.startswith(("sk_test_", "rk_test_"))
        self._clock = clock

    def open(self, order: PaymentOrder) -> Opened:
        """Open a payment (see the port)."""
        if order.amount.currency not in CURRENCIES:
            raise FirmRefusedError("currency", f"{order.amount.currency} is not taken by card")
        with _asking():
            session = self._client.v1.checkout.sessions.create(
                _session_of(order), {"idempotency_key": f"open-{order.key}"}
            )
        return Opened(order.key, session.id, SendTo(session.url or ""))

    def state_of(self, key: str, firm_id: str) -> PaymentState:
        """What the firm's books say now (see the port)."""
        return _state(key, self._session(firm_id))

    def close(self, key: str, firm_id: str) -> PaymentState:
        """Let no more money come (see the port)."""
        try:
            with _asking():
                self._client.v1.checkout.sessions.expire(firm_id)
        except NoSuchPaymentError:
            raise
        except FirmRefusedError:
            return self.state_of(key, firm_id)  # it is complete or expired already
        return self.state_of(key, firm_id)

    def refund(self, order: RefundOrder) -> RefundState:
        """Give money back (see the port); what was asked for once is found for good, not for a day."""
        if order.amount.currency != order.paid.currency:
            raise FirmRefusedError("currency", "a refund is in the currency that was paid")
        intent = self._intent_of(order)
        if found := self._refund_of(intent, order):
            return found
        with _asking():
            refund = self._client.v1.refunds.create(
                {
                    "payment_intent": intent,
                    "amount": order.amount.minor,
                    "metadata": {"key": order.key, "payment_key": order.payment_key},
                },
                {"idempotency_key": f"refund-{order.key}"},
            )
        return _refund_state(order.key, refund)

    def refund_state(self, order: RefundOrder) -> RefundState:
        """What the firm's books say of a refund now (see the port)."""
        found = self._refund_of(self._intent_of(order), order)
        if found is None:
            raise NoSuchPaymentError("resource_missing", f"no refund {order.key}")
        return found

    def translate(self, callback: Callback, taken: Callable[[str], bool] = never_seen) -> Notice:
        """What a callback says (see the port)."""
        header = without_case(callback.headers).get("stripe-signature", "")
        try:
            text = callback.body.decode()
            stripe.WebhookSignature.verify_header(text, header, self._secret)
            event = json.loads(text)
        except (stripe.SignatureVerificationError, ValueError, TypeError) as error:
            raise CallbackRefusedError(Refusal.FORGED, f"not signed by Stripe: {error}") from error
        if not is_fresh(_signed_at(header), callback.received_at):
            raise CallbackRefusedError(Refusal.STALE, f"signed at another time: {header[:40]}")
        seal = seal_of(header, callback.body)
        if taken(seal):
            raise CallbackRefusedError(Refusal.REPLAYED, f"taken before: {event.get('id')}")
        news = news_of(event) if event.get("livemode") is self._live else None
        if news is None:
            raise CallbackRefusedError(Refusal.UNKNOWN, f"no news of ours: {event.get('type')}")
        return Notice(str(event["id"]), seal, news)

    def reply_to(self, refused: Refusal | None) -> Reply:
        """What Stripe wants to hear: 2xx for what needs no repetition (see the port)."""
        believed = refused in {None, Refusal.REPLAYED, Refusal.UNKNOWN}
        return Reply(200 if believed else 400, "text/plain", b"")

    def statement(self, day: date) -> Sequence[StatementLine]:
        """The balance transactions of a day in UTC, which Stripe lists from the end (see the port)."""
        begin = datetime.combine(day, time(), UTC)
        end = begin + timedelta(days=1)
        if self._clock() < end:
            raise StatementNotReadyError(f"{day} is not over")
        with _asking():
            listed = self._client.v1.balance_transactions.list(
                {
                    "created": {"gte": int(begin.timestamp()), "lt": int(end.timestamp())},
                    "limit": 100,
                    "expand": ["data.source"],
                }
            )
            rows = list(listed.auto_paging_iter())
        return [line for row in reversed(rows) for line in lines_of(_plain(row))]

    def _session(self, firm_id: str) -> Any:
        with _asking():
            return self._client.v1.checkout.sessions.retrieve(
                firm_id, {"expand": ["payment_intent.latest_charge"]}
            )

    def _intent_of(self, order: RefundOrder) -> str:
        intent = self._session(order.firm_id).payment_intent
        if intent is None:
            raise NoSuchPaymentError("unpaid", "nothing was paid that could be given back")
        return str(intent.id)

    def _refund_of(self, intent: str, order: RefundOrder) -> RefundState | None:
        with _asking():
            listed = self._client.v1.refunds.list({"payment_intent": intent, "limit": 100})
            for refund in listed.auto_paging_iter():
                if _plain(refund).get("metadata", {}).get("key") != order.key:
                    continue
                if refund.amount != order.amount.minor:
                    raise FirmRefusedError("idempotency", "another refund has this key")
                return _refund_state(order.key, refund)
        return None


def _session_of(order: PaymentOrder) -> Any:
    """The parameters of a session; Any because the library's type spells each locale out."""
    marks = {"key": order.key, "reference": order.reference}
    price = {
        "currency": order.amount.currency.lower(),
        "unit_amount": order.amount.minor,
        "product_data": {"name": order.description},
    }
    return {
        "mode": "payment",
        "payment_method_types": ["card"],
        "client_reference_id": order.key,
        "line_items": [{"quantity": 1, "price_data": price}],
        "metadata": marks,
        "payment_intent_data": {"metadata": marks, "description": order.reference},
        "success_url": order.return_url,
        "cancel_url": order.cancel_url,
        "expires_at": int(order.expires_at.timestamp()),
        "locale": LOCALES.get(order.payer.language, "auto"),
    }


def _signed_at(header: str) -> int:
    """The instant that the signature covers: the first one, as the library reads it."""
    return next(int(item[2:]) for item in header.split(",") if item.startswith("t="))


def _state(key: str, session: Any) -> PaymentState:
    if session.status == "expired":
        return PaymentState(key=key, standing=PaymentStanding.CLOSED)
    if session.status == "open":
        return PaymentState(key=key, standing=PaymentStanding.OPEN)
    intent = session.payment_intent
    if session.payment_status != "paid" or intent is None:
        return PaymentState(key=key, standing=PaymentStanding.PROCESSING)
    charge = intent.latest_charge
    return PaymentState(
        key=key,
        standing=PaymentStanding.PAID,
        received=Amount(intent.amount_received, intent.currency.upper()),
        money_id=intent.id,
        paid_at=datetime.fromtimestamp(charge.created, UTC) if charge else None,
    )


def _refund_state(key: str, refund: Any) -> RefundState:
    return RefundState(
        key=key,
        standing=REFUNDS[refund.status],
        amount=Amount(refund.amount, refund.currency.upper()),
        firm_id=refund.id,
    )


def _plain(row: stripe.StripeObject) -> dict[str, Any]:
    return row.to_dict()


@contextmanager
def _asking() -> Iterator[None]:
    """Translate what the library raises."""
    try:
        yield
    except (stripe.APIConnectionError, stripe.RateLimitError) as error:
        raise FirmDownError(f"Stripe does not answer: {error}") from error
    except stripe.StripeError as error:
        raise _refusal(error) from error


def _refusal(error: stripe.StripeError) -> Exception:
    code, said = error.code or "", error.user_message or str(error)
    if code == "resource_missing":
        return NoSuchPaymentError(code, said)
    if code in DECLINES or (isinstance(error, stripe.InvalidRequestError) and _too_much(error)):
        return FirmDeclinedError(code or "amount", said)
    if isinstance(error, stripe.APIError):
        return FirmDownError(f"Stripe failed: {said}")
    return FirmRefusedError(code or type(error).__name__, said)


def _too_much(error: stripe.InvalidRequestError) -> bool:
    """Stripe gives this refusal of a refund no code, only the field."""
    return error.param == "amount" and "greater than" in str(error)
