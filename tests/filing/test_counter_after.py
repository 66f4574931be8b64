"""F7: after the court's answer, a clerk acts for whoever filed at the counter; the record names both."""

from base64 import b64encode

import pytest
from django.core.cache import cache

from support.counter import NAMES, filed
from support.courts import a_tree
from support.english import in_english
from support.mailing import mail
from support.makers import a_clerk, a_court, a_key, an_account
from support.matters import FACTS, PAPERS, reader
from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.states import Stage
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import access, correcting, deciding, drafts
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.evidence import fingerprint
from yunqiao.court.filing.models import ClaimDraft, CounterFiling
from yunqiao.court.filing.queries import claim_of
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Account

__all__ = ["in_english", "mail"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("mail")]


class AtCounter:
    """A claim taken down at the counter, the clerk who took it down, and one who examines it."""

    def __init__(self, court: Court) -> None:
        cache.clear()
        self.clerk, self.examiner = a_clerk(court), a_clerk(court)
        self.case = filed(self.clerk)
        self.person = CounterFiling.objects.get(case=self.case).person

    def ask(self, *points: Point) -> None:
        key = a_key(self.examiner)
        deciding.request_correction(by=self.examiner, case_id=self.case.id, points=points, key=key)
        self.case.refresh_from_db()

    def last(self, kind: str) -> DocketEntry:
        return DocketEntry.objects.get(stream_id=self.case.id, kind=kind)

    def names_both(self, kind: str, by: Account) -> bool:
        entry = self.last(kind)
        return (entry.actor, entry.on_behalf_of) == (by.person_id, self.person.id)


@pytest.fixture
def matter() -> AtCounter:
    return AtCounter(a_tree()[2])


def test_a_clerk_corrects_for_the_person_who_signs_what_they_see(matter: AtCounter) -> None:
    """Proves F7: correction at the counter, from the notice to the docket."""
    matter.ask(FACTS)
    clerk = reader(matter.clerk)
    assert "Correct the claim" in clerk.get(f"/cases/{matter.case.id}/").content.decode()
    asked = clerk.get(f"/filing/claims/{matter.case.id}/correct/").content.decode()
    assert FACTS.text in asked
    draft = ClaimDraft.objects.get(corrects=matter.case)
    facts = {"facts_and_reasons": "On 3 March.", "version": draft.version}
    assert clerk.post(f"/filing/drafts/{draft.id}/facts/", facts).status_code == 302
    check = clerk.get(f"/filing/drafts/{draft.id}/check/")
    here = f"/filing/counter/drafts/{draft.id}/"
    assert check.headers["Location"] == here
    page = clerk.get(here).content.decode()
    assert NAMES["chinese"] in page
    assert "Hand in for the person" in page
    draft.refresh_from_db()
    sent = {
        "presence": "telephone",
        "signed": "oral",
        "signature": "甲（示例）",
        "true": "on",
        "key": "correct",
        "version": draft.version,
        "evidence": fingerprint(draft),
    }
    assert clerk.post(here, sent).headers["Location"] == f"/cases/{matter.case.id}/"
    assert claim_of(matter.case).facts_and_reasons == "On 3 March."
    assert matter.names_both("CLAIM_CORRECTED", matter.clerk)
    taken = {"presence": "telephone", "signed": "oral", "signed_page": ""}
    assert matter.last("CLAIM_CORRECTED").payload["counter"] == taken
    shown = reader(matter.examiner).get(f"/filing/worklist/{matter.case.id}/").content.decode()
    assert "Filing clerk of the court, for 甲（示例） (Claimant)" in shown


def test_files_of_a_correction_come_in_at_the_counter(matter: AtCounter) -> None:
    matter.ask(PAPERS)
    draft = correcting.begin(by=matter.examiner, case=matter.case).draft
    assert reader(matter.clerk).get(f"/filing/drafts/{draft.id}/evidence/").status_code == 200
    announced = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": "4",
        "Upload-Metadata": f"filename YS50eHQ=,envelope {b64encode(str(draft.id).encode()).decode()}",
    }
    begun = reader(matter.clerk).post("/filing/uploads/", headers=announced)
    assert begun.status_code == 201
    stranger = reader(a_clerk(a_court("京0105"))).post("/filing/uploads/", headers=announced)
    assert stranger.status_code == 403


