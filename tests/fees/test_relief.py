"""Relief from a fee: asked with grounds and papers, decided with reasons, booked and told (P1)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from support.costs import FEE, Costs
from support.makers import a_key, an_account, an_upload
from support.matters import reader
from yunqiao.court.casefile.models import Document, Party, PartyKind
from yunqiao.court.fees import kinds, relief
from yunqiao.court.fees.changing import ChangeGiven, LastDayMissingError, foresee, record_change
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.period import begin_period
from yunqiao.court.fees.records import ReliefApplication
from yunqiao.court.fees.relief import Decision, ReliefGiven, ReliefRefusedError
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.papers.states import UploadState
from yunqiao.court.web.timeline import timeline

pytestmark = pytest.mark.django_db(transaction=True)
POOR = ("on_subsistence_allowance_without_other_income",)


def test_an_application_stands_on_the_docket_with_its_papers_and_what_the_law_says() -> None:
    costs = Costs().charged()
    paper = an_upload(costs.payer, sha256="e" * 64, name="低保证明.pdf")
    _ask(costs, uploads=(paper.id,))
    entry = costs.entry("FEE_RELIEF_ASKED")
    assert entry.record["documents"] == ["e" * 64]
    assert entry.record["findings"][0]["code"] == "MUST_GRANT"
    document = Document.objects.get(case=costs.case_id, sha256="e" * 64)
    assert (
        document.only_for == costs.party
    )  # what a party lives on is not the other side's business
    assert costs.waits() == {"decide_fee_relief"}
    with pytest.raises(WrongStateError):
        _ask(costs)


def test_exemption_lets_the_party_off_the_whole_fee_and_ends_the_time_to_pay() -> None:
    costs = Costs().charged()
    _ask(costs)
    _decide(costs, Decision(granted=True, reason="符合规定", percent=100))
    assert costs.standing == Standing()
    assert (costs.row.fee_fen, costs.row.waived_fen) == (FEE, FEE)
    assert costs.entry("FEE_RELIEF_GRANTED").payload["outstanding"] == "0.00"
    assert costs.waits() == set()
    assert ReliefApplication.objects.get().state == "granted"


def test_a_reduction_is_kept_when_the_fee_is_halved_later() -> None:
    costs = Costs().charged()
    _ask(costs, kind="reduction", grounds=("natural_disaster_or_force_majeure",))
    day = court_date(now()) + timedelta(days=7)
    _decide(costs, Decision(granted=True, reason="符合规定", percent=30, pay_by=day))
    assert costs.standing == Standing(outstanding=FEE * 7 // 10)
    costs.pay(FEE * 7 // 10)
    given = ChangeGiven(ground=kinds.WITHDRAWAL, reason="准许撤诉")
    key = a_key(costs.clerk)
    record_change(
        by=costs.clerk, case_id=costs.case_id, given=given, seen=costs.row.number, key=key
    )
    assert costs.row.due_fen == FEE * 7 // 20
    assert costs.standing == Standing(to_refund=FEE * 7 // 20)


def test_relief_granted_after_a_part_was_paid_brings_back_what_is_too_much() -> None:
    costs = Costs().charged()
    _ask(costs)
    costs.pay(FEE // 2)
    _decide(costs, Decision(granted=True, reason="符合规定", percent=100))
    assert costs.standing == Standing(to_refund=FEE // 2)


def test_relief_that_was_granted_is_neither_taken_back_nor_cut() -> None:
    costs = Costs().charged()
    day = court_date(now()) + timedelta(days=7)
    _ask(costs, kind="reduction", grounds=("natural_disaster_or_force_majeure",))
    _decide(costs, Decision(granted=True, reason="符合规定", percent=50, pay_by=day))
    with pytest.raises(WrongStateError):
        foresee(costs.case, ChangeGiven(ground=kinds.UNDONE, reason="示例"))
    _ask(costs, kind="reduction", grounds=("natural_disaster_or_force_majeure",))
    with pytest.raises(WrongStateError):
        _decide(costs, Decision(granted=True, reason="符合规定", percent=30, pay_by=day))
    assert costs.standing == Standing(outstanding=FEE // 2)


def test_a_deferral_gives_a_new_last_day() -> None:
    costs = Costs().charged()
    _ask(costs, kind="deferral", grounds=("receives_legal_aid",))
    day = court_date(now()) + timedelta(days=60)
    _decide(costs, Decision(granted=True, reason="符合规定", pay_by=day))
    deadline = costs.deadlines()["pay_fee"]
    assert (deadline.last_day, deadline.citation) == (day, "Fees 47")
    assert costs.standing == Standing(outstanding=FEE)


def test_a_refusal_has_reasons_and_may_give_time_to_pay() -> None:
    costs = Costs().charged()
    _ask(costs)
    day = court_date(now()) + timedelta(days=7)
    _decide(costs, Decision(granted=False, reason="材料不足", pay_by=day))
    assert costs.entry("FEE_RELIEF_REFUSED").payload["reason"] == "材料不足"
    told = timeline(costs.case, [costs.entry("FEE_RELIEF_REFUSED")], ())
    assert told[0].text == ""  # everyone in the case reads the docket
    assert costs.deadlines()["pay_fee"].last_day == day
    _ask(costs)  # another may be made
    assert ReliefApplication.objects.count() == 2


def test_what_stays_to_be_paid_needs_a_last_day_to_come() -> None:
    costs = Costs().charged()
    _ask(costs)
    today = court_date(now())
    for left in (
        Decision(granted=False, reason="材料不足"),
        Decision(granted=False, reason="材料不足", pay_by=today),
        Decision(granted=True, reason="符合规定", percent=30),
    ):
        with pytest.raises(LastDayMissingError):
            _decide(costs, left)
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, costs.case_id)
        begin_period(writing, costs.case, today)
    _decide(costs, Decision(granted=False, reason="材料不足"))
    assert costs.deadlines()["pay_fee"].last_day > today


def test_an_organisation_is_told_to_ask_for_something_else_than_exemption() -> None:
    costs = Costs().charged()
    Party.objects.filter(id=costs.party.id).update(kind=PartyKind.ORGANISATION)
    with pytest.raises(ReliefRefusedError, match="自然人"):
        _ask(costs)


def test_each_ground_names_the_relief_it_is_for() -> None:
    costs = Costs().charged()
    page = reader(costs.payer).get(f"/fees/{costs.case_id}/relief/").content.decode()
    assert "Hardship from natural disaster or force majeure · Pay less" in page
    with pytest.raises(ReliefRefusedError, match="that this ground is for") as refused:
        _ask(costs, kind="reduction", grounds=["receives_legal_aid"])
    assert "reasons in writing" not in str(refused.value)


def test_a_paper_that_cannot_be_used_or_is_anothers_is_refused_with_a_sentence() -> None:
    costs = Costs().charged()
    late = an_upload(costs.payer, state=UploadState.RECEIVED)
    for upload in (late.id, an_upload(an_account()).id, uuid4()):
        with pytest.raises(ReliefRefusedError):
            _ask(costs, uploads=(upload,))
    assert ReliefApplication.objects.count() == 0


def test_only_who_pays_asks_and_only_the_court_decides() -> None:
    costs = Costs().charged()
    with pytest.raises(NotPermittedError):
        _ask(costs, by=costs.clerk)
    _ask(costs)
    decision = Decision(granted=True, reason="x", percent=100)
    key = a_key(costs.payer)
    with pytest.raises(NotPermittedError):
        relief.decide(
            by=costs.payer,
            case_id=costs.case_id,
            application_id=ReliefApplication.objects.get().id,
            decision=decision,
            key=key,
        )


def test_the_same_key_asks_once_and_nothing_is_asked_where_nothing_is_due() -> None:
    costs = Costs().charged()
    key = a_key(costs.payer)
    for _ in range(16):
        relief.ask(by=costs.payer, case_id=costs.case_id, given=_given(), key=key)
    assert ReliefApplication.objects.count() == 1
    paid = Costs().charged()
    paid.pay()
    assert not relief.applicants(paid.payer, paid.case)
    with pytest.raises(WrongStateError):
        _ask(paid)


def test_before_the_fee_is_set_it_can_be_asked_and_waits() -> None:
    costs = Costs()
    _ask(costs)
    with pytest.raises(WrongStateError):
        _decide(costs, Decision(granted=True, reason="x", percent=100))
    costs.charged()
    _decide(costs, Decision(granted=True, reason="x", percent=100))
    assert costs.standing == Standing()


def _given(**said: object) -> ReliefGiven:
    fields = {"kind": "exemption", "grounds": POOR, "reasons": "没有收入来源。", **said}
    return ReliefGiven(**fields)  # type: ignore[arg-type]  # as the test says


def _ask(costs: Costs, by: object = None, **said: object) -> None:
    who = by or costs.payer
    relief.ask(by=who, case_id=costs.case_id, given=_given(**said), key=a_key(who))  # type: ignore[arg-type]


def _decide(costs: Costs, decision: Decision) -> None:
    application = relief.open_application(costs.case)
    assert application is not None
    relief.decide(
        by=costs.clerk,
        case_id=costs.case_id,
        application_id=application.id,
        decision=decision,
        key=a_key(costs.clerk),
    )
