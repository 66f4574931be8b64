"""Booking money that came, under the lock of its case: once, however many tell of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import PAYMENT_RECEIVED, PAYMENT_TAKEN_BACK
from yunqiao.court.casefile.models import Party
from yunqiao.court.casefile.sides import owe_together
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import book, is_booked, standing
from yunqiao.court.fees.gathering import debtor_of
from yunqiao.court.fees.ledger import Money, NotBookableError, Standing, rate_of
from yunqiao.court.fees.models import LedgerAccount, PostingKind
from yunqiao.court.fees.paying.changing import change, end
from yunqiao.court.fees.paying.entries import MoneyMoved, PaymentReceived
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt, UnbookedMoney, WhyUnbooked
from yunqiao.court.fees.paying.states import LATE_STATES, MONEY_CAME, OPEN_STATES, AttemptState
from yunqiao.court.fees.rates import worth
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.writing import Act
from yunqiao.gateways.payment.port import Paid

ASK: Final = "fees.ask"
"""The job that asks a firm how an attempt stands; `fees.jobs` defines it."""
RETURNED: Final = ".returned"
"""Ends the occasion of money that a firm could not give back: it moved in our books alone."""


def take(act: Act, attempt: PaymentAttempt, paid: Paid) -> None:
    """Book what came by an attempt, whatever was asked for; `attempt` is as it stands under the lock.

    Money that comes after an attempt was given up or ran out waits, as does what nothing is
    outstanding for, and that of a claimant who left and owes nothing. Another currency is booked at the rate that finance staff recorded; without one
    a person says what it is worth.
    """
    occasion = occasion_of(attempt.way, paid.money_id)
    if is_booked(PostingKind.RECEIVED, occasion):
        return
    is_late = attempt.state in LATE_STATES
    money = _worth(attempt, paid)
    if paid.amount.minor and money is None:
        leave_to_person(act, paid, attempt.way, WhyUnbooked.OTHER_CURRENCY, attempt)
    elif money:
        book_received(
            act,
            attempt.party,
            before=Standing() if is_late else _stands(attempt.party, attempt.side),
            money=money,
            way=attempt.way,
            money_id=paid.money_id,
            paid_at=paid.at,
            payer=str(attempt.payer.person_id or ""),
            side=attempt.side_id,
        )
        _stop_other(act, attempt.party_id, attempt.id)
    if attempt.state != AttemptState.PAID:
        change(act, attempt, MONEY_CAME)
    end(act, attempt, paid.money_id)


def book_received(
    act: Act,
    party: Party,
    *,
    before: Standing,
    money: Money,
    way: str,
    money_id: str,
    paid_at: datetime,
    payer: str = "",
    side: UUID | None = None,
) -> None:
    """Book money for a party and record it on the docket; the receipt and the e-mail follow.

    `side` is the party who paid, where that is one who owes it together with `party`.
    """
    booking = ledger.received(before, money, way)
    book(act, party.case_id, party.id, booking, occasion_of(way, money_id))
    pays = -sum(one.fen for one in booking.lines if one.account == LedgerAccount.RECEIVABLE)
    rate, rate_on = rate_of(booking.lines[0])
    received = PaymentReceived(
        party=str(party.id),
        payer=payer,
        way=way,
        money_id=money_id,
        minor=money.minor,
        currency=money.currency,
        fen=money.fen,
        pays=pays,
        paid_at=paid_at.isoformat(),
        rate=str(rate or ""),
        rate_on=str(rate_on or ""),
        side=str(side or party.id),
    )
    docket.record(act, party.case, PAYMENT_RECEIVED, received.payload())


def take_transfer(act: Act, side: Party, *, minor: int, money_id: str, on: datetime) -> None:
    """Book a transfer in yuan that named a party's reference, and close what else was under way."""
    debtor = debtor_of(side)
    announced = _announced(debtor, side)
    book_received(
        act,
        debtor,
        before=_stands(debtor, side),
        money=ledger.yuan(minor),
        way=BANK,
        money_id=money_id,
        paid_at=on,
        payer=str(announced.payer.person_id or "") if announced else "",
        side=side.id,
    )
    if announced:
        change(act, announced, MONEY_CAME)
        end(act, announced, money_id)
    _stop_other(act, debtor.id, announced.id if announced else None)


