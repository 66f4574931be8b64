"""A fee that is due, a firm to pay it at, and payers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.test import Client

from support.makers import a_filing, a_key
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.directory.models import Court
from yunqiao.court.fees import ledger
from yunqiao.court.fees.accounting.models import ReconciledDay, StatementDifference
from yunqiao.court.fees.books import book, standing
from yunqiao.court.fees.ledger import Booking, Standing
from yunqiao.court.fees.paying import callbacks, opening
from yunqiao.court.fees.paying.models import (
    BANK,
    PaymentAttempt,
    Refund,
    UnbookedMoney,
    WhyUnbooked,
)
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.fake import FakeFirm
from yunqiao.gateways.payment.port import (
    Callback,
    Device,
    Payer,
    PaymentGateway,
    PaymentGateways,
    Reply,
    Way,
)
from yunqiao.gateways.registry import bind

FEE = 4_680_000
BROWSER = Payer(device=Device.DESKTOP, ip_address="192.0.2.1", language="en")


class Firms:
    """Every court's account with each firm, all in this process."""

    def __init__(self) -> None:
        self.firms = {way: FakeFirm(way) for way in Way}

    def ways(self, _court: str) -> Sequence[Way]:
        return list(Way)

    def of(self, _court: str, way: Way) -> PaymentGateway:
        return self.firms[way]

    def __getitem__(self, way: str) -> Any:
        return self.firms[Way(way)]


def firms() -> Firms:
    """Bound to the port for the length of a test."""
    made = Firms()
    bind(PaymentGateways, made)  # type: ignore[type-abstract]
    return made


def a_debtor(by: Account, fen: int = FEE) -> Party:
    """The claimant of a case just filed, who owes a fee."""
    found = Party.objects.select_related("case__court")
    party = found.get(case_id=a_filing(by).case, position=1)
    write(party, ledger.due(fen), f"notice {party.id}")
    return party


def write(party: Party, booking: Booking, occasion: str) -> None:
    """Write a booking about a party, as an act of the court."""
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, party.case_id)
        book(writing, party.case_id, party.id, booking, occasion)


def stands(party: Party) -> Standing:
    """How a party stands in the books."""
    return standing(party.case_id, party.id)


def begin_to_pay(party: Party, by: Account, way: str = "card") -> PaymentAttempt:
    """Choose a way to pay."""
    return opening.start(by=by, party=party, way=way, payer=BROWSER, key=a_key(by))


def reading(account: Account) -> Client:
    """A browser in which the account reads English."""
    client = Client()
    client.force_login(account)
    client.cookies["language"] = "en"
    return client


def deliver(call: Callback, way: str = "card", account: str = "all", source: str = "") -> Reply:
    """What the firm's callback is answered."""
    return callbacks.receive(account=account, way=Way(way), callback=call, source=source)


def grow_old(attempt: PaymentAttempt, hours: float) -> None:
    """Let hours pass for an attempt."""
    past = timedelta(hours=hours)
    PaymentAttempt.objects.filter(id=attempt.id).update(
        expires_at=attempt.expires_at - past, asked_at=attempt.asked_at - past
    )


def a_refund(case: Case, by: Account, key: str = "r") -> Refund:
    """A refund by bank that waits for approval."""
    at, party = now(), Party.objects.get(case=case, position=1)
    return Refund.objects.create(
        party=party,
        side=party,
        way=BANK,
        key=key,
        fen=1,
        proposed_by=by,
        proposed_at=at,
        changed_at=at,
    )


def some_unbooked(court: Court) -> UnbookedMoney:
    """Money that came to a court by bank without a reference."""
    return UnbookedMoney.objects.create(
        court=court,
        way=BANK,
        money_id="B1",
        minor=100,
        currency="CNY",
        why=WhyUnbooked.NO_REFERENCE,
        found_at=now(),
    )


def a_difference(court: Court) -> StatementDifference:
    """Money on a firm's statement that the court's books do not have."""
    day = ReconciledDay.objects.create(
        account="all", way=Way.CARD, day=court_date(now()), stated=[], at=now()
    )
    return StatementDifference.objects.create(
        id=new_id(),
        day=day,
        court=court,
        kind="not_booked",
        what="received",
        name="money-1",
        our_minor=0,
        their_minor=100,
        their_currency="CNY",
        found_at=now(),
    )
