"""The pages of fees: what the payer sees, what staff do, and what others do not see (P1)."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from support.costs import Costs
from support.english import in_english
from support.makers import an_account
from support.matters import reader
from yunqiao.court.casefile.deadlines import run_deadline
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.owing import to_pay_in
from yunqiao.court.fees.period import begin_period
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]
__all__ = ["in_english"]


def test_the_payer_sees_the_sum_its_steps_the_last_day_and_the_law() -> None:
    costs = Costs().charged()
    _begin(costs)
    page = _get(costs, f"/fees/{costs.case_id}/")
    for said in (
        "11,800.00 CNY",
        "300,000 yuan × 1 % = 3,000.00 yuan",
        "/law/fees.acceptance/",
        "Last day",
    ):
        assert said in page, said
    assert "Beijing" in page  # the last minute, on both clocks


def test_the_matter_and_the_case_say_what_is_to_be_paid_until_it_is() -> None:
    costs = Costs().charged()
    for address in ("/matters/", f"/cases/{costs.case_id}/"):
        assert "11,800.00 CNY" in _get(costs, address)
    costs.pay()
    assert "11,800.00 CNY" not in _get(costs, "/matters/")
    assert "Paid" in _get(costs, f"/cases/{costs.case_id}/")


def test_before_the_fee_is_set_the_page_says_what_comes() -> None:
    costs = Costs()
    assert "The fee is not set yet" in _get(costs, f"/fees/{costs.case_id}/")


def test_the_case_says_in_truth_what_is_next() -> None:
    costs = Costs()
    addresses = ("/matters/", f"/cases/{costs.case_id}/")
    assert all("tells you what the case costs" in _get(costs, one) for one in addresses)
    costs.charged()
    costs.pay()
    for address in addresses:
        page = _get(costs, address)
        assert "tells you what the case costs" not in page
        assert "the court sends the claim to the other side" in page


def test_a_time_of_the_court_or_of_another_party_does_not_stand_before_ones_own() -> None:
    costs = Costs().charged()
    costs.pay()
    today = court_date(now())
    other = Party.objects.filter(case=costs.case_id).exclude(id=costs.party.id)[:1].get()
    with act(by=Actor(person=None)) as writing:
        for kind, days, party, of_court in (
            ("refund_fee", 1, costs.party.id, True),
            ("theirs", 2, other.id, False),
            ("own", 40, costs.party.id, False),
        ):
            last_day = today + timedelta(days=days)
            run_deadline(
                writing,
                costs.case,
                kind=kind,
                after=today,
                last_day=last_day,
                citation="Fees 22(1)",
                of_court=of_court,
                party=party,
            )
    assert f"{today + timedelta(days=40)}" in _get(costs, "/matters/")
    assert f"{today + timedelta(days=1)}" not in _get(costs, "/matters/")


def test_a_stranger_does_not_learn_that_there_is_a_fee() -> None:
    costs = Costs().charged()
    assert reader(an_account()).get(f"/fees/{costs.case_id}/").status_code == 404


def _begin(costs: Costs) -> None:
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, costs.case_id)
        begin_period(writing, costs.case, court_date(now()) - timedelta(days=1))


def _get(costs: Costs, address: str) -> str:
    client: Client = reader(costs.payer)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_list_of_matters_asks_once_what_is_to_be_paid_in_all_of_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    payer = an_account()
    matters = [Costs(payer).charged() for _ in range(3)]
    matters[2].pay()
    _begin(matters[0])
    cases = [costs.case for costs in matters]
    with django_assert_num_queries(1):
        owed = to_pay_in(payer, cases)
    assert {case_id: one.outstanding for case_id, one in owed.items()} == dict.fromkeys(
        [cases[0].id, cases[1].id], "11,800.00 CNY"
    )
    assert [bool(owed[case.id].last_day) for case in cases[:2]] == [True, False]
    assert to_pay_in(an_account(), cases) == {}
