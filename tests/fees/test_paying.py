"""Paying by a firm: one open attempt, and whatever callbacks do, the books are right (P2)."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection
from django.urls import reverse

from support.makers import a_key, an_account
from support.payers import (
    BROWSER,
    FEE,
    Firms,
    a_debtor,
    begin_to_pay,
    deliver,
    grow_old,
    reading,
    stands,
    write,
)
from yunqiao.court.casefile.models import Party, Task
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import held
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying import asking, callbacks, opening
from yunqiao.court.fees.paying.models import (
    AttemptChange,
    PaymentAttempt,
    PaymentNotice,
    RefusedCallback,
    UnbookedMoney,
)
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.fake import FakeFirm
from yunqiao.gateways.payment.port import (
    Amount,
    Callback,
    FirmDownError,
    FirmRefusedError,
    PaymentState,
)

pytestmark = pytest.mark.django_db(transaction=True)


def entries(party: Party, kind: str) -> int:
    return DocketEntry.objects.filter(stream_id=party.case_id, kind=kind).count()


def tasks(party: Party) -> set[str]:
    return set(Task.objects.filter(case=party.case, queue="finance").values_list("kind", flat=True))


def state(attempt: PaymentAttempt) -> str:
    return PaymentAttempt.objects.get(id=attempt.id).state


def test_a_payment_told_by_a_callback_is_booked_with_its_docket_entry(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    assert attempt.state == "waiting"
    at["card"].pay(attempt.key)
    [call] = at["card"].calls
    assert deliver(call).status == 200
    assert stands(party) == Standing()
    assert held("card") == {"CNY": FEE}
    [entry] = DocketEntry.objects.filter(stream_id=party.case_id, kind="PAYMENT_RECEIVED")
    assert entry.payload["pays"] == FEE
    assert state(attempt) == "paid"
    assert tasks(party) == set()


def test_sixteen_callbacks_book_once_and_the_replayed_are_counted(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].faults.add("repeated")
    at["card"].pay(attempt.key)
    calls = at["card"].calls * 5 + at["card"].calls[:1]
    assert len(calls) == 16
    assert {deliver(call).status for call in calls} == {200}
    assert stands(party) == Standing()
    assert entries(party, "PAYMENT_RECEIVED") == 1
    assert sorted(PaymentNotice.objects.values_list("outcome", flat=True)) == [
        "repeated",
        "repeated",
        "taken",
    ]
    [refused] = RefusedCallback.objects.all()
    assert (refused.reason, refused.times) == ("replayed", 13)


def test_sixteen_callbacks_at_once_book_once(at: Firms, party: Party, payer: Account) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].faults.add("repeated")
    at["card"].pay(attempt.key)
    calls = at["card"].calls * 5 + at["card"].calls[:1]

    def call_in(call: Callback) -> int:
        try:
            return deliver(call).status
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(call_in, calls)) == {200}
    assert stands(party) == Standing()
    assert held("card") == {"CNY": FEE}
    assert entries(party, "PAYMENT_RECEIVED") == 1
    refused = sum(RefusedCallback.objects.values_list("times", flat=True))
    assert PaymentNotice.objects.count() + refused == 16


@pytest.mark.parametrize(("fault", "reason"), [("forged", "forged"), ("stale", "stale")])
def test_a_callback_that_is_not_the_firms_is_refused_and_kept(
    at: Firms, party: Party, payer: Account, fault: str, reason: str
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].faults.add(fault)
    at["card"].pay(attempt.key)
    assert deliver(at["card"].calls[0]).status == 400
    assert stands(party) == Standing(outstanding=FEE)
    [refused] = RefusedCallback.objects.all()
    assert (refused.way, refused.account, refused.reason, refused.times) == (
        "card",
        "all",
        reason,
        1,
    )
    assert not PaymentNotice.objects.exists()


def test_a_flood_of_forged_callbacks_is_counted_not_kept_and_the_genuine_one_is_taken(
    at: Firms, party: Party, payer: Account, caplog: pytest.LogCaptureFixture
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key)
    [call] = at["card"].calls
    forged = replace(call, headers={**call.headers, "Fake-Signature": "nobody's"})
    for number in range(60):
        source, account = f"192.0.2.{number % 30}", f"no court of this name {number}"
        deliver(replace(forged, body=b"%d" % number), source=source, account=account)
    kept = RefusedCallback.objects.order_by("-times")
    assert len(kept) == callbacks.MOST_SOURCES + 1
    assert sum(one.times for one in kept) == 60
    assert (kept[0].source, kept[0].times) == ("", 20)
    assert kept[0].digest == hashlib.sha256(b"20").digest()
    assert kept[0].last_at >= kept[0].first_at
    assert len(caplog.records) == 60
    assert deliver(call).status == 200
    assert stands(party) == Standing()


def test_finance_staff_see_how_many_messages_the_door_refused(
    at: Firms, party: Party, payer: Account, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    at["card"].faults.add("forged")
    at["card"].pay(begin_to_pay(party, payer).key)
    own = FakeFirm()
    monkeypatch.setattr(at, "of", lambda court, way: own if court == "粤9999" else at[way])
    for account in ("all", party.case.court.code, "粤9999"):
        for _ in range(3):
            deliver(at["card"].calls[0], account=account)
    shown = reading(clerk).get(reverse("paying:desk")).content.decode()
    said = shown[shown.index("Refused at the payment firms") :]
    assert "International card · No signature of the firm fits." in said
    assert "about 6 an hour" in said


def test_a_genuine_callback_after_a_forged_one_still_counts(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key)
    [call] = at["card"].calls
    forged = replace(call, headers={**call.headers, "Fake-Signature": "nobody's"})
    assert deliver(forged).status == 400
    assert deliver(call).status == 200
    assert stands(party) == Standing()


def test_a_smaller_amount_pays_a_part_and_a_larger_one_leaves_the_rest_to_a_person(
    at: Firms, party: Party, payer: Account
) -> None:
    first = begin_to_pay(party, payer)
    at["card"].pay(first.key, Amount(1_000_000, "CNY"))
    deliver(at["card"].calls[-1])
    assert stands(party) == Standing(outstanding=FEE - 1_000_000)
    second = begin_to_pay(party, payer)
    assert second.fen == FEE - 1_000_000
    at["card"].pay(second.key, Amount(FEE, "CNY"))
    deliver(at["card"].calls[-1])
    assert stands(party) == Standing(unassigned=1_000_000)
    assert tasks(party) == {"assign_money"}


def test_another_currency_waits_for_a_person_and_is_not_lost(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key, Amount(650_000, "USD"))
    for call in at["card"].calls * 2:
        deliver(call)
    assert stands(party) == Standing(outstanding=FEE)
    [money] = UnbookedMoney.objects.all()
    assert (money.minor, money.currency, money.why) == (650_000, "USD", "other_currency")
    assert money.court == party.case.court


def test_money_for_an_unknown_order_is_kept_for_a_person(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key)
    PaymentAttempt.objects.filter(id=attempt.id).update(key="somebody-elses")
    assert deliver(at["card"].calls[0]).status == 200
    [money] = UnbookedMoney.objects.all()
    assert (money.why, money.told, money.court) == ("unknown_order", attempt.key, None)


def test_money_that_comes_after_the_end_waits_as_a_credit(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].expire(attempt.key)
    deliver(at["card"].calls[0])
    assert state(attempt) == "expired"
    at["card"].pay(attempt.key)
    deliver(at["card"].calls[1])
    assert stands(party) == Standing(outstanding=FEE, unassigned=FEE)
    assert tasks(party) == {"assign_money"}
    assert state(attempt) == "paid"


def test_callbacks_out_of_order_end_as_those_in_order(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].decline(attempt.key)
    at["card"].pay(attempt.key)
    declined, paid = at["card"].calls
    deliver(paid)
    deliver(declined)
    assert state(attempt) == "paid"
    assert stands(party) == Standing()


def test_a_declined_card_leaves_the_attempt_open_and_its_history_readable(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].decline(attempt.key, "insufficient_funds")
    deliver(at["card"].calls[0])
    assert state(attempt) == "declined"
    at["card"].pay(attempt.key)
    deliver(at["card"].calls[1])
    changes = AttemptChange.objects.filter(attempt=attempt).order_by("at")
    assert [(one.kind, one.said) for one in changes] == [
        ("STARTED", ""),
        ("OPENED", ""),
        ("DECLINED", "insufficient_funds"),
        ("MONEY_CAME", ""),
    ]


def test_another_way_closes_the_first_at_its_firm(at: Firms, party: Party, payer: Account) -> None:
    card = begin_to_pay(party, payer)
    wechat = begin_to_pay(party, payer, "wechatpay")
    assert at["card"].state_of(card.key, "").standing.value == "closed"
    assert state(card) == "abandoned"
    at["wechatpay"].pay(wechat.key)
    deliver(at["wechatpay"].calls[0], "wechatpay")
    assert stands(party) == Standing()


def test_the_same_way_again_goes_on_with_the_same_attempt(
    at: Firms, party: Party, payer: Account
) -> None:
    assert begin_to_pay(party, payer).id == begin_to_pay(party, payer).id


def test_a_first_attempt_that_was_paid_just_before_leaves_nothing_to_pay(
    at: Firms, party: Party, payer: Account
) -> None:
    card = begin_to_pay(party, payer)
    at["card"].pay(card.key)
    with pytest.raises(opening.NothingDueError):
        begin_to_pay(party, payer, "wechatpay")
    assert stands(party) == Standing()


def test_no_other_way_is_taken_until_the_first_firm_has_answered(
    at: Firms, party: Party, payer: Account
) -> None:
    card = begin_to_pay(party, payer)
    at["card"].answers = False
    with pytest.raises(opening.UnderWayError):
        begin_to_pay(party, payer, "wechatpay")
    assert state(card) == "waiting"
    at["card"].answers = True
    begin_to_pay(party, payer, "wechatpay")
    assert state(card) == "abandoned"
    assert at["card"].state_of(card.key, "").standing.value == "closed"


def test_an_attempt_whose_firm_stays_away_hinders_nobody_once_its_time_is_over(
    at: Firms, party: Party, payer: Account
) -> None:
    card = begin_to_pay(party, payer)
    at["card"].answers = False
    grow_old(card, 3)
    wechat = begin_to_pay(party, payer, "wechatpay")
    assert state(card) == "abandoned"
    at["wechatpay"].pay(wechat.key)
    deliver(at["wechatpay"].calls[0], "wechatpay")
    at["card"].answers = True
    at["card"].pay(card.key)
    grow_old(card, 1)
    asking.ask_waiting()
    assert stands(party) == Standing(unassigned=FEE)
    assert tasks(party) == {"assign_money"}


@pytest.mark.parametrize("error", [ValueError("unreadable"), FirmRefusedError("odd", "refused")])
def test_one_attempt_that_cannot_be_read_does_not_keep_the_others_waiting(
    at: Firms, party: Party, payer: Account, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    poisoned = begin_to_pay(party, payer)
    other_payer = an_account()
    other = a_debtor(other_payer)
    sound = begin_to_pay(other, other_payer)
    grow_old(poisoned, 1)
    grow_old(sound, 0.5)
    at["card"].faults.add("never")
    at["card"].pay(sound.key)
    asked = at["card"].state_of

    def state_of(key: str, firm_id: str) -> PaymentState:
        if key == poisoned.key:
            raise error
        told: PaymentState = asked(key, firm_id)
        return told

    monkeypatch.setattr(at["card"], "state_of", state_of)
    asking.ask_waiting()
    assert stands(other) == Standing()
    assert PaymentAttempt.objects.get(id=poisoned.id).asked_at > poisoned.asked_at


def test_a_firm_that_is_down_loses_nothing(at: Firms, party: Party, payer: Account) -> None:
    at["card"].answers = False
    with pytest.raises(FirmDownError):
        begin_to_pay(party, payer)
    at["card"].answers = True
    attempt = begin_to_pay(party, payer)
    assert PaymentAttempt.objects.count() == 1
    at["card"].faults.add("never")
    at["card"].pay(attempt.key)
    at["card"].answers = False
    grow_old(attempt, 1)
    asking.ask_waiting()
    assert stands(party) == Standing(outstanding=FEE)
    at["card"].answers = True
    asking.ask_waiting()
    assert stands(party) == Standing()


def test_what_became_too_little_is_asked_for_anew(at: Firms, party: Party, payer: Account) -> None:
    first = begin_to_pay(party, payer)
    write(party, ledger.due(100), "supplement")
    second = begin_to_pay(party, payer)
    assert (second.fen, state(first)) == (FEE + 100, "abandoned")


def test_an_attempt_that_asks_for_more_than_is_left_is_closed_by_asking(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    write(party, ledger.reduced(stands(party), 100, chargeable=FEE), "less")
    asking.ask(attempt_id=attempt.id)
    assert PaymentAttempt.objects.get(id=attempt.id).state == "expired"
    assert begin_to_pay(party, payer).fen == FEE - 100


def test_an_attempt_whose_time_is_over_is_closed_by_asking(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    grow_old(attempt, 3)
    asking.ask_waiting()
    found = PaymentAttempt.objects.get(id=attempt.id)
    assert (found.state, found.is_final) == ("expired", True)


def test_a_stranger_does_not_pay_for_a_party(at: Firms, party: Party) -> None:
    with pytest.raises(NotPermittedError):
        begin_to_pay(party, an_account())


def test_nobody_begins_to_pay_what_is_not_owed(at: Firms, payer: Account) -> None:
    party = a_debtor(payer, 1)
    write(party, ledger.received(stands(party), ledger.yuan(1), "bank"), "bank:1")
    with pytest.raises(opening.NothingDueError):
        begin_to_pay(party, payer)


def test_the_same_request_twice_begins_one_attempt(at: Firms, party: Party, payer: Account) -> None:
    key = a_key(payer)
    for _ in range(2):
        opening.start(by=payer, party=party, way="alipay", payer=BROWSER, key=key)
    assert PaymentAttempt.objects.count() == 1
