"""The life of a payment, the same at every firm: opened, paid or not, given back, disputed."""

import json
import secrets
import time
from dataclasses import replace
from typing import Any

from yunqiao.sandbox.till.books import Books, Event, Payment, Refund
from yunqiao.sandbox.till.faults import Faults, Kind

FEE_PER_MILLE = 6
CALLED_PAID = "called-paid"


class NotPossibleError(Exception):
    """What was asked of a payment cannot be; `reason` is one word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Till:
    """Acts on the books; every act records an event, and the event's callback is planned."""

    def __init__(self, books: Books, faults: Faults) -> None:
        self.books = books
        self.faults = faults

    def open(self, payment: Payment) -> Payment:
        """Open a payment, or find the one that the same request opened.

        Raises:
            NotPossibleError: "conflict", another request used the key.
        """
        known = self.books.payment(payment.key)
        if known and self.faults.due(Kind.FORGETFUL, payment.key):
            payment.key = f"{payment.key}-{secrets.token_hex(2)}"
        elif known and known.asked != payment.asked:
            raise NotPossibleError("conflict")
        elif known:
            return known
        self.books.keep(payment)
        return payment

    def find(self, name: str) -> Payment | None:
        """By either name, closed first if its time is over."""
        payment = self.books.payment(name)
        if payment and _is_over(payment):
            self.close(payment)
        if payment and payment.state == "open" and self.faults.due(Kind.PAID_UNASKED, payment.key):
            return replace(
                payment, state="paid", received=payment.minor, received_currency=payment.currency,
                money_id=CALLED_PAID, paid_at=time.time(),
            )  # fmt: skip
        return payment

    def pay(self, payment: Payment, money_id: str) -> None:
        """The payer's money comes.

        Raises:
            NotPossibleError: "closed".
        """
        if not (payment.state == "closed" and self.faults.due(Kind.DEATHLESS, payment.key)):
            self._require_open(payment)
        other_amount = self.faults.due(Kind.AMOUNT, payment.key)
        other_currency = self.faults.due(Kind.CURRENCY, payment.key)
        payment.received = other_amount.amount if other_amount else payment.minor
        payment.received_currency = other_currency.currency if other_currency else payment.currency
        payment.state, payment.money_id, payment.paid_at = "paid", money_id, time.time()
        self._happened("paid", payment)

    def decline(self, payment: Payment, code: str) -> None:
        """An attempt fails; the payment stays open.

        Raises:
            NotPossibleError: "closed".
        """
        self._require_open(payment)
        payment.declines.append(code)
        self._happened("declined", payment, code)

    def close(self, payment: Payment) -> None:
        """No money can come any more.

        Raises:
            NotPossibleError: "closed", it is paid or closed already.
        """
        self._require_open(payment)
        payment.state = "closed"
        self._happened("closed", payment)

    def refund(self, payment: Payment, refund: Refund) -> Refund:
        """Give money back, or find the refund that the same request made.

        Raises:
            NotPossibleError: "unpaid", "conflict" or "too much".
        """
        if payment.state != "paid":
            raise NotPossibleError("unpaid")
        known = payment.refund(refund.key)
        if known and not self.faults.due(Kind.GIVES_TWICE, refund.key):
            if known.minor != refund.minor:
                raise NotPossibleError("conflict")
            return known
        too_much = payment.refunded + refund.minor > payment.received
        if too_much and not self.faults.due(Kind.GENEROUS, payment.key):
            raise NotPossibleError("too much")
        payment.refunds.append(refund)
        self._happened("refunded", payment, refund.key)
        return refund

    def dispute(self, payment: Payment, standing: str) -> None:
        """The payer objects, or the objection ends: opened, won or lost (by the merchant).

        Raises:
            NotPossibleError: "unpaid", or "undisputed" for an end without a beginning.
        """
        if payment.state != "paid":
            raise NotPossibleError("unpaid")
        if standing != "opened" and payment.dispute != "opened":
            raise NotPossibleError("undisputed")
        payment.dispute, payment.disputed_at = standing, time.time()
        self._happened("disputed", payment, standing)

    def close_overdue(self) -> None:
        """Close every payment whose time is over."""
        for payment in self.books.overdue(time.time()):
            self.close(payment)

    def lines(self, begin: float, end: float, *, fees_back: bool = False) -> list[dict[str, Any]]:
        """What moved between two instants, in order: the firm's statement before it is put in its form.

        With `fees_back` the firm gives its fee back with what the merchant does.
        """
        lines: list[dict[str, Any]] = []
        for event in self.books.events(begin, end):
            if event.kind in {"paid", "refunded", "disputed"}:
                payment = self.books.payment(event.payment)
                if payment:
                    kept_in = json.loads(self.books.noted(f"kept in {event.id}") or "null")
                    of_event = _lines_of(event, payment, fees_back=fees_back)
                    lines += [{**line, "kept_in": kept_in} for line in of_event]
        return lines[:-1] if self.faults.due(Kind.LOSES_LINES) else lines

    def _require_open(self, payment: Payment) -> None:
        if payment.state != "open":
            raise NotPossibleError("closed")

    def _happened(self, kind: str, payment: Payment, about: str = "") -> None:
        event = Event(f"evt_{secrets.token_hex(12)}", kind, payment.id, time.time(), about)
        with self.books.together():
            self.books.keep(payment)
            self.books.record(event)
            if converts := self.faults.due(Kind.CONVERTS, payment.key):
                kept_in = {"currency": converts.currency, "rate": converts.rate}
                self.books.note(f"kept in {event.id}", json.dumps(kept_in))
            self._plan(event, payment.key)

    def _plan(self, event: Event, key: str) -> None:
        """Plan the callback, with whatever fault is due."""
        if self.faults.due(Kind.NEVER, key):
            return
        late = self.faults.due(Kind.LATE, key)
        repeated = self.faults.due(Kind.REPEATED, key)
        held = self.faults.due(Kind.OUT_OF_ORDER, key)
        wrong = next(
            (k for k in (Kind.FORGED, Kind.STALE, Kind.FOREIGN) if self.faults.due(k, key)), ""
        )
        due = event.at + (late.seconds if late else 0)
        for _ in range(repeated.count if repeated else 1):
            self.books.plan(event.id, due, held=held is not None, fault=str(wrong))


def _fee(minor: int) -> int:
    return minor * FEE_PER_MILLE // 1000


def _is_over(payment: Payment) -> bool:
    return payment.state == "open" and payment.expires_at <= time.time()


def _lines_of(event: Event, payment: Payment, *, fees_back: bool) -> list[dict[str, Any]]:
    line = {
        "kind": event.kind,
        "payment": payment,
        "at": event.at,
        "minor": payment.received,
        "currency": payment.received_currency,
        "fee": _fee(payment.received) if event.kind == "paid" else 0,
        "about": event.about,
    }
    if event.kind == "refunded":
        refund = payment.refund(event.about)
        minor = refund.minor if refund else 0
        line |= {"minor": minor, "fee": -_fee(minor) if fees_back else 0}
    return [] if event.kind == "disputed" and event.about == "lost" else [line]
