"""What an auditor reads: every case of their courts, and no other (design.md, People and access)."""

import pytest

from support.courts import a_post, a_tree
from support.english import in_english
from support.makers import a_filing, a_key, an_account
from support.matters import reader
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.identity.models import StaffRole

__all__ = ["in_english"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_an_auditor_finds_the_cases_of_their_court_and_opens_them() -> None:
    _, elsewhere, court = a_tree()
    case = Case.objects.get(id=a_filing(an_account("party@abroad.example")).case)
    browser = reader(a_post(StaffRole.AUDITOR, court))
    link = f'href="/cases/{case.id}/"'
    assert "Choose another stage" in browser.get("/audit/").content.decode()
    assert link in browser.get(f"/audit/?stage={case.stage}").content.decode()
    assert link in browser.get(f"/audit/?q={case.receipt}").content.decode()
    clerk = a_post(StaffRole.FILING_CLERK, court)
    accept_filing(by=clerk, case_id=case.id, key=a_key(clerk))
    assert link in browser.get("/audit/?stage=none-of-ours").content.decode()
    assert "The claim was filed" in browser.get(f"/cases/{case.id}/").content.decode()
    stranger = reader(a_post(StaffRole.AUDITOR, elsewhere))
    for asked in ("", f"?q={case.receipt}"):
        assert link not in stranger.get(f"/audit/{asked}").content.decode()


def test_only_a_party_is_told_that_they_need_do_nothing() -> None:
    _, _, court = a_tree()
    party = an_account("party@abroad.example")
    address = f"/cases/{a_filing(party).case}/"
    assert "You need do nothing now" in reader(party).get(address).content.decode()
    auditor = reader(a_post(StaffRole.AUDITOR, court)).get(address).content.decode()
    assert "Next: the court examines the claim" in auditor
    assert "You need do nothing now" not in auditor
