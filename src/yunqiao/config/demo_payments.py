"""Demonstration payments: declined, under way, too late, to be paid back, and without a reference."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from yunqiao.config.demo_fees import another_in, assessed, locked
from yunqiao.config.demo_review import People, key_of
from yunqiao.court.casefile.models import Case
from yunqiao.court.directory.models import Court
from yunqiao.court.fees import books, gathering, ledger
from yunqiao.court.fees.models import PostingKind, ReconciledDay, StatementDifference
from yunqiao.court.fees.paying import crediting, refunding
from yunqiao.court.fees.paying.changing import begin, change
from yunqiao.court.fees.paying.models import (
    BANK,
    PaymentAttempt,
    RefusedCallback,
    UnbookedMoney,
    WhyUnbooked,
)
from yunqiao.court.fees.paying.receiving import keep_unbooked, take
from yunqiao.court.fees.paying.states import DECLINED, GIVEN_UP, OPENED, AttemptState
from yunqiao.court.fees.rates import record_rate
from yunqiao.court.fees.reconciling import DifferenceKind
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.port import Amount, Paid, Refusal, Way
from yunqiao.law.money import CNY, Rate

FINANCE: Final = "finance@court.example"
RATES: Final = {"USD": "7.10", "EUR": "8.20"}
SOURCE: Final = "示例，并非公布的汇率。Demo, not a published rate."
OPEN_FOR: Final = timedelta(hours=23)
BROWSER: Final = {"device": "phone", "ip_address": "192.0.2.1", "language": "zh-hans", "openid": ""}
FIRST: Final = 59
"""The number of the first case in the names of its parties."""
Lead = Callable[[People, Case], None]


def fill(people: People, claim: Callable[[int], dict[str, Any]]) -> None:
    """Bring a case into each state of its payment; `claim` makes its content."""
    for number, lead in enumerate(_LEADS, start=FIRST):
        content = claim(number)
        if lead is _declined:
            content = {**content, "parties": [*content["parties"], another_in(content)]}
        lead(people, assessed(people, content))
    court = Case.objects.filter(parties__person=people.party.person_id).latest("id").court
    _differing_day(court)
    _refused_calls(court)
    _rates(court)


def _rates(court: Court) -> None:
    """Rates of yesterday; today's is left to whoever sets the fee of the case that waits for it."""
    finance, on = Account.objects.get(email=FINANCE), court_date(now()) - timedelta(days=1)
    for currency, cny_per_unit in RATES.items():
        rate = Rate(currency=currency, cny_per_unit=Decimal(cny_per_unit), published_on=on)
        record_rate(by=finance, court=court, rate=rate, source=SOURCE, key=key_of(finance))


def _refused_calls(court: Court) -> None:
    """Somebody pretended to be the payment firm."""
    at = now()
    RefusedCallback.objects.create(
        way=Way.CARD,
        account=court.code,
        reason=Refusal.FORGED,
        source="192.0.2.66",
        day=court_date(at),
        digest=bytes(32),
        times=240,
        first_at=at - timedelta(hours=2),
        last_at=at,
    )


def _differing_day(court: Court) -> None:
    """Yesterday the firm had money that the books do not; of an account that no run compares."""
    day = ReconciledDay.objects.create(
        account=court.code,
        way=Way.CARD,
        day=court_date(now()) - timedelta(days=1),
        stated=[],
        at=now(),
    )
    StatementDifference.objects.create(
        id=new_id(),
        day=day,
        court=court,
        kind=DifferenceKind.NOT_BOOKED,
        what=PostingKind.RECEIVED,
        name="demo-money",
        our_minor=0,
        their_minor=12_000,
        their_currency=CNY,
        found_at=now(),
    )


def _too_late(people: People, case: Case) -> None:
    """Given up, and paid all the same: finance staff say what the money is for."""
    attempt = _attempt(people, case, Way.CARD)

    def pay(writing: Act) -> None:
        begin(writing, attempt)
        change(writing, attempt, OPENED)
        change(writing, attempt, GIVEN_UP)
        take(writing, attempt, _money(attempt))

    locked(case, pay)


def _to_refund(people: People, case: Case) -> None:
    """Paid by Alipay, then halved: the refund waits for approval."""
    attempt = _attempt(people, case, Way.ALIPAY)
    party = attempt.party

    def pay(writing: Act) -> None:
        begin(writing, attempt)
        take(writing, attempt, _money(attempt))

    def halve(writing: Act) -> None:
        before = books.standing(case.id, party.id)
        chargeable = books.chargeable(case.id, party.id)
        less = ledger.reduced(before, attempt.fen // 2, chargeable=chargeable)
        books.book(writing, case.id, party.id, less, f"demo {case.id}")

    locked(case, pay)
    locked(case, halve)
    finance = Account.objects.get(email=FINANCE)
    refunding.propose_refund(by=finance, party=party, key=key_of(finance))


def _without_reference(people: People, case: Case) -> None:
    """A transfer is under way; another came without a reference."""
    attempt = _attempt(people, case, BANK)
    came = UnbookedMoney(
        court=case.court,
        way=BANK,
        money_id=f"demo-{attempt.key}",
        minor=attempt.fen,
        currency=CNY,
        why=WhyUnbooked.NO_REFERENCE,
        told="DEMO PAYER | court fee (demo)",
        found_at=now(),
    )

    def wait(writing: Act) -> None:
        begin(writing, attempt)
        keep_unbooked(writing, came)

    locked(case, wait)


def _taken_back(people: People, case: Case) -> None:
    """A transfer paid the fee, and the payer's bank took it back."""
    attempt = _attempt(people, case, BANK)
    went = UnbookedMoney(
        court=case.court,
        way=BANK,
        money_id=f"demo-back-{attempt.key}",
        minor=-attempt.fen,
        currency=CNY,
        why=WhyUnbooked.REVERSAL,
        told="DEMO PAYER | reversal (demo)",
        found_at=now(),
    )

    def come_and_go(writing: Act) -> None:
        begin(writing, attempt)
        take(writing, attempt, _money(attempt))
        keep_unbooked(writing, went)

    locked(case, come_and_go)
    finance = Account.objects.get(email=FINANCE)
    crediting.book_unbooked(
        by=finance, money=went, party=attempt.party, rate=None, key=key_of(finance)
    )


def _declined(people: People, case: Case) -> None:
    """The card was declined; the payer can try again, or another way."""
    attempt = _attempt(people, case, Way.CARD)

    def decline(writing: Act) -> None:
        begin(writing, attempt)
        change(writing, attempt, DECLINED, "insufficient_funds")

    locked(case, decline)


def _attempt(people: People, case: Case, way: str) -> PaymentAttempt:
    party, at, attempt_id = gathering.payer_of(case), now(), new_id()
    is_transfer = way == BANK
    return PaymentAttempt(
        id=attempt_id,
        party=party,
        side=party,
        payer=people.party,
        way=way,
        fen=books.standing(case.id, party.id).outstanding,
        key=attempt_id.hex,
        browser=BROWSER,
        step={"kind": BANK} if is_transfer else None,
        state=AttemptState.WAITING if is_transfer else AttemptState.STARTED,
        started_at=at,
        expires_at=at + OPEN_FOR,
        asked_at=at,
    )


def _money(attempt: PaymentAttempt) -> Paid:
    amount = Amount(attempt.fen, CNY)
    return Paid(key=attempt.key, amount=amount, money_id=f"demo-{attempt.key}", at=now())


_LEADS: Final[tuple[Lead, ...]] = (
    _taken_back,
    _too_late,
    _to_refund,
    _without_reference,
    _declined,
)
"""The one a party sees first comes last."""
