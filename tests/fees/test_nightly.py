"""Every day beside the firms' statements: agreement is silent, a difference is a task once (P2)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from support.courts import a_post
from support.english import in_english
from support.makers import a_key
from support.payers import FEE, Firms, begin_to_pay, deliver
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.accounting import differences, nightly
from yunqiao.court.fees.accounting.accounts import FirmAccount, firm_accounts
from yunqiao.court.fees.accounting.models import ReconciledDay, StatementDifference
from yunqiao.court.fees.books import held, trial_balance
from yunqiao.court.fees.models import Posting
from yunqiao.court.fees.paying.asking import ask
from yunqiao.court.fees.rates import record_rate
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.payment.port import (
    Amount,
    DisputeStanding,
    FirmDownError,
    LineKind,
    StatementLine,
    StatementNotReadyError,
)
from yunqiao.law.money import Rate

__all__ = ["in_english"]

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = NOON.date()


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=True) as clock:
        yield clock


def pays(at: Firms, party: Party, by: Account, *, told: bool = True) -> str:
    attempt = begin_to_pay(party, by)
    at["card"].pay(attempt.key)
    if told:
        deliver(at["card"].calls[-1])
    return attempt.key


def card() -> FirmAccount:
    [found] = [one for one in firm_accounts() if one.way == "card"]
    return found


def compare(at: Firms, day: date = DAY) -> list[StatementDifference]:
    at["card"].days_closed.add(day)
    kept = nightly.reconcile_day(card(), day)
    return list(StatementDifference.objects.filter(day=kept, settled_at=None).order_by("id"))


def test_a_day_that_agrees_has_no_difference_and_its_firms_fees_are_booked_once(
    at: Firms, party: Party, payer: Account
) -> None:
    pays(at, party, payer)
    assert compare(at) == compare(at) == []
    assert held("card") == {"CNY": FEE - FEE // 100}
    assert trial_balance()["firm_fees"] == FEE // 100
    assert Posting.objects.filter(kind="firm_fee").count() == 1
    assert [(one.account, one.way) for one in ReconciledDay.objects.order_by("id")] == [
        ("all", "card")
    ]


def test_a_fee_worth_less_than_a_fen_is_a_difference_and_the_day_is_compared(
    at: Firms, party: Party, payer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    pays(at, party, payer)
    clerk, stated = a_post(StaffRole.FINANCE, party.case.court), at["card"].statement
    rate = Rate(currency="VND", cny_per_unit=Decimal("0.00027"), published_on=DAY)
    record_rate(by=clerk, court=party.case.court, rate=rate, source="x", key=a_key(clerk))

    def in_dong(day: date) -> list[StatementLine]:
        return [
            replace(line, amount=Amount(1, "VND")) if line.kind is LineKind.FEE else line
            for line in stated(day)
        ]

    monkeypatch.setattr(at["card"], "statement", in_dong)
    [one] = compare(at)
    assert (one.what, one.their_minor, one.their_currency) == ("firm_fee", 1, "VND")


def test_money_that_nobody_booked_is_one_difference_until_the_books_have_it(
    at: Firms, party: Party, payer: Account
) -> None:
    key = pays(at, party, payer, told=False)
    first, again = compare(at), compare(at)
    assert {(one.kind, one.what, one.their_minor) for one in first} == {
        ("not_booked", "received", FEE),
        ("not_booked", "firm_fee", FEE // 100),
    }
    assert [one.id for one in first] == [one.id for one in again]
    assert {one.party_id for one in first if one.what == "received"} == {party.id}
    ask(attempt_id=party.payments.get(key=key).id)
    assert compare(at) == []
    assert held("card") == {"CNY": FEE - FEE // 100}
    assert set(StatementDifference.objects.values_list("settled_by", flat=True)) == {None}


def test_what_the_firm_does_not_state_is_a_difference_and_a_neighbouring_day_settles_it(
    at: Firms, party: Party, payer: Account, at_noon: time_machine.Traveller
) -> None:
    pays(at, party, payer, told=False)
    at_noon.move_to(NOON + timedelta(days=1))
    deliver_late = party.payments.get()
    ask(attempt_id=deliver_late.id)
    next_day = DAY + timedelta(days=1)
    [missing] = compare(at, next_day)
    assert (missing.kind, missing.our_minor, missing.court_id) == (
        "not_stated",
        FEE,
        party.case.court_id,
    )
    assert compare(at) == []
    assert compare(at, next_day) == []


def test_a_dispute_and_its_end_are_found_in_the_statement(
    at: Firms, party: Party, payer: Account
) -> None:
    key = pays(at, party, payer)
    at["card"].dispute(key)
    deliver(at["card"].calls[-1])
    assert compare(at) == []
    at["card"].end_dispute(key, DisputeStanding.WON)
    deliver(at["card"].calls[-1])
    assert [one.what for one in compare(at)] == ["dispute_won"]


def test_money_of_another_amount_shows_ours_and_theirs(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key)
    deliver(at["card"].calls[-1])
    lines = vars(at["card"])["_lines"]
    lines[0] = replace(lines[0], amount=Amount(FEE - 1, "CNY"))
    [found] = compare(at)
    assert (found.kind, found.our_minor, found.their_minor) == ("other_amount", FEE, FEE - 1)


def test_a_person_explains_a_difference_once_and_it_does_not_come_back(
    at: Firms, party: Party, payer: Account
) -> None:
    pays(at, party, payer, told=False)
    clerk = a_post(StaffRole.FINANCE, party.case.court)
    for one in compare(at):
        differences.explain(
            by=clerk, difference=one, because="a test of the firm", key=a_key(clerk)
        )
        with pytest.raises(OutdatedError):
            differences.explain(by=clerk, difference=one, because="again", key=a_key(clerk))
    assert compare(at) == []
    assert StatementDifference.objects.filter(because="a test of the firm").count() == 2


def test_only_finance_staff_of_the_court_explain(
    at: Firms, party: Party, payer: Account, in_english: None
) -> None:
    pays(at, party, payer, told=False)
    [found] = [one for one in compare(at) if one.what == "received"]
    with pytest.raises(NotPermittedError):
        differences.explain(by=payer, difference=found, because="mine", key=a_key(payer))


def test_a_statement_that_is_not_ready_or_a_firm_that_is_down_is_asked_for_later(
    at: Firms, party: Party, payer: Account, at_noon: time_machine.Traveller
) -> None:
    pays(at, party, payer)
    with pytest.raises(StatementNotReadyError):
        nightly.reconcile_day(card(), DAY)
    at_noon.move_to(NOON + timedelta(days=1))
    at["card"].answers = False
    with pytest.raises(FirmDownError):
        nightly.reconcile_day(card(), DAY)
    nightly.reconcile_waiting()
    assert not ReconciledDay.objects.exists()
    at["card"].answers = True
    at["card"].days_closed.add(DAY)
    nightly.reconcile_waiting()
    assert [one.day for one in ReconciledDay.objects.order_by("id")] == [DAY]
    assert trial_balance()["firm_fees"] == FEE // 100


def test_a_statement_that_cannot_be_read_does_not_stop_the_others(
    at: Firms, party: Party, payer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    pays(at, party, payer)
    for way in ("card", "alipay", "wechatpay"):
        at[way].days_closed.add(DAY - timedelta(days=1))

    def unreadable(_day: date) -> list[object]:
        raise ValueError("no such column")

    monkeypatch.setattr(at[firm_accounts()[0].way], "statement", unreadable)
    nightly.reconcile_waiting()
    assert ReconciledDay.objects.count() == len(firm_accounts()) - 1


def test_a_statement_that_stays_away_for_a_week_is_a_task_until_it_comes(
    at: Firms, party: Party, payer: Account, at_noon: time_machine.Traveller
) -> None:
    pays(at, party, payer)
    at_noon.move_to(NOON + timedelta(days=7))
    nightly.reconcile_waiting()
    assert not StatementDifference.objects.exists()
    at_noon.move_to(NOON + timedelta(days=8))
    nightly.reconcile_waiting()
    nightly.reconcile_waiting()
    [missing] = StatementDifference.objects.all()
    assert (missing.kind, missing.what, missing.name) == ("not_obtained", "", str(DAY))
    assert (missing.day.day, missing.day.stated) == (DAY, None)
    at["card"].days_closed.add(DAY)
    nightly.reconcile_waiting()
    missing.refresh_from_db()
    assert missing.settled_at
    assert missing.settled_by is None
    assert ReconciledDay.objects.get(day=DAY, way="card").stated


def test_a_missing_statement_that_a_person_explained_is_not_asked_for_again(
    at: Firms, party: Party, payer: Account, at_noon: time_machine.Traveller
) -> None:
    pays(at, party, payer)
    at_noon.move_to(NOON + timedelta(days=40))
    nightly.reconcile_waiting()
    [missing] = StatementDifference.objects.all()
    clerk = a_post(StaffRole.FINANCE, party.case.court)
    differences.explain(by=clerk, difference=missing, because="lost", key=a_key(clerk))
    at["card"].days_closed.add(DAY)
    nightly.reconcile_waiting()
    assert ReconciledDay.objects.get(day=DAY, way="card").stated is None
    assert not StatementDifference.objects.filter(settled_at=None).exists()


def test_a_week_on_which_nothing_could_move_asks_nobody(
    at: Firms, party: Party, at_noon: time_machine.Traveller
) -> None:
    at_noon.move_to(NOON + timedelta(days=20))
    nightly.reconcile_waiting()
    assert not ReconciledDay.objects.exists()


def test_a_statement_that_cannot_be_read_for_a_week_is_a_task_as_well(
    at: Firms,
    party: Party,
    payer: Account,
    at_noon: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pays(at, party, payer)
    at_noon.move_to(NOON + timedelta(days=8))

    def unreadable(_day: date) -> list[object]:
        raise ValueError("no such column")

    monkeypatch.setattr(at["card"], "statement", unreadable)
    nightly.reconcile_waiting()
    assert StatementDifference.objects.get().kind == "not_obtained"


def test_a_fee_that_the_firm_gives_back_is_booked_once_and_the_day_agrees(
    at: Firms, party: Party, payer: Account
) -> None:
    key = pays(at, party, payer)
    back = StatementLine(
        kind=LineKind.FEE_BACK, key="", money_id=f"money-{key}", amount=Amount(100, "CNY"), at=NOON
    )
    vars(at["card"])["_lines"].append(back)
    assert compare(at) == compare(at) == []
    assert trial_balance()["firm_fees"] == FEE // 100 - 100
    assert held("card") == {"CNY": FEE - FEE // 100 + 100}
    assert Posting.objects.filter(kind="firm_fee_back").count() == 1


def test_a_fee_given_back_for_money_that_nobody_booked_is_a_task(
    at: Firms, party: Party, payer: Account
) -> None:
    strange = StatementLine(
        kind=LineKind.FEE_BACK, key="", money_id="strange", amount=Amount(7, "CNY"), at=NOON
    )
    vars(at["card"])["_lines"].append(strange)
    [found] = compare(at)
    assert (found.kind, found.what, found.their_minor) == ("not_booked", "firm_fee_back", 7)