def leave_to_person(
    act: Act, paid: Paid, way: str, why: WhyUnbooked, attempt: PaymentAttempt | None = None
) -> None:
    """Keep a firm's money that cannot be booked until finance staff say what it is."""
    keep_unbooked(
        act,
        UnbookedMoney(
            court_id=attempt.party.case.court_id if attempt else None,
            way=way,
            money_id=paid.money_id,
            minor=paid.amount.minor,
            currency=paid.amount.currency,
            why=why,
            told=paid.key,
            attempt=attempt,
            found_at=now(),
        ),
    )


def keep_unbooked(act: Act, money: UnbookedMoney) -> None:
    """Keep money for a person to book; the same money is kept once."""
    kept = (money.id, money.court_id, money.way, money.money_id, money.minor, money.currency)
    days = (money.booked_on, money.valued_on)
    act.execute(_KEEP, (*kept, money.why, money.told, money.attempt_id, *days, money.found_at))


def payments_of(debtor: Party) -> Iterator[PaymentReceived]:
    """What came for a party, the latest first."""
    told = DocketEntry.objects.filter(stream_id=debtor.case_id, kind=PAYMENT_RECEIVED)
    came = (PaymentReceived(**entry.payload) for entry in told.order_by("-seq"))
    return (one for one in came if one.party == str(debtor.id))


def payments_taken_back(debtor: Party, way: str) -> Iterator[MoneyMoved]:
    """What the payers' banks took back of what came for a party by a way, disputes apart."""
    told = DocketEntry.objects.filter(stream_id=debtor.case_id, kind=PAYMENT_TAKEN_BACK)
    went = (MoneyMoved(**entry.payload) for entry in told.order_by("seq"))
    return (one for one in went if (one.party, one.way) == (str(debtor.id), way))


def occasion_of(way: str, money_id: str) -> str:
    """What the books call money of a firm or of the bank."""
    return f"{way}:{money_id}"


def _stands(debtor: Party, side: Party) -> Standing:
    """How whoever pays stands in the books: nothing is owed by who left the suit and its fee."""
    return standing(debtor.case_id, debtor.id) if owe_together(side, debtor) else Standing()


def _worth(attempt: PaymentAttempt, paid: Paid) -> Money | None:
    try:
        court = attempt.party.case.court
        return worth(paid.amount, court, court_date(paid.at, court.zone))
    except NotBookableError:
        return None


def _announced(debtor: Party, side: Party) -> PaymentAttempt | None:
    """The transfer that a side has announced, though it may be needed no longer."""
    states = (*OPEN_STATES, AttemptState.NEEDLESS)
    held = PaymentAttempt.objects.select_related("party__case__court", "payer")
    of_side = held.filter(party=debtor, side=side, way=BANK, state__in=states)
    return of_side.order_by("-started_at", "-id").first()


def _stop_other(act: Act, party_id: UUID, paid_by: UUID | None) -> None:
    """Let another open attempt of the party be looked at: there may be nothing left to pay by it."""
    other = act.fetch(_OTHER, (party_id, paid_by, list(OPEN_STATES)))
    if other:
        act.defer(ASK, {"attempt": str(other[0])})


_OTHER: Final = """
SELECT id FROM payment_attempt WHERE party_id = %s AND id IS DISTINCT FROM %s AND state = ANY(%s)"""
_KEEP: Final = """
INSERT INTO payment_unbooked
  (id, court_id, way, money_id, minor, currency, why, told, attempt_id, booked_on, valued_on,
   found_at, because)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '')
ON CONFLICT (way, money_id) DO NOTHING"""
