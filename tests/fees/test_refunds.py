"""Money goes back the way it came, once, after somebody else has approved it (P2)."""

from datetime import date
from decimal import Decimal

import pytest

from support.courts import a_post
from support.makers import a_key
from support.payers import (
    FEE,
    Firms,
    a_refund,
    begin_to_pay,
    deliver,
    reading,
    some_unbooked,
    stands,
    write,
)
from support.people import an_authority
from yunqiao.court.casefile.models import Party, Task
from yunqiao.court.directory.models import CourtSetting
from yunqiao.court.directory.settings import NO, REFUND_SECOND_PERSON
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import held, trial_balance
from yunqiao.court.fees.ledger import NotBookableError, Standing
from yunqiao.court.fees.paying import crediting, refunding
from yunqiao.court.fees.paying.access import may_approve, may_handle_money
from yunqiao.court.fees.paying.models import Refund, UnbookedMoney
from yunqiao.court.fees.paying.queries import paid_back, written_yuan
from yunqiao.court.fees.paying.refund_plan import plan
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.payment.fake import FakeFirm
from yunqiao.gateways.payment.port import (
    Amount,
    DisputeStanding,
    FirmDeclinedError,
    FirmDownError,
    FirmRefusedError,
    RefundOrder,
    RefundState,
)
from yunqiao.law.money import Rate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def second(party: Party) -> Account:
    return a_post(StaffRole.FINANCE, party.case.court)


def pays(at: Firms, party: Party, by: Account, way: str = "card", fen: int = 0) -> None:
    attempt = begin_to_pay(party, by, way)
    at[way].pay(attempt.key, Amount(fen or attempt.fen, "CNY"))
    deliver(at[way].calls[-1], way)


def owes_back(party: Party, fen: int) -> None:
    less = ledger.reduced(stands(party), fen, chargeable=FEE)
    write(party, less, f"decision {fen}")


def refund(party: Party, clerk: Account, second: Account) -> list[Refund]:
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    made = list(refunding.refunds().filter(party=party, state="proposed").order_by("id"))
    for one in made:
        refunding.approve_refund(by=second, refund=one, key=a_key(second))
        refunding.give_back(refund_id=one.id)
    return made


def test_a_reduced_fee_goes_back_by_the_card_it_came_by(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 1_000_000)
    assert Task.objects.get(case=party.case, kind="refund_money").state == "open"
    refund(party, clerk, second)
    assert stands(party) == Standing()
    assert held("card") == {"CNY": FEE - 1_000_000}
    assert Task.objects.get(case=party.case, kind="refund_money").state == "done"
    deliver(at["card"].calls[-1])  # the firm tells of it as well
    assert held("card") == {"CNY": FEE - 1_000_000}
    assert DocketEntry.objects.filter(kind="PAYMENT_REFUNDED").count() == 1
    assert sum(trial_balance().values()) == 0


def test_a_refund_larger_than_the_last_payment_is_split_over_several(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer, "card", 3_000_000)
    pays(at, party, payer, "wechatpay")
    owes_back(party, FEE)
    made = refund(party, clerk, second)
    assert [(one.way, one.fen) for one in made] == [
        ("wechatpay", FEE - 3_000_000),
        ("card", 3_000_000),
    ]
    assert stands(party) == Standing()
    assert held("card") == {"CNY": 0}


def test_what_came_by_bank_goes_back_by_hand_under_the_banks_reference(
    at: Firms, party: Party, clerk: Account, second: Account
) -> None:
    write(party, ledger.received(stands(party), ledger.yuan(FEE), "bank"), "bank:1")
    owes_back(party, 5_000)
    [one] = refund(party, clerk, second)
    assert one.way == "bank"
    assert stands(party) == Standing(to_refund=5_000)
    found = Refund.objects.select_related("party__case").get(id=one.id)
    refunding.record_transfer(by=clerk, refund=found, reference="B-77", key=a_key(clerk))
    assert stands(party) == Standing()
    assert Refund.objects.get(id=one.id).reference == "B-77"


def test_a_transfer_is_recorded_only_on_a_refund_that_was_approved(
    at: Firms, party: Party, clerk: Account
) -> None:
    write(party, ledger.received(stands(party), ledger.yuan(FEE), "bank"), "bank:1")
    owes_back(party, 5_000)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    [one] = refunding.refunds()
    with pytest.raises(WrongStateError, match="not approved"):
        refunding.record_transfer(by=clerk, refund=one, reference="B-77", key=a_key(clerk))
    assert Refund.objects.get().reference == ""


