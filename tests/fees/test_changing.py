"""What changes a fee: what it does is foreseen, booked, told, and taken back by a later act (P1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from support.costs import FEE, Costs
from support.makers import a_key
from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import LETTER_ISSUED
from yunqiao.court.casefile.models import Deadline, Task
from yunqiao.court.fees import books, changing, kinds
from yunqiao.court.fees.basis import Claimed
from yunqiao.court.fees.changing import ChangeGiven, LastDayMissingError, record_change
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.models import Posting, Refund
from yunqiao.court.fees.overdue import proposal, propose_withdrawals
from yunqiao.court.fees.paying.refunding import approve_refund, propose_refund, record_transfer
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Actor, OutdatedError, act
from yunqiao.court.identity.models import StaffRole

pytestmark = pytest.mark.django_db(transaction=True)
CUT = (Claimed(amount=Decimal(500_000)),)
WHOLE = (Claimed(amount=Decimal(800_000)),)
RAISED = (Claimed(amount=Decimal(1_000_000)),)


def test_a_claim_cut_in_time_before_payment_lowers_what_is_to_be_paid() -> None:
    costs = Costs().charged()
    _record(costs, kinds.CLAIM_CHANGED, claims=CUT, in_time=True)
    assert costs.row.fee_fen == 880_000
    assert costs.standing == Standing(outstanding=880_000)


def test_a_claim_cut_in_time_after_payment_brings_the_difference_back() -> None:
    costs = Costs().charged()
    costs.pay()
    foreseen = changing.foresee(costs.case, _given(kinds.CLAIM_CHANGED, claims=CUT, in_time=True))
    assert foreseen.words == {
        "was": "11800.00",
        "becomes": "8800.00",
        "to_pay": "0.00",
        "to_refund": "3000.00",
        "kept": "0.00",
    }
    _record(costs, kinds.CLAIM_CHANGED, claims=CUT, in_time=True)
    assert costs.standing == Standing(to_refund=300_000)
    entry = costs.entry("FEE_CHANGED")
    assert entry.payload["to_refund"] == "3000.00"
    assert entry.record["findings"][0]["citations"] == ["Fees 21(2)"]


def test_a_claim_cut_too_late_is_recorded_and_changes_nothing() -> None:
    costs = Costs().charged()
    _record(costs, kinds.CLAIM_CHANGED, claims=CUT, in_time=False)
    assert costs.row.fee_fen == FEE
    assert costs.entry("FEE_CHANGED").record["findings"][0]["code"] == "BORNE_BY_WHO_CUT"


def test_a_claim_that_is_raised_costs_the_difference_by_the_day_the_court_sets() -> None:
    costs = Costs().charged()
    costs.pay()
    with pytest.raises(LastDayMissingError):
        _record(costs, kinds.CLAIM_CHANGED, claims=RAISED)
    day = court_date(now()) + timedelta(days=10)
    _record(costs, kinds.CLAIM_CHANGED, claims=RAISED, pay_by=day)
    assert costs.standing == Standing(outstanding=200_000)
    assert costs.deadlines()["pay_fee"].last_day == day


def test_money_held_for_refund_pays_a_fee_that_rises_again_and_its_proposal_is_void() -> None:
    costs = Costs().charged()
    costs.pay()
    _record(costs, kinds.CLAIM_CHANGED, claims=CUT, in_time=True)
    _propose(costs)
    _record(costs, kinds.CLAIM_CHANGED, claims=WHOLE)  # nothing more is due: no day is needed
    assert costs.standing == Standing()
    assert list(Refund.objects.values_list("state", flat=True)) == ["void"]
    assert Task.objects.get(case=costs.case_id, kind="refund_money").state == "done"
    told = costs.entry("FEE_CHANGED").payload
    assert (told["kept"], told["to_pay"], told["to_refund"]) == ("3000.00", "0.00", "0.00")
    assert Posting.objects.filter(kind="kept").count() == 1


def test_a_fee_that_rises_further_keeps_all_and_asks_for_the_rest() -> None:
    costs = Costs().charged()
    costs.pay()
    _record(costs, kinds.CLAIM_CHANGED, claims=CUT, in_time=True)
    day = court_date(now()) + timedelta(days=10)
    _record(costs, kinds.CLAIM_CHANGED, claims=RAISED, pay_by=day)
    assert costs.standing == Standing(outstanding=200_000)
    assert costs.deadlines()["pay_fee"].last_day == day


def test_what_was_approved_to_go_back_is_not_kept() -> None:
    costs = Costs().charged()
    costs.pay()
    _record(costs, kinds.CLAIM_CHANGED, claims=CUT, in_time=True)
    refund = _propose(costs)
    second = costs.post(StaffRole.FINANCE)
    approve_refund(by=second, refund=refund, key=a_key(second))
    with pytest.raises(LastDayMissingError):
        _record(costs, kinds.CLAIM_CHANGED, claims=WHOLE)
    _record(costs, kinds.CLAIM_CHANGED, claims=WHOLE, pay_by=court_date(now()))
    assert costs.standing == Standing(outstanding=300_000, to_refund=300_000)
    assert Refund.objects.get().state == "approved"


def test_the_courts_time_to_give_back_ends_when_the_money_is_back() -> None:
    costs = Costs().charged()
    costs.pay()
    day = court_date(now())
    _record(costs, kinds.ENDED, ending="suit_dismissed_by_ruling", effective_on=day)
    refund = _propose(costs)
    second = costs.post(StaffRole.FINANCE)
    approve_refund(by=second, refund=refund, key=a_key(second))
    assert costs.deadlines()["refund_fee"].party == costs.party
    record_transfer(by=second, refund=refund, reference="B1", key=a_key(second))
    assert Deadline.objects.get(case=costs.case_id, kind="refund_fee").state == "met"


def test_a_claim_for_wages_is_not_asked_for_its_fee_any_more() -> None:
    costs = Costs().charged()
    costs.receives(days_ago=60)
    _record(costs, kinds.WAGES)
    assert costs.row.basis["claims_wages"] is True
    assert costs.standing == Standing(outstanding=FEE)  # who bears it the judgment says
    assert "pay_fee" not in costs.deadlines()
    assert costs.entry("FEE_CHANGED").record["findings"][0]["code"] == "NOT_PREPAID"
    assert propose_withdrawals() == 0
    assert proposal(costs.case) is None
    with pytest.raises(WrongStateError):
        _record(costs, kinds.WAGES)


def test_a_mistake_about_wages_is_taken_back_with_a_new_time_to_pay() -> None:
    costs = Costs().charged()
    _record(costs, kinds.WAGES)
    with pytest.raises(LastDayMissingError):
        _record(costs, kinds.UNDONE)
    day = court_date(now()) + timedelta(days=7)
    _record(costs, kinds.UNDONE, pay_by=day)
    assert costs.standing == Standing(outstanding=FEE)
    assert costs.deadlines()["pay_fee"].last_day == day


def test_no_time_to_refund_runs_where_nothing_was_paid() -> None:
    costs = Costs().charged()
    day = court_date(now())
    _record(costs, kinds.ENDED, ending="suit_dismissed_by_ruling", effective_on=day)
    assert costs.standing == Standing()
    assert costs.deadlines() == {}
    assert costs.entry("FEE_CHANGED").payload["refund_by"] == ""


def test_the_fee_is_halved_once_however_many_grounds_there_are() -> None:
    costs = Costs().charged()
    costs.pay()
    _record(costs, kinds.SUMMARY_PROCEDURE)
    assert costs.standing == Standing(to_refund=FEE // 2)
    _record(costs, kinds.MEDIATION, effective_on=date(2026, 11, 16))
    assert costs.row.fee_fen == FEE // 2
    assert costs.standing == Standing(to_refund=FEE // 2)
    assert "Int 206" in costs.row.finding["citations"]
    with pytest.raises(WrongStateError):
        _record(costs, kinds.MEDIATION)


def test_summary_procedure_that_becomes_ordinary_costs_the_other_half_in_seven_days() -> None:
    costs = Costs().charged()
    _record(costs, kinds.SUMMARY_PROCEDURE)
    costs.pay(FEE // 2)
    _record(costs, kinds.ORDINARY_PROCEDURE)
    assert costs.standing == Standing(outstanding=FEE // 2)
    assert costs.row.provision == "fees.conversion"
    assert "pay_fee" not in costs.deadlines()  # it runs from the day the notice is received
    costs.receives()
    deadline = costs.deadlines()["pay_fee"]
    assert (deadline.citation, deadline.party) == ("Int 199", costs.party)
    assert costs.entry("FEE_PERIOD_SET").payload["how"] == "supplement"


def test_a_suit_dismissed_by_ruling_costs_nothing_and_the_court_has_fifteen_days() -> None:
    costs = Costs().charged()
    costs.pay()
    day = date(2026, 11, 16)
    _record(costs, kinds.ENDED, ending="suit_dismissed_by_ruling", effective_on=day)
    assert costs.standing == Standing(to_refund=FEE)
    assert costs.deadlines()["refund_fee"].last_day == date(2026, 12, 1)
    assert costs.entry("FEE_CHANGED").payload["refund_by"] == "2026-12-01"


def test_an_ending_that_is_recorded_stands_until_it_is_taken_back() -> None:
    costs = Costs().charged()
    costs.pay()
    _record(costs, kinds.ENDED, ending="suit_dismissed_by_ruling")
    for ground in (kinds.WITHDRAWAL, kinds.CLAIM_CHANGED, kinds.ENDED):
        with pytest.raises(WrongStateError):
            _record(costs, ground, claims=RAISED, ending="suit_dismissed_by_ruling")
    changing.follow_withdrawal(entry=_withdrawn(costs))
    assert costs.row.due_fen == 0
    _record(costs, kinds.UNDONE, pay_by=court_date(now()) + timedelta(days=7))
    assert costs.row.due_fen == FEE


def test_a_mistake_is_taken_back_by_another_act_and_both_stay() -> None:
    costs = Costs().charged()
    _record(costs, kinds.WITHDRAWAL)
    day = court_date(now()) + timedelta(days=7)
    _record(costs, kinds.UNDONE, pay_by=day)
    assert costs.row.fee_fen == FEE
    assert costs.standing == Standing(outstanding=FEE)
    grounds = FeeAssessment.objects.order_by("number").values_list("ground", flat=True)
    assert list(grounds) == ["accepted", "withdrawal", "undone"]
    assert books.chargeable(costs.case_id, costs.party.id) == FEE
    with pytest.raises(WrongStateError):
        _record(costs, kinds.UNDONE, pay_by=day)


def test_what_the_page_showed_counts_and_only_staff_of_the_court_record() -> None:
    costs = Costs().charged()
    given = _given(kinds.WITHDRAWAL)
    with pytest.raises(OutdatedError):
        record_change(
            by=costs.clerk, case_id=costs.case_id, given=given, seen=0, key=a_key(costs.clerk)
        )
    with pytest.raises(NotPermittedError):
        record_change(
            by=costs.payer, case_id=costs.case_id, given=given, seen=1, key=a_key(costs.payer)
        )


def test_the_fee_follows_a_withdrawal_once_sixteen_times_at_once_beside_a_clerks_act() -> None:
    costs = Costs()
    registered, entry = costs.entry("CASE_REGISTERED"), _withdrawn(costs)
    costs.charged()

    def once(number: int) -> None:
        try:
            if number % 2:
                changing.follow_withdrawal(entry=entry)
            else:
                costs.charged()
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(once, range(16)))
    assert list(FeeAssessment.objects.order_by("number").values_list("because_of", flat=True)) == [
        registered.id,
        entry.id,
    ]
    assert costs.standing == Standing(outstanding=FEE // 2)


def test_nothing_follows_a_withdrawal_where_no_fee_was_set() -> None:
    costs = Costs()
    changing.follow_withdrawal(entry=_withdrawn(costs))
    assert FeeAssessment.objects.count() == 0


def _propose(costs: Costs) -> Refund:
    finance = costs.post(StaffRole.FINANCE)
    propose_refund(by=finance, party=costs.party, key=a_key(finance))
    return Refund.objects.get()


def _withdrawn(costs: Costs) -> DocketEntry:
    """Any entry may stand for the withdrawal: the act asks only for its id, case and instant."""
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, costs.case_id)
        docket.record(writing, costs.case, LETTER_ISSUED, {"reason": "示例"}, advance=False)
    return costs.entry(LETTER_ISSUED)


def _given(ground: str, **said: object) -> ChangeGiven:
    return ChangeGiven(ground=ground, reason="示例理由", **said)  # type: ignore[arg-type]  # as the test says


def _record(costs: Costs, ground: str, **said: object) -> None:
    record_change(
        by=costs.clerk,
        case_id=costs.case_id,
        given=_given(ground, **said),
        seen=costs.row.number,
        key=a_key(costs.clerk),
    )
