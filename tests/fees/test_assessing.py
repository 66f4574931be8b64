"""Setting the fee of a registered case: from its claims to the books, once, and nothing guessed (P1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import psycopg
import pytest
from django.db import DatabaseError, connection

from support.costs import FEE, Costs
from support.makers import a_court, a_key, an_account
from support.matters import reader
from yunqiao.court.casefile.models import PartyKind
from yunqiao.court.directory.models import CourtSetting
from yunqiao.court.directory.settings import FEE as SETTING
from yunqiao.court.fees import gathering, rates
from yunqiao.court.fees.assessing import assess
from yunqiao.court.fees.entering import FactsGiven, RateGiven, enter_facts
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.records import FeeAssessment, PublishedRate
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError

pytestmark = pytest.mark.django_db(transaction=True)
DOLLARS = [{"text": "Pay.", "amount": "100000", "currency": "USD"}]
NO_MONEY = [{"text": "停止侵害。"}]


def test_a_registered_case_gets_its_fee_with_every_step_booked_and_on_the_docket() -> None:
    costs = Costs().charged()
    row = costs.row
    assert (row.fee_fen, row.waived_fen, row.number, row.ground) == (FEE, 0, 1, "accepted")
    assert row.because_of == costs.entry("CASE_REGISTERED").id
    assert row.by_id is None
    steps = row.finding["value"]["steps"]
    assert sum(Decimal(step["adds"]) for step in steps) == Decimal(11_800)
    assert costs.standing == Standing(outstanding=FEE)
    entry = costs.entry("FEE_NOTICE_ISSUED")
    assert entry.payload["becomes"] == entry.payload["to_pay"] == "11800.00"
    assert entry.record["findings"][0]["citations"] == ["Fees 13(1)"]


def test_the_same_entry_sixteen_times_at_once_sets_one_fee() -> None:
    costs = Costs()
    entry = costs.entry("CASE_REGISTERED")

    def once(_number: int) -> None:
        try:
            assess(entry=entry)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(once, range(16)))
    assert FeeAssessment.objects.count() == 1
    assert costs.standing == Standing(outstanding=FEE)
    assert costs.kinds().count("FEE_NOTICE_ISSUED") == 1


def test_a_missing_rate_becomes_a_task_and_the_fee_follows_once_a_clerk_has_entered_it() -> None:
    costs = Costs(requests=DOLLARS).charged()
    assert costs.waits() == {"enter_fee_facts"}
    assert "FEE_NOTICE_ISSUED" not in costs.kinds()
    assert gathering.missing_in(gathering.basis_at_acceptance(costs.case)) == ["rate.USD"]
    today = court_date(now())
    rate = RateGiven(cny_per_unit=Decimal("7.2"), published_on=today)
    given = FactsGiven(rates={"USD": rate}, source="示例公告")
    enter_facts(by=costs.clerk, case_id=costs.case_id, given=given, key=a_key(costs.clerk))
    assess(entry=costs.entry("FEE_FACTS_ENTERED"))
    assert costs.waits() == set()
    assert costs.row.fee_fen == 1_100_000  # 720,000 yuan
    assert costs.row.basis["claims"][0]["rate"]["cny_per_unit"] == "7.2"


def test_a_rate_holds_for_every_case_of_its_day_and_a_newer_one_corrects_it() -> None:
    costs = Costs(requests=DOLLARS)
    day = costs.case.registered_on
    assert day is not None
    for value in ("7.3", "7.2"):
        PublishedRate.objects.create(
            court=costs.case.court,
            currency="USD",
            holds_on=day,
            published_on=day,
            cny_per_unit=value,
            source="x",
            at=now(),
        )
    assert costs.charged().row.fee_fen == 1_100_000
    assert rates.held_on(costs.case.court, "USD", date(2020, 1, 1)) is None


def test_a_local_amount_comes_from_the_court_above_that_set_it_or_from_a_clerk() -> None:
    costs = Costs(requests=NO_MONEY).charged()
    assert costs.waits() == {"enter_fee_facts"}
    CourtSetting.objects.create(
        court=a_court(), name=f"{SETTING}other_non_property", value="80.00", since="2026-01-01"
    )
    other = Costs(requests=NO_MONEY).charged()
    assert other.row.fee_fen == 80_00
    given = FactsGiven(rates={}, local_amount=Decimal("60.00"), source="示例通知")
    enter_facts(by=costs.clerk, case_id=costs.case_id, given=given, key=a_key(costs.clerk))
    assess(entry=costs.entry("FEE_FACTS_ENTERED"))
    assert costs.row.fee_fen == 60_00


def test_where_the_cause_fits_several_tariffs_a_clerk_says_which() -> None:
    costs = Costs(cause="离婚后财产纠纷").charged()
    assert gathering.missing_in(gathering.basis_at_acceptance(costs.case)) == ["kind"]
    given = FactsGiven(rates={}, tariff="property", source="案由")
    enter_facts(by=costs.clerk, case_id=costs.case_id, given=given, key=a_key(costs.clerk))
    assess(entry=costs.entry("FEE_FACTS_ENTERED"))
    assert costs.row.fee_fen == FEE


def test_only_staff_of_the_court_enter_facts_and_only_before_the_fee_is_set() -> None:
    costs = Costs(requests=DOLLARS).charged()
    given = FactsGiven(rates={}, source="x")
    with pytest.raises(NotPermittedError):
        enter_facts(by=costs.payer, case_id=costs.case_id, given=given, key=a_key(costs.payer))
    done = Costs().charged()
    with pytest.raises(WrongStateError):
        enter_facts(by=done.clerk, case_id=done.case_id, given=given, key=a_key(done.clerk))


def test_an_assessment_is_never_changed_or_deleted() -> None:
    row = Costs().charged().row
    for attempt in (
        lambda: FeeAssessment.objects.filter(id=row.id).update(fee_fen=1),
        lambda: FeeAssessment.objects.filter(id=row.id).delete(),
    ):
        with pytest.raises((DatabaseError, psycopg.Error)):
            attempt()


def test_the_claimant_who_filed_pays_else_the_first_one() -> None:
    costs = Costs()
    assert gathering.payer_of(costs.case) == costs.party
    assert costs.party.kind == PartyKind.NATURAL
    assert an_account().person_id != costs.party.person_id


def test_a_claim_for_wages_is_charged_but_not_asked_for_in_advance() -> None:
    costs = Costs(cause="追索劳动报酬纠纷").charged()
    assert costs.waits() == {"enter_fee_facts"}
    page = reader(costs.clerk).get(f"/fees/desk/{costs.case_id}/facts/").content.decode()
    assert 'name="wages"' in page
    given = FactsGiven(rates={}, tariff="labour", wages=True, source="《办法》第二十条（示例）")
    enter_facts(by=costs.clerk, case_id=costs.case_id, given=given, key=a_key(costs.clerk))
    assess(entry=costs.entry("FEE_FACTS_ENTERED"))
    assert costs.standing == Standing(outstanding=1_000)
    assert costs.entry("FEE_NOTICE_ISSUED").payload["claims_wages"] is True
    costs.receives()
    assert (costs.waits(), costs.deadlines()) == (set(), {})
    matter = reader(costs.payer).get("/matters/").content.decode()
    assert "10.00" not in matter
    assert "10.00" in reader(costs.payer).get(f"/fees/{costs.case_id}/").content.decode()