@pytest.mark.parametrize("presence", ["present", "telephone"])
def test_a_clerk_withdraws_for_the_person(matter: AtCounter, presence: str) -> None:
    clerk, here = reader(matter.clerk), f"/filing/claims/{matter.case.id}/withdraw/"
    page = clerk.get(f"/cases/{matter.case.id}/").content.decode()
    assert 'name="presence"' in page
    unsaid = clerk.post(here, {"key": "w"}, follow=True).content.decode()
    assert "at the counter or on the telephone" in unsaid
    clerk.post(here, {"key": "v", "presence": presence})
    matter.case.refresh_from_db()
    assert matter.case.stage == Stage.WITHDRAWN
    assert matter.names_both("CLAIM_WITHDRAWN", matter.clerk)
    assert matter.last("CLAIM_WITHDRAWN").payload == {"reason": "", "presence": presence}


def test_time_and_a_ruling_are_asked_for_at_the_counter(matter: AtCounter) -> None:
    matter.ask(FACTS)
    clerk, claim = reader(matter.clerk), f"/filing/claims/{matter.case.id}"
    sent = {"key": "t", "reason": "The paper comes by post.", "presence": "present"}
    assert "Is the person here?" in clerk.get(f"{claim}/more-time/").content.decode()
    assert clerk.post(f"{claim}/more-time/", sent).status_code == 302
    assert matter.names_both("CORRECTION_TIME_ASKED", matter.clerk)
    said = reader(matter.examiner).get(f"/filing/worklist/{matter.case.id}/").content.decode()
    assert "The paper comes by post." in said
    Case.objects.update(stage=Stage.REFUSED)
    assert clerk.post(f"{claim}/ruling/", {**sent, "key": "r"}).status_code == 302
    assert matter.last("RULING_ASKED").payload["presence"] == "present"


def test_a_correction_at_the_counter_says_how_the_person_was_there(matter: AtCounter) -> None:
    matter.ask(FACTS)
    draft = correcting.begin(by=matter.clerk, case=matter.case).draft
    drafts.save(draft=draft, section="facts", content={"facts_and_reasons": "On 3 March."})
    claim = drafts.claim_of(draft, NAMES["chinese"])
    with pytest.raises(FilingRefusedError) as refused:
        correcting.correct_claim(by=matter.clerk, draft=draft, claim=claim, key=a_key(matter.clerk))
    assert refused.value.field == "presence"


def test_whoever_acted_for_the_person_does_not_examine_the_filing(matter: AtCounter) -> None:
    matter.ask(FACTS)
    third = a_clerk(matter.case.court)
    correcting.ask_more_time(
        by=third, case_id=matter.case.id, reason="Ill.", key=a_key(third), presence="present"
    )
    assert not access.may_examine(third, matter.case)
    assert access.may_examine(matter.examiner, matter.case)


def test_once_the_person_has_taken_it_online_no_clerk_acts_for_them(matter: AtCounter) -> None:
    matter.ask(FACTS)
    draft = correcting.begin(by=matter.clerk, case=matter.case).draft
    CounterFiling.objects.update(claimed_at=now())
    clerk = reader(matter.clerk)
    assert clerk.get(f"/filing/claims/{matter.case.id}/correct/").status_code == 404
    assert clerk.get(f"/filing/counter/drafts/{draft.id}/").status_code == 404
    assert clerk.get(f"/filing/drafts/{draft.id}/").status_code == 404
    with pytest.raises(NotPermittedError):
        correcting.withdraw(
            by=matter.clerk, case_id=matter.case.id, key=a_key(matter.clerk), presence="present"
        )


def test_a_clerk_of_another_court_acts_only_on_what_they_took_down(matter: AtCounter) -> None:
    elsewhere = a_clerk(a_court("京0105"))
    assert not access.may_act_for_filer(elsewhere, matter.case)
    case = filed(elsewhere)
    receipt = f"/filing/counter/receipts/{case.id}/"
    assert "withdraw the claim" in reader(elsewhere).get(receipt).content.decode()
    sent = {"key": "w", "presence": "telephone"}
    answer = reader(elsewhere).post(f"/filing/claims/{case.id}/withdraw/", sent)
    assert answer.headers["Location"] == receipt
    assert "withdraw the claim" not in reader(elsewhere).get(receipt).content.decode()


def test_nobody_acts_at_the_counter_for_whoever_filed_online(matter: AtCounter) -> None:
    assert not access.may_act_for_filer(an_account(), matter.case)
    CounterFiling.objects.all().delete()
    assert not access.may_act_for_filer(matter.clerk, matter.case)
