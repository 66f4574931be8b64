"""A clock that goes wrong: order and chain hold; legal dates are the court's, never the browser's."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from support.makers import a_clerk, a_court, a_filing, a_key, an_account, claim_data
from support.offices import append_pending
from yunqiao.court.casefile.models import Case, Deadline
from yunqiao.court.filing.actions import accept_filing, open_examination
from yunqiao.court.foundation.connections import conninfo
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.outside import Outside
from yunqiao.court.foundation.verify import audit
from yunqiao.court.identity.tokens import new_token
from yunqiao.gateways.storage.fake import FakeStorage
from yunqiao.gateways.timestamp.fake import FakeAuthority

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)  # in Shanghai


def test_when_the_clock_goes_back_the_docket_goes_on_in_order(tmp_path: Path) -> None:
    with time_machine.travel(NOON):
        receipt, clerk = a_filing(), a_clerk(a_court())
    append_pending()
    with time_machine.travel(NOON - timedelta(hours=3)):
        accept_filing(by=clerk, case_id=UUID(receipt.case), key=a_key(clerk))
    append_pending()
    entries = DocketEntry.objects.filter(stream_id=receipt.case).order_by("seq")
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert entries[2].at < entries[1].at
    outside, verifier = Outside(tmp_path), FakeAuthority()
    assert not audit(conninfo(), outside=outside, documents=FakeStorage(), verifier=verifier).faults


def test_the_day_of_filing_is_the_court_s_though_the_filer_s_is_another() -> None:
    with time_machine.travel(datetime(2026, 6, 1, 16, 30, tzinfo=UTC)):  # 2 June in Shanghai
        receipt = a_filing()
        open_examination(entry=DocketEntry.objects.get(stream_id=receipt.case, seq=1))
    assert receipt.receipt.startswith("YQ260602-")
    assert str(Deadline.objects.get().first_day) == "2026-06-03"


@pytest.mark.parametrize("said", ["filed_at", "registered_on", "received_on", "at"])
def test_no_date_of_filing_is_taken_from_the_filer(said: str) -> None:
    a_court()
    headers = {"Authorization": f"Bearer {new_token(an_account(), 'test')}"}
    headers |= {"Idempotency-Key": str(uuid4()), "Date": "Mon, 01 Jan 2018 00:00:00 GMT"}
    claim = json.dumps(claim_data(**{said: "2018-01-01"}))
    answer = Client().post("/api/v1/filings", claim, "application/json", headers=headers)
    assert answer.status_code == 422
    plain = json.dumps(claim_data())
    Client().post("/api/v1/filings", plain, "application/json", headers=headers)
    assert datetime.now(UTC) - Case.objects.get().filed_at < timedelta(minutes=1)
