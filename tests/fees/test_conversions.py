"""A firm that keeps the court's money in another currency: its conversions are in the books (P2)."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.courts import a_post
from support.makers import a_key
from support.payers import FEE, begin_to_pay, deliver, stands, write
from support.payment_firms import SandboxFirm, ask, sandbox_firm
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees import ledger
from yunqiao.court.fees.accounting import nightly
from yunqiao.court.fees.accounting.accounts import FirmAccount, firm_accounts
from yunqiao.court.fees.accounting.models import StatementDifference
from yunqiao.court.fees.books import held, trial_balance
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.models import Posting, PostingLine
from yunqiao.court.fees.paying import refunding
from yunqiao.court.foundation.clock import court_date
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.payment.port import Opened, PaymentGateway, PaymentGateways, SendTo, Way
from yunqiao.gateways.registry import bind

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enable_socket]
DOLLARS = 655_200
"""What 46,800 yuan are at 0.14, in cents."""


class OneFirm:
    """Every court takes cards, through the real client of one sandbox."""

    def __init__(self, firm: SandboxFirm) -> None:
        self._gateway = firm.gateway

    def ways(self, _court: str) -> list[Way]:
        return [Way.CARD]

    def of(self, _court: str, way: Way) -> PaymentGateway:
        return {Way.CARD: self._gateway}[way]


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[SandboxFirm]:
    with sandbox_firm("stripe", tmp_path) as found:
        bind(PaymentGateways, OneFirm(found))  # type: ignore[type-abstract]
        yield found


def pays(firm: SandboxFirm, party: Party, payer: Account) -> None:
    attempt = begin_to_pay(party, payer)
    assert attempt.step
    firm.choose(Opened(attempt.key, attempt.firm_id, SendTo(attempt.step["url"])), "pay")
    deliver(firm.next_call())


def gives_back(party: Party, fen: int) -> None:
    """The fee turns out smaller, and one of the finance staff proposes what another approves."""
    write(party, ledger.reduced(stands(party), fen, chargeable=FEE), "less")
    first, second = (a_post(StaffRole.FINANCE, party.case.court) for _ in range(2))
    refunding.propose_refund(by=first, party=party, key=a_key(first))
    [refund] = refunding.refunds()
    refunding.approve_refund(by=second, refund=refund, key=a_key(second))
    refunding.give_back(refund_id=refund.id)


def compare(firm: SandboxFirm) -> None:
    """Compare today with the firm's statement, as every night."""
    firm.close_days()
    [card] = cards()
    nightly.reconcile_day(card, datetime.now(UTC).date())


def cards() -> list[FirmAccount]:
    return [one for one in firm_accounts() if one.way == Way.CARD]


def balance(firm: SandboxFirm) -> Counter[str]:
    """What the firm's own rows come to, in minor units by currency."""
    key = {"Authorization": f"Bearer {firm.account['secret_key']}"}
    _status, _headers, told = ask(f"{firm.address}/v1/balance_transactions?limit=100", headers=key)
    found = Counter[str]()
    for row in json.loads(told)["data"]:
        found[row["currency"].upper()] += row["net"]
    return found


def test_money_kept_in_another_currency_is_booked_with_the_firms_rate_and_its_day(
    firm: SandboxFirm, party: Party, payer: Account
) -> None:
    firm.plant("converts", currency="USD", rate=0.14)
    pays(firm, party, payer)
    compare(firm)
    compare(firm)
    assert not StatementDifference.objects.exists()
    fee = FEE * 6 // 1000 * 14 // 100
    assert held("card") == {"CNY": 0, "USD": DOLLARS - fee} == {"CNY": 0} | balance(firm)
    dollars = PostingLine.objects.get(posting__kind="converted", currency="USD")
    assert (dollars.minor, dollars.fen, dollars.account) == (DOLLARS, FEE, "held")
    assert f"{dollars.rate:f}" == "7.14285714"
    assert dollars.rate_on == court_date(dollars.posting.at)
    [kept] = PostingLine.objects.filter(account="firm_fees")
    assert (kept.currency, kept.minor, kept.rate) == ("USD", fee, dollars.rate)
    assert stands(party) == Standing()


def test_what_goes_back_at_another_rate_leaves_a_difference_of_exchange(
    firm: SandboxFirm, party: Party, payer: Account
) -> None:
    firm.plant("converts", currency="USD", rate=0.14, times=1)
    firm.plant("converts", currency="USD", rate=0.16, times=1)
    pays(firm, party, payer)
    gives_back(party, 100_000)
    compare(firm)
    assert not StatementDifference.objects.exists()
    assert held("card") == {"CNY": 0} | balance(firm)
    assert Posting.objects.filter(kind="converted").count() == 2
    dollars = PostingLine.objects.get(posting__kind="converted", currency="USD", minor__lt=0)
    assert (dollars.minor, f"{dollars.rate:f}") == (-16_000, "7.14285714")
    assert trial_balance()["exchange"] == 114_286 - 100_000


def test_a_conversion_of_money_that_nobody_booked_is_a_difference(
    firm: SandboxFirm, party: Party, payer: Account
) -> None:
    firm.plant("converts", currency="USD", rate=0.14)
    attempt = begin_to_pay(party, payer)
    assert firm.control(f"payments/{attempt.key}/pay", "POST")[0] == 200
    compare(firm)
    found = StatementDifference.objects.filter(what="converted")
    assert [(one.kind, one.their_minor, one.their_currency) for one in found] == [
        ("not_booked", FEE, "CNY")
    ]
    deliver(firm.next_call())
    compare(firm)
    assert not StatementDifference.objects.filter(settled_at=None).exists()
