"""Rates that finance staff record: seen by payers, used where money comes in another currency (P2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from support.courts import a_post
from support.english import in_english
from support.makers import a_court, a_key, an_account
from support.payers import Firms, a_debtor, begin_to_pay, deliver, firms, reading
from yunqiao.court.casefile.models import Party
from yunqiao.court.directory.models import Court
from yunqiao.court.fees import ledger, rates
from yunqiao.court.fees.accounting import nightly
from yunqiao.court.fees.accounting.accounts import firm_accounts
from yunqiao.court.fees.accounting.models import StatementDifference
from yunqiao.court.fees.books import held, standing
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.models import PostingLine, PublishedRate
from yunqiao.court.fees.paying.models import PaymentAttempt, UnbookedMoney
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.payment.port import Amount
from yunqiao.law.money import Rate

__all__ = ["in_english"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]
DOLLARS = 650_000
SOURCE = "notice of the day"


@pytest.fixture(autouse=True)
def at() -> Firms:
    return firms()


@pytest.fixture
def payer() -> Account:
    return an_account()


@pytest.fixture
def party(payer: Account) -> Party:
    return a_debtor(payer)


@pytest.fixture
def clerk() -> Account:
    return a_post(StaffRole.FINANCE, a_court())


def today() -> date:
    return court_date(now())


def record(
    clerk: Account,
    cny_per_unit: str = "7.2",
    on: date | None = None,
    court: Court | None = None,
) -> None:
    rate = Rate(currency="USD", cny_per_unit=Decimal(cny_per_unit), published_on=on or today())
    court = court or a_court()
    rates.record_rate(by=clerk, court=court, rate=rate, source=SOURCE, key=a_key(clerk))


def attempt_page(payer: Account, attempt: PaymentAttempt) -> str:
    place = [attempt.party.case_id, attempt.id]
    return reading(payer).get(reverse("paying:attempt", args=place)).content.decode()


def test_a_rate_is_recorded_with_its_day_and_source_and_stays_in_the_history(
    clerk: Account,
) -> None:
    client, address = reading(clerk), reverse("accounting:rates")
    given = {"currency": "usd", "cny_per_unit": "7.1", "published_on": today(), "source": SOURCE}
    given["court"] = a_court().id
    client.post(address, {**given, "key": "k1"})
    shown = client.post(address, {**given, "cny_per_unit": "7.2", "key": "k2"}, follow=True)
    for said in ("1 USD = 7.1 CNY", "1 USD = 7.2 CNY", SOURCE):
        assert said in shown.content.decode()
    assert rates.worth(Amount(100, "USD"), a_court(), today()) == ledger.abroad(
        100, Rate(currency="USD", cny_per_unit=Decimal("7.2"), published_on=today())
    )
    held_rate = rates.held_on(a_court(), "USD", today())
    assert held_rate is not None
    assert held_rate.cny_per_unit == Decimal("7.2")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"currency": "CNY"}, "Yuan need no rate."),
        ({"currency": "U5D"}, "Write the three letters of a currency"),
        ({"published_on": "2999-01-01"}, "Choose today or an earlier day."),
        ({"cny_per_unit": "0"}, "greater than or equal to"),
        ({"source": ""}, "Say where the rate is published."),
        ({"court": "elsewhere"}, "Choose one."),
        ({"key": ""}, "Look at the rate once more"),
    ],
)
def test_what_is_no_rate_is_not_recorded(clerk: Account, wrong: dict[str, str], said: str) -> None:
    given = {"currency": "USD", "cny_per_unit": "7", "published_on": today(), "source": SOURCE}
    given["court"] = str(a_court().id)
    shown = reading(clerk).post(reverse("accounting:rates"), {**given, "key": "k", **wrong})
    assert said in shown.content.decode()
    assert not PublishedRate.objects.exists()


def test_nobody_else_records_a_rate(payer: Account) -> None:
    with pytest.raises(NotPermittedError):
        record(payer)


def test_a_rate_counts_at_its_court_and_below_and_nowhere_else(clerk: Account) -> None:
    high, court = a_court("粤"), a_court()
    Court.objects.filter(id=court.id).update(parent=high)
    court, other = a_court(), a_court("粤0704")
    above = a_post(StaffRole.FINANCE, high)
    record(above, "7.1", court=high)
    assert _rate(court) == _rate(high) == Decimal("7.1")
    assert _rate(other) is None
    record(clerk, "7.2", court=court)
    record(above, "7.3", court=high)
    assert (_rate(court), _rate(high)) == (Decimal("7.2"), Decimal("7.3"))
    held_rate = rates.held_on(court, "USD", today())
    assert held_rate is not None
    assert held_rate.cny_per_unit == Decimal("7.2")
    record(clerk, "6.9", today() - timedelta(days=1), court)
    assert _rate(court) == Decimal("7.2")
    for by, theirs in ((clerk, high), (above, court)):
        with pytest.raises(NotPermittedError):
            record(by, court=theirs)
    shown = reading(a_post(StaffRole.FINANCE, other)).get(reverse("accounting:rates"))
    assert "No rate was recorded yet." in shown.content.decode()
    assert "1 USD = 7.3 CNY" in reading(clerk).get(reverse("accounting:rates")).content.decode()


def _rate(court: Court) -> Decimal | None:
    found = rates.rate_of(court, "USD", today())
    return found.cny_per_unit if found else None


def test_who_pays_by_card_sees_about_what_it_is_in_other_currencies(
    payer: Account, party: Party, clerk: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    assert "your bank decides" not in attempt_page(payer, attempt)
    record(clerk)
    shown = attempt_page(payer, attempt)
    assert "your bank decides" in shown
    assert "6,500.00" in shown
    assert SOURCE in shown


def test_a_rate_of_long_ago_is_shown_to_nobody(
    payer: Account, party: Party, clerk: Account
) -> None:
    record(clerk, on=today() - rates.HOLDS_FOR)
    assert "your bank decides" not in attempt_page(payer, begin_to_pay(party, payer))
    record(clerk, on=today() - rates.HOLDS_FOR + timedelta(days=1))
    assert "your bank decides" in attempt_page(payer, begin_to_pay(party, payer))


def test_money_in_another_currency_is_booked_with_the_recorded_rate_and_its_day(
    at: Firms, payer: Account, party: Party, clerk: Account
) -> None:
    record(clerk)
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key, Amount(DOLLARS, "USD"))
    deliver(at["card"].calls[-1])
    assert standing(party.case_id, party.id) == Standing()
    assert held("card") == {"USD": DOLLARS}
    line = PostingLine.objects.get(account="held")
    assert (line.fen, line.rate, line.rate_on) == (4_680_000, Decimal("7.2"), today())
    [told] = DocketEntry.objects.filter(kind="PAYMENT_RECEIVED")
    assert (told.payload["rate"], told.payload["rate_on"]) == ("7.2", str(today()))
    at["card"].days_closed.add(now().date())
    [card] = [one for one in firm_accounts() if one.way == "card"]
    nightly.reconcile_day(card, now().date())
    assert not StatementDifference.objects.exists()
    assert held("card") == {"USD": DOLLARS - DOLLARS // 100}


def test_without_a_rate_a_person_says_what_the_money_is_worth(
    at: Firms, payer: Account, party: Party, clerk: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key, Amount(DOLLARS, "USD"))
    deliver(at["card"].calls[-1])
    money = UnbookedMoney.objects.get()
    record(clerk, "7.25")
    shown = reading(clerk).get(reverse("paying:unbooked", args=[money.id])).content.decode()
    assert 'value="7.25"' in shown