def test_no_more_is_approved_than_is_to_be_refunded(
    at: Firms, party: Party, clerk: Account, second: Account
) -> None:
    write(party, ledger.received(stands(party), ledger.yuan(FEE), "bank"), "bank:1")
    owes_back(party, 1)
    listed = [a_refund(party.case, clerk), a_refund(party.case, clerk, "again")]
    refunding.approve_refund(by=second, refund=listed[0], key=a_key(second))
    with pytest.raises(NotBookableError):
        refunding.approve_refund(by=second, refund=listed[1], key=a_key(second))


def test_a_transfer_that_the_bank_took_back_takes_what_was_to_go_back_off_the_list(
    at: Firms, party: Party, clerk: Account
) -> None:
    write(party, ledger.received(stands(party), ledger.yuan(FEE), "bank"), "bank:1")
    owes_back(party, 100)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    taken = some_unbooked(party.case.court)
    UnbookedMoney.objects.filter(id=taken.id).update(minor=-FEE, why="reversal")
    taken.refresh_from_db()
    crediting.book_unbooked(by=clerk, money=taken, party=party, rate=None, key=a_key(clerk))
    assert stands(party) == Standing(outstanding=FEE - 100)
    assert Refund.objects.get().state == "void"


def test_the_party_reads_beside_the_payment_what_went_back(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    place = f"/fees/{party.case_id}/"
    assert "Paid back to you" not in reading(payer).get(place).content.decode()
    refund(party, clerk, second)
    shown = reading(payer).get(place).content.decode()
    assert written_yuan(100) in shown.partition("Paid back to you")[2]


def test_who_proposed_a_refund_reads_that_another_approves_it(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    pages = {
        one: reading(one).get(f"/finance/parties/{party.id}/").content.decode()
        for one in (clerk, second)
    }
    assert ["/approve/" in page for page in pages.values()] == [False, True]
    assert "Another member of the finance staff must approve" in pages[clerk]


def test_who_proposed_a_refund_does_not_approve_it(
    at: Firms, party: Party, payer: Account, clerk: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    with pytest.raises(NotPermittedError, match="另一名财务人员"):
        refund(party, clerk, clerk)
    court = party.case.court
    second_way_in = a_post(StaffRole.FINANCE, court)
    Account.objects.filter(id=second_way_in.id).update(person=clerk.person)
    second_way_in.refresh_from_db()
    [one] = refunding.refunds()
    assert not may_approve(second_way_in, one)
    CourtSetting.objects.create(
        court=court, name=REFUND_SECOND_PERSON, value=NO, since="2020-01-01"
    )
    [one] = refunding.refunds()
    refunding.approve_refund(by=clerk, refund=one, key=a_key(clerk))
    assert Refund.objects.get().state == "approved"


def test_a_firm_that_is_down_is_asked_again_and_gives_once(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    at["card"].answers = False
    with pytest.raises(FirmDownError):
        refund(party, clerk, second)
    assert Refund.objects.get().state == "approved"
    at["card"].answers = True
    for _ in range(2):
        refunding.give_back(refund_id=Refund.objects.get().id)
    assert stands(party) == Standing()
    assert held("card") == {"CNY": FEE - 100}


def test_what_a_firm_declines_goes_back_by_bank(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    attempt = party.payments.get()
    owes_back(party, FEE)
    paid = Amount(FEE, "CNY")
    given_back_elsewhere = RefundOrder(
        key="by-hand", payment_key=attempt.key, firm_id="", amount=paid, paid=paid, reason=""
    )
    at["card"].refund(given_back_elsewhere)
    [one] = refund(party, clerk, second)
    assert Refund.objects.get(id=one.id).state == "failed"
    assert stands(party) == Standing(to_refund=FEE)
    assert [part.way for part in plan(party)] == ["bank"]


def refuses(order: RefundOrder) -> RefundState:
    raise FirmRefusedError("idempotency", f"not now: {order.key}")


def test_a_refund_that_a_firm_does_not_take_stays_approved_and_is_asked_for_again(
    at: Firms,
    party: Party,
    payer: Account,
    clerk: Account,
    second: Account,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    with monkeypatch.context() as out_of_order:
        out_of_order.setattr(at["card"], "refund", refuses)
        [one] = refund(party, clerk, second)
    found = Refund.objects.get(id=one.id)
    assert (found.state, found.said) == ("approved", f"idempotency: not now: {one.key}")
    assert plan(party) == []
    assert Task.objects.get(case=party.case, kind="refund_money").state == "open"
    refunding.give_back(refund_id=one.id)
    assert Refund.objects.get(id=one.id).state == "done"


def declines(at: Firms, party: Party, clerk: Account, second: Account) -> list[Refund]:
    """A refund that the firm declines at first, and then makes all the same."""
    attempt, made = party.payments.get(), at["card"].refund
    at["card"].refund = lambda _order: (_ for _ in ()).throw(FirmDeclinedError("balance", "low"))
    failed = refund(party, clerk, second)
    at["card"].refund = made
    [one] = failed
    paid = Amount(one.fen, "CNY")
    order = RefundOrder(
        key=one.key, payment_key=attempt.key, firm_id="", amount=paid, paid=paid, reason=""
    )
    at["card"].refund(order)
    return failed


def test_a_firm_that_gave_back_after_all_stops_the_transfer_of_the_same_money(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    [one] = declines(at, party, clerk, second)
    assert Refund.objects.get(id=one.id).state == "failed"
    [transfer] = refund(party, clerk, second)
    assert transfer.way == "bank"
    deliver(at["card"].calls[-1])
    states = dict(Refund.objects.values_list("way", "state"))
    assert states == {"card": "done", "bank": "failed"}
    assert stands(party) == Standing()
    assert held("card") == {"CNY": FEE - 100}


def test_money_that_went_back_twice_waits_for_a_person(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    declines(at, party, clerk, second)
    [transfer] = refund(party, clerk, second)
    found = refunding.refunds().get(id=transfer.id)
    refunding.record_transfer(by=clerk, refund=found, reference="B-1", key=a_key(clerk))
    assert deliver(at["card"].calls[-1]).status == 200
    assert [(one.minor, one.why) for one in UnbookedMoney.objects.all()] == [(-100, "reversal")]


def test_a_refund_that_fails_after_all_leaves_the_money_to_a_person(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    [one] = refund(party, clerk, second)
    at["card"].fail_refund(one.key)
    deliver(at["card"].calls[-1])
    assert Refund.objects.get().state == "failed"
    assert stands(party) == Standing(unassigned=100)
    assert held("card") == {"CNY": FEE}
    assert paid_back(payer, party.case) == []


def test_a_refund_that_the_firm_first_declined_and_then_made_is_shown(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    declines(at, party, clerk, second)
    deliver(at["card"].calls[-1])
    assert [one.amount for one in paid_back(payer, party.case)] == [written_yuan(100)]


def test_no_more_is_taken_back_than_came_though_a_refund_came_back_too(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    [one] = refund(party, clerk, second)
    at["card"].fail_refund(one.key)
    deliver(at["card"].calls[-1])
    money = some_unbooked(party.case.court)
    money.way, money.minor, money.why = "card", -(FEE + 100), "reversal"
    money.save()
    with pytest.raises(NotBookableError):
        crediting.book_unbooked(by=clerk, money=money, party=party, rate=None, key=a_key(clerk))


def test_who_was_an_agent_on_the_case_does_not_handle_its_money(
    party: Party, payer: Account, clerk: Account
) -> None:
    assert may_handle_money(clerk, party.case)
    held = an_authority(party.case, payer, clerk)
    held.revoked_at = now()
    held.save()
    assert not may_handle_money(clerk, party.case)


def test_nothing_is_proposed_twice(at: Firms, party: Party, payer: Account, clerk: Account) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    with pytest.raises(WrongStateError):
        refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))


def test_the_task_about_one_claimants_money_stays_when_anothers_is_done(
    party: Party, clerk: Account
) -> None:
    other = Party.objects.create(
        case=party.case, position=9, role="claimant", kind="natural", name="乙", country="US"
    )
    for one in (party, other):
        write(one, ledger.received(Standing(), ledger.yuan(100), "bank"), f"money {one.id}")
    open_ones = Task.objects.filter(case=party.case, kind="assign_money", state="open")
    assert {task.party for task in open_ones} == {party, other}
    crediting.return_money(by=clerk, party=other, key=a_key(clerk))
    assert [task.party for task in open_ones.all()] == [party]
    desk = reading(clerk).get("/finance/").content.decode()
    assert desk.count(f"/finance/parties/{party.id}/") == 1


def test_a_rejected_refund_can_be_proposed_anew(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    [one] = refunding.refunds()
    refunding.reject_refund(by=second, refund=one, why="示例", key=a_key(second))
    assert [part.fen for part in plan(party)] == [100]


@pytest.mark.parametrize(
    ("outcome", "end"),
    [(DisputeStanding.WON, Standing()), (DisputeStanding.LOST, Standing(outstanding=FEE))],
)
def test_a_disputed_charge_is_held_apart_until_the_bank_has_decided(
    at: Firms, party: Party, payer: Account, outcome: DisputeStanding, end: Standing
) -> None:
    pays(at, party, payer)
    attempt = party.payments.get()
    at["card"].dispute(attempt.key)
    opened = at["card"].calls[-1]
    for _ in range(2):
        deliver(opened)
    assert stands(party) == Standing(disputed=FEE)
    assert held("card") == {"CNY": 0}
    assert Task.objects.get(case=party.case, kind="answer_dispute").state == "open"
    at["card"].end_dispute(attempt.key, outcome)
    deliver(at["card"].calls[-1])
    assert stands(party) == end
    assert Task.objects.get(case=party.case, kind="answer_dispute").state == "done"


def test_what_a_lost_dispute_took_is_not_refunded_as_well(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    [one] = refunding.refunds()
    key = party.payments.get().key
    at["card"].dispute(key)
    deliver(at["card"].calls[-1])
    owes_back(party, 50)
    assert [(part.way, part.fen) for part in plan(party)] == [("bank", 50)]
    with pytest.raises(WrongStateError, match="dispute"):
        refunding.approve_refund(by=second, refund=one, key=a_key(second))
    with pytest.raises(WrongStateError, match="dispute"):
        refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    at["card"].end_dispute(key, DisputeStanding.LOST)
    deliver(at["card"].calls[-1])
    assert stands(party) == Standing(outstanding=FEE - 150)
    assert Task.objects.get(case=party.case, kind="refund_money").state == "done"
    assert Refund.objects.get().state == "void"
    with pytest.raises(NotBookableError):
        refunding.approve_refund(by=second, refund=one, key=a_key(second))


def test_another_courts_account_does_not_tell_of_a_dispute(
    at: Firms, party: Party, payer: Account
) -> None:
    pays(at, party, payer)
    key = party.payments.get().key
    at["card"].dispute(key)
    own = FakeFirm()
    with pytest.MonkeyPatch.context() as apart:
        apart.setattr(at, "of", lambda court, way: at[way] if court == "all" else own)
        assert deliver(at["card"].calls[-1]).status == 200
    assert stands(party) == Standing()


def test_a_dispute_that_the_books_refuse_waits_for_a_person(
    at: Firms, party: Party, payer: Account, clerk: Account
) -> None:
    pays(at, party, payer)
    key = party.payments.get().key
    firm = at["card"]
    firm.dispute(key, Amount(100, "USD"))
    for _ in range(2):
        assert deliver(firm.calls[-1]).status == 200
    [money] = UnbookedMoney.objects.all()
    assert (money.minor, money.currency, money.why) == (-100, "USD", "reversal")
    rate = Rate(currency="USD", cny_per_unit=Decimal(7), published_on=date(2026, 11, 20))
    crediting.book_unbooked(by=clerk, money=money, party=party, rate=rate, key=a_key(clerk))
    firm.end_dispute(key, DisputeStanding.LOST)
    assert deliver(firm.calls[-1]).status == 200
    assert stands(party) == Standing(outstanding=700)


def test_an_approved_refund_waits_while_its_money_is_disputed(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    pays(at, party, payer)
    owes_back(party, 100)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    [one] = refunding.refunds()
    refunding.approve_refund(by=second, refund=one, key=a_key(second))
    key = party.payments.get().key
    at["card"].dispute(key)
    deliver(at["card"].calls[-1])
    refunding.give_back(refund_id=one.id)
    assert Refund.objects.get().state == "approved"
    at["card"].end_dispute(key, DisputeStanding.WON)
    deliver(at["card"].calls[-1])
    refunding.give_back(refund_id=one.id)
    assert Refund.objects.get().state == "done"
    assert held("card") == {"CNY": FEE - 100}


def test_an_approved_refund_whose_money_is_gone_does_not_hinder_later_ones(
    at: Firms, party: Party, payer: Account, clerk: Account, second: Account
) -> None:
    """Proves P2: what is to go back goes back, though an older refund can go no more."""
    pays(at, party, payer)
    owes_back(party, 100)
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    [one] = refunding.refunds()
    refunding.approve_refund(by=second, refund=one, key=a_key(second))
    key = party.payments.get().key
    at["card"].dispute(key)
    deliver(at["card"].calls[-1])
    at["card"].end_dispute(key, DisputeStanding.LOST)
    deliver(at["card"].calls[-1])
    assert Refund.objects.get().state == "failed"
    pays(at, party, payer)
    owes_back(party, 60)
    assert [part.fen for part in plan(party)] == [60]
    refund(party, clerk, second)
    assert stands(party) == Standing()


def test_a_dispute_about_money_not_known_yet_is_told_again_by_the_firm(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key)
    at["card"].dispute(attempt.key)
    paid, disputed = at["card"].calls
    assert deliver(disputed).status == 400
    assert deliver(paid).status == 200
    assert deliver(disputed).status == 200
    assert stands(party) == Standing(disputed=FEE)
