"""A fee not paid in time: proposed to the clerk, decided by the clerk, never by a program (P1)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from support.costs import FEE, Costs
from support.makers import a_key, an_account
from support.matters import reader
from support.payers import begin_to_pay, deliver, firms
from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import PAYMENT_ASSIGNED
from yunqiao.court.casefile.models import Deadline, Party
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.fees import facts, kinds, ledger, overdue, relief, withdrawing
from yunqiao.court.fees.assessing import assessments
from yunqiao.court.fees.basis import Claimed
from yunqiao.court.fees.changing import ChangeGiven, foresee, record_change
from yunqiao.court.fees.entering import enter_receipt
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.overdue import TooEarlyError
from yunqiao.court.fees.paying.models import PaymentAttempt
from yunqiao.court.fees.period import begin_period, end_if_paid
from yunqiao.court.fees.relief import ReliefGiven
from yunqiao.court.fees.supplements import unpaid_part
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.gateways.payment.port import Amount

pytestmark = pytest.mark.django_db(transaction=True)
RAISED = Claimed(amount=Decimal(1_000_000))


def test_when_the_seven_days_are_over_the_clerk_is_asked_and_nothing_else_happens() -> None:
    costs = _late()
    assert overdue.propose_withdrawals() == 1
    assert costs.waits() == {"fee_unpaid"}
    assert costs.case.stage == "registered"
    assert overdue.propose_withdrawals() == 0
    finding = overdue.proposal(costs.case)
    assert finding is not None
    assert (finding.code, str(finding.citations[0])) == ("TREATED_AS_WITHDRAWN", "Fees 22(4)")


def test_cases_that_owe_nothing_do_not_stand_before_those_that_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overdue, "AT_ONCE", 1)
    paid, owed = _late(), _late()
    paid.pay()
    assert overdue.propose_withdrawals() == 1
    assert owed.waits() == {"fee_unpaid"}


def test_nor_do_cases_in_which_another_who_owes_the_fee_asks_for_relief(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overdue, "AT_ONCE", 1)
    asked, owed = _late(), _late()
    other = an_account()
    Party.objects.create(
        case=asked.case,
        position=9,
        role="claimant",
        kind="natural",
        person=other.person,
        name="共同原告（示例）",
        country="US",
    )
    given = ReliefGiven(kind="deferral", grounds=("receives_legal_aid",), reasons="x")
    relief.ask(by=other, case_id=asked.case_id, given=given, key=a_key(other))
    assert overdue.propose_withdrawals() == 1
    assert owed.waits() == {"fee_unpaid"}


def test_nothing_is_proposed_while_the_time_runs_or_relief_is_asked_for_or_it_is_paid() -> None:
    running, asked, paid = _begun(), _late(), _late()
    given = ReliefGiven(kind="deferral", grounds=("receives_legal_aid",), reasons="x")
    relief.ask(by=asked.payer, case_id=asked.case_id, given=given, key=a_key(asked.payer))
    paid.pay()
    assert overdue.propose_withdrawals() == 0
    for costs in (running, asked):
        with pytest.raises(TooEarlyError):
            _rule(costs)
    assert overdue.proposal(paid.case) is None


def test_the_ruling_ends_what_a_judge_and_a_clerk_were_asked_for() -> None:
    costs = _late()
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, costs.case_id)
        on = court_date(now())
        open_task(writing, costs.case, queue=kinds.FEES, kind=kinds.CLAIM_FELL, due_on=on)
    withdrawing.ask(by=costs.payer, case_id=costs.case_id, reason="示例", key=a_key(costs.payer))
    _rule(costs)
    assert costs.waits() == set()


def test_the_ruling_treats_the_suit_as_withdrawn_and_the_unpaid_fee_falls_away() -> None:
    costs = _late()
    overdue.propose_withdrawals()
    _rule(costs)
    assert costs.case.stage == "withdrawn"
    assert costs.standing == Standing()
    assert costs.row.fee_fen == 0
    assert costs.waits() == set()
    assert "pay_fee" not in costs.deadlines()
    entry = costs.entry("TREATED_AS_WITHDRAWN")
    assert entry.record["findings"][0]["code"] == "TREATED_AS_WITHDRAWN"
    with pytest.raises(WrongStateError):
        _rule(costs)
    for ground in (kinds.UNDONE, kinds.WITHDRAWAL):
        with pytest.raises(WrongStateError):
            foresee(costs.case, ChangeGiven(ground=ground, reason="示例"))


def test_or_half_of_it_stays_due_as_the_clerk_decides() -> None:
    costs = _late()
    _rule(costs, kinds.HALF)
    assert costs.standing == Standing(outstanding=FEE // 2)


def test_what_was_paid_in_part_is_not_given_back_by_the_ruling() -> None:
    costs = _late()
    costs.pay(100)
    _rule(costs)
    assert costs.standing == Standing()
    assert costs.row.fee_fen == 100


def test_no_ruling_while_money_waits_or_a_payment_is_under_way() -> None:
    costs = _late()
    costs.book(ledger.received(Standing(), ledger.yuan(FEE), "card"))
    with pytest.raises(TooEarlyError, match="财务"):
        _rule(costs)
    costs.book(ledger.to_refund(costs.standing, FEE))
    firms()
    attempt = begin_to_pay(costs.party, costs.payer)
    with pytest.raises(TooEarlyError, match="支付机构"):
        _rule(costs, looked=True)
    PaymentAttempt.objects.filter(id=attempt.id).update(is_final=True)
    _rule(costs)
    assert costs.case.stage == "withdrawn"


def test_no_ruling_while_money_that_came_waits_to_be_worth_something() -> None:
    costs, at = _late(), firms()
    attempt = begin_to_pay(costs.party, costs.payer)
    at["card"].pay(attempt.key, Amount(160_000, "USD"))
    deliver(at["card"].calls[-1])
    assert costs.standing == Standing(outstanding=FEE)
    with pytest.raises(TooEarlyError, match="财务"):
        _rule(costs)


def test_a_transfer_announced_is_looked_for_before_the_ruling() -> None:
    costs = _late()
    begin_to_pay(costs.party, costs.payer, way="bank")
    with pytest.raises(TooEarlyError, match="银行"):
        _rule(costs)
    address = f"/fees/desk/{costs.case_id}/unpaid/"
    page = reader(costs.clerk).get(address).content.decode()
    assert 'name="looked"' in page
    assert f"begun on {court_date(now())}: 11,800.00 CNY" in page
    _rule(costs, looked=True)
    assert costs.case.stage == "withdrawn"


def test_the_clerk_may_give_more_time() -> None:
    costs = _late()
    overdue.propose_withdrawals()
    day = court_date(now()) + timedelta(days=5)
    key = a_key(costs.clerk)
    overdue.extend(by=costs.clerk, case_id=costs.case_id, last_day=day, reason="示例", key=key)
    assert costs.deadlines()["pay_fee"].last_day == day
    assert costs.waits() == set()
    assert overdue.propose_withdrawals() == 0


def test_more_time_is_never_less() -> None:
    costs = _begun()
    until = costs.deadlines()["pay_fee"].last_day
    tomorrow = court_date(now()) + timedelta(days=1)
    _change(costs, kinds.CLAIM_CHANGED, claims=(RAISED,), pay_by=tomorrow)
    assert costs.deadlines()["pay_fee"].last_day == until
    assert costs.entry("FEE_CHANGED").payload["pay_by"] == until.isoformat()
    key = a_key(costs.clerk)
    overdue.extend(by=costs.clerk, case_id=costs.case_id, last_day=tomorrow, reason="x", key=key)
    assert costs.deadlines()["pay_fee"].last_day == until


def test_of_two_unpaid_supplements_both_fall_with_what_was_raised() -> None:
    costs = _raised()
    more, pay_by = Claimed(amount=Decimal(1_200_000)), court_date(now()) + timedelta(days=7)
    _change(costs, kinds.CLAIM_CHANGED, claims=(more,), pay_by=pay_by)
    _grow_late(costs)
    key = a_key(costs.clerk)
    overdue.drop_increase(by=costs.clerk, case_id=costs.case_id, reason="示例", key=key)
    assert costs.standing == Standing()
    assert costs.row.basis["claims"][0]["amount"] == "800000"


def test_an_unpaid_supplement_ends_the_increase_alone_and_the_clerk_is_offered_that() -> None:
    costs = _raised()
    _grow_late(costs)
    assert overdue.propose_withdrawals() == 1
    finding = overdue.proposal(costs.case)
    assert finding is not None
    assert (finding.code, str(finding.citations[0])) == ("INCREASE_NOT_HEARD", "Fees 21(1)")
    page = reader(costs.clerk).get(f"/fees/desk/{costs.case_id}/unpaid/").content.decode()
    assert kinds.INCREASE_DROPPED in page
    assert f'value="{kinds.HALF}"' not in page
    for fee in (kinds.NOTHING, kinds.HALF, kinds.HALF_BACK):
        with pytest.raises(TooEarlyError):
            _rule(costs, fee)
    key = a_key(costs.clerk)
    overdue.drop_increase(by=costs.clerk, case_id=costs.case_id, reason="示例", key=key)
    assert costs.case.stage == "registered"
    assert costs.standing == Standing()
    assert costs.row.basis["claims"][0]["amount"] == "800000"
    assert costs.waits() == set()
    assert "pay_fee" not in costs.deadlines()
    assert costs.entry("FEE_CHANGED").record["findings"][0]["code"] == "INCREASE_NOT_HEARD"


def test_a_part_paid_of_a_supplement_goes_back_with_the_increase() -> None:
    costs = _raised()
    costs.pay(100)
    _grow_late(costs)
    key = a_key(costs.clerk)
    overdue.drop_increase(by=costs.clerk, case_id=costs.case_id, reason="示例", key=key)
    assert costs.standing == Standing(to_refund=100)


def test_where_the_first_fee_too_is_unpaid_the_whole_suit_falls() -> None:
    costs = _raised(paid=0)
    _grow_late(costs)
    finding = overdue.proposal(costs.case)
    assert finding is not None
    assert finding.code == "TREATED_AS_WITHDRAWN"
    with pytest.raises(TooEarlyError):
        overdue.drop_increase(
            by=costs.clerk, case_id=costs.case_id, reason="x", key=a_key(costs.clerk)
        )
    _rule(costs)
    assert costs.case.stage == "withdrawn"


def test_an_unpaid_top_up_ends_the_suit_and_half_of_what_was_paid_goes_back() -> None:
    costs = Costs().charged()
    _change(costs, kinds.SUMMARY_PROCEDURE)
    costs.pay(FEE // 2)
    _change(costs, kinds.ORDINARY_PROCEDURE)
    costs.receives(days_ago=60)
    assert overdue.propose_withdrawals() == 1
    finding = overdue.proposal(costs.case)
    assert finding is not None
    assert (finding.code, str(finding.citations[0])) == ("WITHDRAWN_HALF_BACK", "Int 199")
    with pytest.raises(TooEarlyError):
        _rule(costs, kinds.NOTHING)
    _rule(costs, kinds.HALF_BACK)
    assert costs.case.stage == "withdrawn"
    assert costs.standing == Standing(to_refund=FEE // 4)
    assert costs.entry("TREATED_AS_WITHDRAWN").payload["refund"] == "2950.00"
    assert set(costs.deadlines()) == {"refund_fee"}


@pytest.mark.parametrize(("fee", "stays"), [(kinds.NOTHING, 0), (kinds.HALF, FEE // 2)])
def test_where_nothing_at_all_was_paid_before_a_top_up_the_whole_fee_is_unpaid(
    fee: str, stays: int
) -> None:
    costs = Costs().charged()
    _change(costs, kinds.SUMMARY_PROCEDURE)
    _change(costs, kinds.ORDINARY_PROCEDURE)
    costs.receives(days_ago=60)
    finding = overdue.proposal(costs.case)
    assert finding is not None
    assert (finding.code, str(finding.citations[0])) == ("TREATED_AS_WITHDRAWN", "Fees 22(4)")
    with pytest.raises(TooEarlyError):
        _rule(costs, kinds.HALF_BACK)
    _rule(costs, fee)
    assert costs.standing == Standing(outstanding=stays)


def test_where_nothing_was_due_before_a_top_up_it_is_still_a_top_up() -> None:
    costs = Costs().charged()
    _change(costs, kinds.SUMMARY_PROCEDURE)
    _change(costs, kinds.ORDINARY_PROCEDURE)
    _all, half, whole = assessments(costs.row)
    half.waived_fen, whole.waived_fen = FEE // 2, FEE // 2
    assert unpaid_part([half, whole], FEE // 2) is facts.UnpaidPart.TOP_UP


def test_a_party_neither_extends_nor_rules() -> None:
    costs = _late()
    with pytest.raises(NotPermittedError):
        overdue.treat_as_withdrawn(
            by=costs.payer,
            case_id=costs.case_id,
            reason="x",
            fee=kinds.HALF,
            key=a_key(costs.payer),
        )


def test_money_for_another_party_does_not_end_the_time_to_pay() -> None:
    costs = _begun()
    other = Party.objects.filter(case=costs.case_id).exclude(id=costs.party.id)[:1].get()
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, costs.case_id)
        docket.record(
            writing, costs.case, PAYMENT_ASSIGNED, {"party": str(other.id)}, advance=False
        )
    end_if_paid(entry=costs.entry(PAYMENT_ASSIGNED))
    assert "pay_fee" in costs.deadlines()


def test_the_day_of_receipt_neither_shortens_a_time_the_court_set_nor_revives_a_paid_fee() -> None:
    extended, paid = _begun(), Costs().charged()
    day = court_date(now()) + timedelta(days=60)
    key = a_key(extended.clerk)
    overdue.extend(
        by=extended.clerk, case_id=extended.case_id, last_day=day, reason="示例", key=key
    )
    _receive(extended)
    assert extended.deadlines()["pay_fee"].last_day == day
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, paid.case_id)
        begin_period(writing, paid.case, None)
    assert paid.waits() == {"enter_fee_receipt"}
    paid.pay()
    end_if_paid(entry=paid.entry("FEE_NOTICE_ISSUED"))
    assert paid.waits() == set()
    _receive(paid)
    assert "pay_fee" not in paid.deadlines()


def test_paying_ends_the_time_to_pay() -> None:
    costs = _late()
    overdue.propose_withdrawals()
    entry = costs.entry("FEE_NOTICE_ISSUED")  # any entry that names the party
    end_if_paid(entry=entry)
    assert "pay_fee" in costs.deadlines()
    costs = _late()
    costs.pay()
    end_if_paid(entry=costs.entry("FEE_NOTICE_ISSUED"))
    deadline = Deadline.objects.get(case=costs.case_id, kind=kinds.PAY)
    assert deadline.state == "met"


def _raised(paid: int = FEE) -> Costs:
    """A claim that was raised, with the supplement unpaid."""
    costs = Costs().charged()
    if paid:
        costs.pay(paid)
    pay_by = court_date(now()) + timedelta(days=7)
    _change(costs, kinds.CLAIM_CHANGED, claims=(RAISED,), pay_by=pay_by)
    return costs


def _change(costs: Costs, ground: str, **said: Any) -> None:
    record_change(
        by=costs.clerk,
        case_id=costs.case_id,
        given=ChangeGiven(ground=ground, reason="示例", **said),
        seen=costs.row.number,
        key=a_key(costs.clerk),
    )


def _grow_late(costs: Costs) -> None:
    past = court_date(now()) - timedelta(days=3)
    Deadline.objects.filter(case=costs.case_id, kind=kinds.PAY).update(last_day=past)


def _begun(days: int = 0) -> Costs:
    costs = Costs().charged()
    costs.receives(days_ago=days)
    return costs


def _receive(costs: Costs) -> None:
    enter_receipt(
        by=costs.clerk,
        case_id=costs.case_id,
        notified_on=court_date(now()),
        key=a_key(costs.clerk),
    )


def _late() -> Costs:
    return _begun(days=60)


def _rule(costs: Costs, fee: str = kinds.NOTHING, *, looked: bool = False) -> None:
    overdue.treat_as_withdrawn(
        by=costs.clerk,
        case_id=costs.case_id,
        reason="示例",
        fee=fee,
        key=a_key(costs.clerk),
        looked=looked,
    )
