"""Fees through the API: what a case costs with its steps, and asking for relief once per key (P1)."""

from typing import Any

import pytest
from django.test import Client

from support.costs import Costs
from support.makers import an_account, an_upload
from yunqiao.court.fees.records import ReliefApplication
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.tokens import new_token

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = {"kind": "deferral", "grounds": ["receives_legal_aid"], "reasons": "Legal aid."}


def test_a_program_reads_the_fee_with_its_steps_and_reference() -> None:
    costs = Costs().charged()
    fee = _call(costs.payer, "get", costs, "fee").json()
    assert (fee["fee"], fee["outstanding"], fee["paid"]) == ("11800.00", "11800.00", "0.00")
    assert fee["reference"] == reference_of(costs.party.id)
    assert fee["steps"][-1]["adds"] == "3000.00"


def test_a_program_asks_for_relief_once_however_often_it_sends_the_request() -> None:
    costs = Costs().charged()
    paper = an_upload(costs.payer)
    asked = {**ASKED, "documents": [str(paper.id)]}
    for _ in range(16):
        answer = _call(costs.payer, "post", costs, "relief", asked)
    [application] = answer.json()["applications"]
    assert (application["kind"], application["state"]) == (ASKED["kind"], "asked")
    assert ReliefApplication.objects.count() == 1
    again = _call(costs.payer, "post", costs, "relief", asked, key="another")
    assert again.status_code == 409


def test_what_the_law_does_not_know_is_refused_with_a_sentence() -> None:
    costs = Costs().charged()
    wrong = {**ASKED, "kind": "exemption"}
    answer = _call(costs.payer, "post", costs, "relief", wrong)
    assert answer.status_code == 422
    assert "不属于" in answer.json()["detail"]


def test_a_program_sees_what_withdrawal_does_and_asks_for_it_once() -> None:
    costs = Costs()
    assert (
        _call(costs.payer, "post", costs, "withdrawal-of-suit", {"reason": "示例"}).status_code
        == 409
    )
    costs.charged()
    costs.pay()
    seen = _call(costs.payer, "get", costs, "withdrawal-of-suit").json()
    assert (seen["claimants"], seen["fee"], seen["to_refund"]) == ([], "5900.00", "5900.00")
    for _ in range(2):
        asked = _call(costs.payer, "post", costs, "withdrawal-of-suit", {"reason": "示例"}, key="w")
    assert asked.json()["claimants"] == [costs.party.name]
    assert costs.kinds().count("WITHDRAWAL_ASKED") == 1
    assert _call(an_account(), "get", costs, "withdrawal-of-suit").status_code == 404


def test_the_fee_is_its_payers_own() -> None:
    costs = Costs()
    assert _call(costs.payer, "get", costs, "fee").status_code == 409
    assert _call(an_account(), "get", costs, "fee").status_code == 404


def _call(
    account: Account, method: str, costs: Costs, what: str, body: object = None, key: str = "k"
) -> Any:
    client = Client()
    headers = {
        "Authorization": f"Bearer {new_token(account, 'test')}",
        "Idempotency-Key": key,
        "Accept-Language": "zh-Hans",
    }
    address = f"/api/v1/filings/{costs.case_id}/{what}"
    if method == "get":
        return client.get(address, headers=headers)
    return client.post(address, body, content_type="application/json", headers=headers)
