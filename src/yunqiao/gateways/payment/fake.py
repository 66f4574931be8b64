"""A firm in this process, for tests: its payers act when told to, its callbacks are signed with a known key."""

import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final

from yunqiao.gateways.payment.port import (
    Amount,
    Callback,
    CallbackRefusedError,
    Closed,
    Declined,
    Disputed,
    DisputeStanding,
    FirmDeclinedError,
    FirmDownError,
    FirmRefusedError,
    LineKind,
    News,
    NoSuchPaymentError,
    Notice,
    Opened,
    Paid,
    PaymentOrder,
    PaymentStanding,
    PaymentState,
    Refunded,
    RefundOrder,
    RefundStanding,
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

_KEY: Final = b"known to everybody: proves nothing"


@dataclass
class _Booked:
    """One payment in the fake's books."""

    order: PaymentOrder
    state: PaymentState
    refunds: dict[str, RefundState] = field(default_factory=dict)

    def left(self) -> int:
        """What can still be given back."""
        received = self.state.received.minor if self.state.received else 0
        return received - sum(r.amount.minor for r in self.refunds.values())


class FakeFirm:
    """Books in memory; `calls` are the callbacks it has sent, oldest first.

    `answers` may be turned off; `faults` names what goes wrong with callbacks: repeated (three
    times), never, out_of_order, forged, stale, foreign.
    """

    currencies = frozenset({"CNY", "USD", "JPY"})
    zone = "UTC"

    def __init__(self, way: Way = Way.CARD) -> None:
        """A firm that answers."""
        self.way = way
        self.answers = True
        self.faults: set[str] = set()
        self.days_closed: set[date] = set()
        self.calls: list[Callback] = []
        self._books: dict[str, _Booked] = {}
        self._lines: list[StatementLine] = []
        self._sent: dict[str, News] = {}

    def open(self, order: PaymentOrder) -> Opened:
        """Open a payment (see the port)."""
        self._answer()
        if order.amount.currency not in self.currencies:
            raise FirmRefusedError("currency", f"{order.amount.currency} is not taken")
        booked = self._books.setdefault(
            order.key, _Booked(order, PaymentState(key=order.key, standing=PaymentStanding.OPEN))
        )
        if booked.order != order:
            raise FirmRefusedError("idempotency", "another order has this key")
        return Opened(order.key, f"fake-{order.key}", SendTo(f"https://firm.example/{order.key}"))

    def state_of(self, key: str, firm_id: str) -> PaymentState:  # noqa: ARG002 - the key is enough
        """What the books say (see the port)."""
        return self._booked(key).state

    def close(self, key: str, firm_id: str) -> PaymentState:  # noqa: ARG002 - the key is enough
        """Let no more money come (see the port)."""
        booked = self._booked(key)
        if booked.state.standing is PaymentStanding.OPEN:
            booked.state = replace(booked.state, standing=PaymentStanding.CLOSED)
        return booked.state

    def refund(self, order: RefundOrder) -> RefundState:
        """Give money back (see the port)."""
        booked = self._booked(order.payment_key)
        known = booked.refunds.get(order.key)
        if known and known.amount != order.amount:
            raise FirmRefusedError("idempotency", "another refund has this key")
        if known:
            return known
        if order.amount.minor > booked.left():
            raise FirmDeclinedError("amount", "more than is left")
        state = RefundState(
            key=order.key,
            standing=RefundStanding.DONE,
            amount=order.amount,
            firm_id=f"fake-{order.key}",
        )
        booked.refunds[order.key] = state
        self._line(LineKind.REFUND, order.key, order.payment_key, order.amount)
        self._send(
            f"refund-{order.key}",
            Refunded(
                key=order.key,
                payment_key=order.payment_key,
                standing=state.standing,
                amount=state.amount,
            ),
        )
        return state

    def refund_state(self, order: RefundOrder) -> RefundState:
        """What the books say of a refund (see the port)."""
        booked = self._booked(order.payment_key)
        if order.key not in booked.refunds:
            raise NoSuchPaymentError("missing", f"no refund {order.key}")
        return booked.refunds[order.key]

    def translate(self, callback: Callback, taken: Callable[[str], bool] = never_seen) -> Notice:
        """What a callback says (see the port)."""
        signed_at = without_case(callback.headers).get("fake-time", "")
        signature = without_case(callback.headers).get("fake-signature", "")
        if not hmac.compare_digest(_sign(signed_at, callback.body).encode(), signature.encode()):
            raise CallbackRefusedError(Refusal.FORGED, "not signed by the fake")
        if not is_fresh(int(signed_at), callback.received_at):
            raise CallbackRefusedError(Refusal.STALE, "signed at another time")
        seal = seal_of(signature, callback.body)
        if taken(seal):
            raise CallbackRefusedError(Refusal.REPLAYED, "taken before")
        notice_id = str(json.loads(callback.body)["id"])
        if notice_id not in self._sent:
            raise CallbackRefusedError(Refusal.UNKNOWN, f"no news of ours: {notice_id}")
        return Notice(notice_id, seal, self._sent[notice_id])

    def reply_to(self, refused: Refusal | None) -> Reply:
        """What the fake wants to hear (see the port)."""
        believed = refused in {None, Refusal.REPLAYED, Refusal.UNKNOWN}
        return Reply(200 if believed else 400, "text/plain", b"")

    def statement(self, day: date) -> Sequence[StatementLine]:
        """The lines of a day (see the port)."""
        self._answer()
        if day not in self.days_closed:
            raise StatementNotReadyError(f"{day} is not over")
        return [line for line in self._lines if line.at.date() == day]

    def pay(self, key: str, amount: Amount | None = None) -> None:
        """The payer pays, whole or another amount."""
        booked = self._books[key]
        received = amount or booked.order.amount
        now = datetime.now(UTC)
        booked.state = PaymentState(
            key=key,
            standing=PaymentStanding.PAID,
            received=received,
            money_id=f"money-{key}",
            paid_at=now,
        )
        self._line(LineKind.PAYMENT, key, key, received)
        self._line(LineKind.FEE, "", key, Amount(received.minor // 100, received.currency))
        self._send(f"paid-{key}", Paid(key=key, amount=received, money_id=f"money-{key}", at=now))

    def decline(self, key: str, said: str = "card_declined") -> None:
        """The payer tries in vain."""
        self._send(f"declined-{key}-{len(self.calls)}", Declined(key=key, said=said))

    def expire(self, key: str) -> None:
        """The time is over."""
        self._books[key].state = PaymentState(key=key, standing=PaymentStanding.CLOSED)
        self._send(f"closed-{key}", Closed(key=key))

    def dispute(self, key: str, amount: Amount | None = None) -> None:
        """The payer objects with the card's bank, to the whole or to another amount."""
        state = self._books[key].state
        amount = amount or state.received or self._books[key].order.amount
        self._line(LineKind.DISPUTE, "", key, amount)
        self._send(
            f"dispute-{key}",
            Disputed(
                money_id=state.money_id,
                dispute_id=f"dispute-{key}",
                standing=DisputeStanding.OPENED,
                amount=amount,
                said="fraudulent",
            ),
        )

    def end_dispute(self, key: str, standing: DisputeStanding) -> None:
        """The card's bank has decided."""
        opened = self._sent[f"dispute-{key}"]
        assert isinstance(opened, Disputed)
        self._send(f"dispute-{key}-{standing}", replace(opened, standing=standing))

    def fail_refund(self, key: str) -> None:
        """A refund comes back after all: the account it went to is closed."""
        done = self._sent[f"refund-{key}"]
        assert isinstance(done, Refunded)
        self._send(f"refund-{key}-failed", replace(done, standing=RefundStanding.FAILED))

    def _answer(self) -> None:
        if not self.answers:
            raise FirmDownError("the fake does not answer")

    def _booked(self, key: str) -> _Booked:
        self._answer()
        if key not in self._books:
            raise NoSuchPaymentError("missing", f"no payment {key}")
        return self._books[key]

    def _line(self, kind: LineKind, key: str, payment_key: str, amount: Amount) -> None:
        self._lines.append(
            StatementLine(
                kind=kind,
                key=key,
                money_id=f"money-{payment_key}",
                amount=amount,
                at=datetime.now(UTC),
            )
        )

    def _send(self, notice_id: str, news: News) -> None:
        if "never" in self.faults:
            return
        if "foreign" not in self.faults:
            self._sent[notice_id] = news
        for _ in range(3 if "repeated" in self.faults else 1):
            call = self._call(notice_id)
            place = len(self.calls) - 1 if "out_of_order" in self.faults else len(self.calls)
            self.calls.insert(max(place, 0), call)

    def _call(self, notice_id: str) -> Callback:
        now = datetime.now(UTC)
        body = json.dumps({"id": notice_id, "nonce": len(self.calls)}).encode()
        signed_at = str(int(now.timestamp()) - (3600 if "stale" in self.faults else 0))
        sign = "nobody's" if "forged" in self.faults else _sign(signed_at, body)
        return Callback({"Fake-Time": signed_at, "Fake-Signature": sign}, body, now)


def _sign(signed_at: str, body: bytes) -> str:
    return hmac.digest(_KEY, signed_at.encode() + body, "sha256").hex()
