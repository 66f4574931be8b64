"""F7: a clerk asks to withdraw a registered suit for whoever filed at the counter, and for nobody else."""

from uuid import UUID

import pytest
from django.core.cache import cache

from support.costs import LOAN
from support.counter import a_draft, sign
from support.courts import a_tree
from support.english import in_english
from support.makers import a_clerk, a_court, a_key, a_member_of_staff, an_account
from support.matters import reader
from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import MATTER_JOINED
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.fees import access, withdrawing
from yunqiao.court.fees.assessing import assess
from yunqiao.court.filing import drafts
from yunqiao.court.filing.actions import accept_filing
from yunqiao.court.filing.models import CounterFiling
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account, StaffRole

__all__ = ["in_english"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]
SAID = {
    "reason": "The debt is paid.",
    "presence": "present",
    "signed": "screen",
    "signature": "甲（示例）",
    "key": "w",
}


class Registered:
    """A suit that a clerk took down for a person, registered by another; its fee is set."""

    def __init__(self, taken_by: Account | None = None) -> None:
        cache.clear()
        court = a_tree()[2]
        self.clerk, examiner = taken_by or a_clerk(court), a_clerk(court)
        draft = a_draft(self.clerk)
        drafts.save(draft=draft, section="requests", content=LOAN)
        sign(self.clerk, draft)
        draft.refresh_from_db()
        assert draft.filed_as_id is not None
        self.case_id = draft.filed_as_id
        self.person: UUID = CounterFiling.objects.get(case=self.case_id).person_id
        accept_filing(by=examiner, case_id=self.case_id, key=a_key(examiner))
        assess(entry=self.entry("CASE_REGISTERED"))
        self.here = f"/fees/{self.case_id}/withdraw/"

    @property
    def case(self) -> Case:
        return Case.objects.select_related("court").get(id=self.case_id)

    def entry(self, kind: str) -> DocketEntry:
        return DocketEntry.objects.get(stream_id=self.case_id, kind=kind)

    def asked(self) -> bool:
        return DocketEntry.objects.filter(stream_id=self.case_id, kind="WITHDRAWAL_ASKED").exists()


@pytest.fixture
def suit() -> Registered:
    return Registered()


def test_a_clerk_asks_for_the_person_and_the_record_names_both_with_the_signature(
    suit: Registered,
) -> None:
    """Proves F7: withdrawal of a registered suit at the counter, from the case page to the docket."""
    clerk = reader(suit.clerk)
    assert suit.here in clerk.get(f"/cases/{suit.case_id}/").content.decode()
    page = clerk.get(suit.here).content.decode()
    assert "You ask for a person at the counter" in page
    assert "甲（示例）" in page
    assert clerk.post(suit.here, SAID).headers["Location"] == f"/cases/{suit.case_id}/"
    asked = suit.entry("WITHDRAWAL_ASKED")
    assert (asked.actor, asked.on_behalf_of) == (suit.clerk.person_id, suit.person)
    party = Party.objects.get(case=suit.case_id, person=suit.person)
    assert asked.payload == {"party": str(party.id)} | {
        name: SAID[name] for name in ("reason", "presence", "signed", "signature")
    }


def test_nobody_on_the_telephone_signs_on_the_screen_and_presence_must_be_said(
    suit: Registered,
) -> None:
    clerk = reader(suit.clerk)
    wrong = clerk.post(suit.here, {**SAID, "presence": "telephone"}).content.decode()
    assert "does not see this screen" in wrong
    unsaid = {name: said for name, said in SAID.items() if name != "presence"}
    assert "Say whether the person is here." in clerk.post(suit.here, unsaid).content.decode()
    assert not suit.asked()


def test_no_clerk_asks_for_whoever_filed_online_or_took_the_matter_online(
    suit: Registered,
) -> None:
    joined = an_account()
    with act(by=Actor(person=joined.person_id)) as writing:
        writing.lock(Stream.CASE, suit.case_id)
        docket.record(writing, suit.case, MATTER_JOINED, {}, advance=False)
    assert not access.may_ask_to_withdraw(suit.clerk, suit.case)
    with pytest.raises(NotPermittedError):
        withdrawing.ask(by=suit.clerk, case_id=suit.case_id, reason="示例", key=a_key(suit.clerk))
    assert reader(suit.clerk).post(suit.here, SAID).status_code == 403


def test_a_clerk_of_another_court_asks_only_where_they_took_the_claim_down(
    suit: Registered,
) -> None:
    elsewhere = a_clerk(a_court("京0105"))
    assert reader(elsewhere).post(suit.here, SAID).status_code == 404
    judge = a_member_of_staff(StaffRole.JUDGE, suit.case.court)
    assert reader(judge).post(suit.here, SAID).status_code == 403
    own = Registered(taken_by=elsewhere)
    receipt = f"/filing/counter/receipts/{own.case_id}/"
    assert own.here in reader(elsewhere).get(receipt).content.decode()
    assert reader(elsewhere).post(own.here, SAID).headers["Location"] == receipt
    assert own.asked()


def test_whoever_asked_for_a_person_does_not_rule_on_it(suit: Registered) -> None:
    reader(suit.clerk).post(suit.here, SAID)
    suit.clerk.posts.create(court=suit.case.court, role=StaffRole.JUDGE, since="2020-01-01")
    assert "acted for a party" in access.may_rule_on_withdrawal(suit.clerk, suit.case).reason
