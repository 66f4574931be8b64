"""A party whom a notice did not reach: how the clerk reached them, and the address that then counts."""

import pytest
from django.utils import translation

from support.mailing import mail
from support.makers import a_clerk, a_court, a_key
from support.matters import FACTS, Matter, reader
from support.workers import work
from yunqiao.court.casefile.entries import PARTY_REACHED
from yunqiao.court.casefile.sides import kept_from
from yunqiao.court.filing import correcting, drafts, reaching
from yunqiao.court.filing.entries import PartyReached
from yunqiao.court.filing.kinds import EXAMINE, REACH_PARTY
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.models import Account
from yunqiao.gateways.mail.fake import FakeMail

__all__ = ["mail"]

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = "party@abroad.example", "new@abroad.example"
NOTED = PartyReached(how="telephone", note="Called; will read the mail.", on="2026-09-02")


@pytest.fixture
def matter(mail: FakeMail) -> Matter:
    """A filing whose receipt came back."""
    mail.refused.add(OLD)
    found = Matter()
    Account.objects.update(language="en")
    work()
    assert found.waits() == {EXAMINE, REACH_PARTY}
    return found


def test_the_task_is_closed_by_a_note_that_stands_on_the_docket(matter: Matter) -> None:
    """Proves F4: a bounce is a task, and the task has an end."""
    clerk = reader(matter.clerk)
    here = f"/filing/worklist/{matter.case_id}/"
    assert "A notice did not reach the party." in clerk.get(here).content.decode()
    shown = clerk.get(f"{here}reach/").content.decode()
    assert OLD in shown
    assert "550 no such mailbox" in shown
    sent = {"key": "r", "how": "telephone", "on": "2026-09-02", "note": "Called.", "email": ""}
    assert clerk.post(f"{here}reach/", sent).status_code == 302
    assert matter.waits() == {EXAMINE}
    assert matter.entry(PARTY_REACHED).payload["note"] == "Called."
    with translation.override("en"):
        assert reaching.missed(matter.case) == []
    closed = clerk.get(f"{here}reach/", follow=True).content.decode()
    assert "Nobody is to be reached." in closed


def test_what_was_missed_goes_to_the_new_address_with_its_letters(
    matter: Matter, mail: FakeMail
) -> None:
    noted = PartyReached(how="new_address", note="From the file.", on="2026-09-02", email=NEW)
    reaching.reach_party(
        by=matter.clerk, case_id=matter.case_id, reached=noted, key=a_key(matter.clerk)
    )
    work()
    (sent,) = mail.sent
    assert sent.to == NEW
    assert matter.case.receipt in sent.text
    assert [one.name for one in sent.attachments] == [f"收件回执 {matter.case.receipt}.pdf"]
    matter.ask()
    work()
    assert mail.sent[-1].to == NEW


def test_an_address_that_fails_too_gives_the_task_again(matter: Matter, mail: FakeMail) -> None:
    mail.refused.add(NEW)
    noted = PartyReached(how="new_address", note="Tried.", on="2026-09-02", email=NEW)
    reaching.reach_party(
        by=matter.clerk, case_id=matter.case_id, reached=noted, key=a_key(matter.clerk)
    )
    work()
    assert matter.waits() == {EXAMINE, REACH_PARTY}


def test_a_letter_that_bounced_twice_goes_to_the_third_address(
    matter: Matter, mail: FakeMail
) -> None:
    mail.refused.add(NEW)
    for address in (NEW, "third@abroad.example"):
        noted = PartyReached(how="new_address", note="Tried.", on="2026-09-02", email=address)
        reaching.reach_party(
            by=matter.clerk, case_id=matter.case_id, reached=noted, key=a_key(matter.clerk)
        )
        work()
    (sent,) = mail.sent
    assert sent.to == "third@abroad.example"
    assert [one.name for one in sent.attachments] == [f"收件回执 {matter.case.receipt}.pdf"]


def test_nobody_is_noted_as_reached_whom_nothing_failed_to_reach(mail: FakeMail) -> None:
    matter = Matter()
    with pytest.raises(WrongStateError):
        reaching.reach_party(
            by=matter.clerk, case_id=matter.case_id, reached=NOTED, key=a_key(matter.clerk)
        )


def test_a_new_address_is_asked_for_where_one_is_to_be_tried(matter: Matter) -> None:
    clerk = reader(matter.clerk)
    sent = {"key": "r", "how": "new_address", "on": "2026-09-02", "note": "x", "email": ""}
    page = clerk.post(f"/filing/worklist/{matter.case_id}/reach/", sent).content.decode()
    assert "Give the new address." in page


def test_only_a_clerk_of_the_court_notes_it(matter: Matter) -> None:
    elsewhere = reader(a_clerk(a_court("粤0705")))
    assert elsewhere.get(f"/filing/worklist/{matter.case_id}/reach/").status_code == 403
    assert reader(matter.filer).get(f"/filing/worklist/{matter.case_id}/reach/").status_code == 403


def test_the_task_stays_where_the_claim_is_withdrawn(matter: Matter) -> None:
    correcting.withdraw(by=matter.filer, case_id=matter.case_id, key=a_key(matter.filer))
    assert matter.waits() == {REACH_PARTY}


def test_what_a_party_missed_before_a_correction_still_reaches_them(matter: Matter) -> None:
    """F4: a corrected claim leaves the parties who they were on the docket."""
    before = {one.name: one.id for one in matter.case.parties.order_by("position")}
    matter.ask(FACTS)
    draft = matter.begin()
    drafts.save(draft=draft, section="facts", content={"facts_and_reasons": "On 3 May."})
    matter.hand_in(draft)
    assert {one.name: one.id for one in matter.case.parties.order_by("position")} == before
    assert [one.name for one in reaching.sides_missed(matter.case)] == ["甲（示例）"]
    told = list(DocketEntry.objects.filter(stream_id=matter.case_id).order_by("seq"))
    assert kept_from(matter.filer, matter.case, told) == set()
