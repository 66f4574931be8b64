"""The letters about fees: what they say, when the time to pay begins, that they are issued once (P1)."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pypdfium2
import pytest

from support.costs import Costs
from support.letters import SilentAuthority
from support.makers import a_key, claim_data
from support.matters import reader
from support.stores import storage
from yunqiao.court.casefile.letters import Letter, letters_about
from yunqiao.court.fees import facts, kinds
from yunqiao.court.fees.assessing import assess
from yunqiao.court.fees.basis import Claimed
from yunqiao.court.fees.changing import ChangeGiven, record_change
from yunqiao.court.fees.entering import FactsGiven, enter_facts, enter_receipt
from yunqiao.court.fees.letters import issue_letter
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.gateways.bank.reference import is_reference
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("storage")]
__all__ = ["storage"]
BY_POST = {**claim_data()["service_address"], "address": "1 Example Street", "electronic": False}


@pytest.fixture(autouse=True)
def authority() -> Iterator[None]:
    before = gateway(TimestampAuthority)  # type: ignore[type-abstract]
    bind(TimestampAuthority, SilentAuthority())  # type: ignore[type-abstract]
    yield
    bind(TimestampAuthority, before)  # type: ignore[type-abstract]


def test_the_notice_shows_the_steps_the_last_day_the_reference_and_where_to_ask_for_relief() -> (
    None
):
    costs = Costs().charged()
    text = _text(_issued(costs))
    last_day = costs.deadlines()["pay_fee"].last_day
    for said in (
        "交纳诉讼费用通知书",
        "Notice to pay the fee",
        "11800.00",
        "300,000元×1%",
        "300,000yuan×1%",
        f"{last_day.year}年{last_day.month}月{last_day.day}日",
        reference_of(costs.party.id),
        f"/fees/{costs.case_id}/",
        "articles44to48",
    ):
        assert said.replace(" ", "") in text, said


def test_the_seven_days_begin_with_the_notice_where_the_party_agreed_to_be_served_online() -> None:
    costs = Costs().charged()
    assert "pay_fee" not in costs.deadlines()
    _issued(costs)
    today = court_date(now())
    expected = facts.last_day_to_pay(today, costs.case.court).date("last_day")
    deadline = costs.deadlines()["pay_fee"]
    assert (deadline.first_day, deadline.last_day) == (today + timedelta(days=1), expected)
    assert costs.kinds()[-2:] == ["LETTER_ISSUED", "FEE_PERIOD_SET"]
    assert costs.entry("FEE_PERIOD_SET").record["findings"][0]["citations"][0] == "Fees 22(1)"


def test_otherwise_a_clerk_enters_the_day_of_receipt_and_the_letter_names_no_day() -> None:
    costs = Costs(service_address=BY_POST).charged()
    text = _text(_issued(costs))
    assert "sevendaysfromthedayafteryoureceivethisnotice" in text
    assert costs.waits() == {"enter_fee_receipt"}
    assert "pay_fee" not in costs.deadlines()
    came = court_date(now())
    enter_receipt(by=costs.clerk, case_id=costs.case_id, notified_on=came, key=a_key(costs.clerk))
    assert costs.waits() == set()
    assert costs.deadlines()["pay_fee"].first_day == came + timedelta(days=1)


def test_no_notice_was_received_before_it_was_made() -> None:
    """Proves P1: a slip of the clerk's does not end the party's seven days (Fees 22)."""
    costs = Costs(service_address=BY_POST).charged()
    _issued(costs)
    before = court_date(now()) - timedelta(days=1)
    with pytest.raises(WrongStateError):
        enter_receipt(
            by=costs.clerk, case_id=costs.case_id, notified_on=before, key=a_key(costs.clerk)
        )
    said = {"notified_on": before.isoformat(), "key": "k"}
    shown = reader(costs.clerk).post(f"/fees/desk/{costs.case_id}/receipt/", said)
    assert court_date(now()).isoformat() in shown.content.decode()
    assert "pay_fee" not in costs.deadlines()
    assert costs.waits() == {"enter_fee_receipt"}


def test_the_letter_about_a_fee_that_rises_again_says_what_was_kept() -> None:
    costs = Costs().charged()
    costs.pay()
    for claimed in (500_000, 800_000):
        given = ChangeGiven(
            ground=kinds.CLAIM_CHANGED,
            reason="示例",
            claims=(Claimed(amount=Decimal(claimed)),),
            in_time=True,
        )
        record_change(
            by=costs.clerk,
            case_id=costs.case_id,
            given=given,
            seen=costs.row.number,
            key=a_key(costs.clerk),
        )
    text = _text(_issued(costs, "FEE_CHANGED"))
    assert "原应退还你方的3000.00元已抵作应交费用" in text
    assert "3000.00yuanthatweretogobacktoyounowpaythefee" in text


def test_the_seven_days_of_a_top_up_run_from_the_receipt_of_its_letter() -> None:
    costs = Costs().charged()
    for ground in (kinds.SUMMARY_PROCEDURE, kinds.ORDINARY_PROCEDURE):
        given = ChangeGiven(ground=ground, reason="示例")
        record_change(
            by=costs.clerk,
            case_id=costs.case_id,
            given=given,
            seen=costs.row.number,
            key=a_key(costs.clerk),
        )
    assert "pay_fee" not in costs.deadlines()
    text = _text(_issued(costs, "FEE_CHANGED"))
    deadline = costs.deadlines()["pay_fee"]
    last_day = deadline.last_day
    assert deadline.citation == "Int 199"
    assert f"{last_day.year}年{last_day.month}月{last_day.day}日" in text
    assert "halfofwhatwaspaidisrefunded" in text


def test_whoever_claims_wages_reads_that_nothing_is_to_be_paid_now() -> None:
    costs = Costs(cause="追索劳动报酬纠纷").charged()
    given = FactsGiven(rates={}, tariff="labour", wages=True, source="示例")
    enter_facts(by=costs.clerk, case_id=costs.case_id, given=given, key=a_key(costs.clerk))
    assess(entry=costs.entry("FEE_FACTS_ENTERED"))
    text = _text(_issued(costs))
    assert "你方现在无需交纳" in text
    assert "Youneednotpaynow" in text
    assert "RF" not in text
    assert costs.deadlines() == {}


def test_a_letter_about_a_fee_is_issued_once() -> None:
    costs = Costs().charged()
    first = _issued(costs)
    assert _issued(costs).issued.code == first.issued.code


def test_the_reference_is_the_partys_own_and_survives_being_typed() -> None:
    costs = Costs()
    reference = reference_of(costs.party.id)
    assert is_reference(reference)
    assert reference == reference_of(costs.party.id) != reference_of(costs.case_id)


def _issued(costs: Costs, kind: str = "FEE_NOTICE_ISSUED") -> Letter:
    entry = costs.entry(kind)
    issue_letter(entry=entry)
    (letter,) = letters_about(entry)
    return letter


def _text(letter: Letter) -> str:
    content = b"".join(gateway(Storage).read(letter.document.sha256))  # type: ignore[type-abstract]
    pages = pypdfium2.PdfDocument(content)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
