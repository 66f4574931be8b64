"""Agents: filing for a party, what the law says of it, who sees what, renewal and the end (F3, W3)."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from pydantic import ValidationError

from support.mailing import mail
from support.makers import a_claim, a_clerk, a_court, a_key, an_account, an_upload
from support.matters import AUTHORITY, a_claim_by_agent, filed_by_agent, reader
from support.stores import storage
from support.tus import TusClient
from support.workers import work
from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.entries import (
    AGENT_AUTHORISED,
    AUTHORITY_GIVEN_UP,
    AUTHORITY_RENEWED,
    AUTHORITY_REVOKED,
)
from yunqiao.court.casefile.models import Case, Document, Party, Representation
from yunqiao.court.casefile.representing import agents_on
from yunqiao.court.filing import authorising, correcting, deciding, drafts, handed_in
from yunqiao.court.filing.actions import accept_filing, file_claim
from yunqiao.court.filing.claim import ExhibitGiven, RepresentationGiven
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.facts import AgentPaper
from yunqiao.court.filing.queries import filings_of
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.models import Upload
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.storage.folder import FolderStorage

__all__ = ["mail", "storage"]

pytestmark = pytest.mark.django_db(transaction=True)
CLIENT = "client@abroad.example"
LATER = datetime(2027, 6, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


class Represented:
    """A claim that an agent filed, the agent, and the party they act for."""

    def __init__(self, **authority: object) -> None:
        self.agent = an_account("lawyer@abroad.example")
        self.case_id = UUID(filed_by_agent(self.agent, **authority).case)
        self.client: Account = Account.objects.get(email=CLIENT)
        self.clerk = a_clerk(a_court())
        Account.objects.update(language="en")

    @property
    def case(self) -> Case:
        return Case.objects.select_related("court").get(id=self.case_id)

    @property
    def held(self) -> Representation:
        return Representation.objects.get(case=self.case_id, agent=self.agent.person_id)

    def entry(self, kind: str) -> DocketEntry:
        return DocketEntry.objects.get(stream_id=self.case_id, kind=kind)

    def sees(self, account: Account) -> bool:
        return visible_to(account).filter(id=self.case_id).exists()

    def name(self, agent: Account, *, by: Account, **changes: object) -> None:
        """Name a further agent, or renew one, with a power of attorney."""
        paper = an_upload(by, name="poa.pdf", sha256="d" * 64)
        assert self.client.person_id
        authorising.authorise(
            by=by,
            case_id=self.case_id,
            principal=self.client.person_id,
            agent=agent,
            given=RepresentationGiven.model_validate({**AUTHORITY, **changes}),
            papers=[
                ExhibitGiven.model_validate({"upload": paper.id, "paper": "power_of_attorney"})
            ],
            envelopes=[],
            key=a_key(by),
        )

    def end(self, *, by: Account) -> None:
        authorising.end_authority(
            by=by, case_id=self.case_id, representation_id=self.held.id, key=a_key(by)
        )


@pytest.fixture
def matter() -> Represented:
    return Represented()


def test_an_agent_files_and_the_docket_says_for_whom(matter: Represented) -> None:
    """Proves F3 and W3: the actor and the party on whose behalf."""
    filed = matter.entry("CLAIM_FILED")
    assert filed.actor == matter.agent.person_id
    assert filed.on_behalf_of == matter.client.person_id
    assert Party.objects.get(case=matter.case_id, role="claimant").person == matter.client.person
    entry = matter.entry(AGENT_AUTHORISED)
    assert entry.payload["powers"] == ["settle"]
    assert [finding["code"] for finding in entry.record["findings"]] == ["PAPERS", "APOSTILLE"]
    assert Document.objects.get(case=matter.case_id).paper == "power_of_attorney"
    page = reader(matter.client).get(f"/cases/{matter.case_id}/").content.decode()
    assert "李律师（示例） (agent), for 甲（示例） (Claimant)" in page


def test_the_party_sees_what_the_agent_does_and_both_are_told(
    matter: Represented, mail: FakeMail
) -> None:
    assert matter.sees(matter.client)
    assert matter.sees(matter.agent)
    work()
    told = {(one.to, one.subject.partition(":")[0]) for one in mail.sent}
    for to in (CLIENT, "lawyer@abroad.example"):
        assert (to, "Your claim has arrived") in told
        assert (to, "李律师（示例） is named as agent") in told
    home = reader(matter.agent).get("/matters/").content.decode()
    assert "for 甲（示例）" in home
    assert "<strong>for" not in reader(matter.client).get("/matters/").content.decode()


def test_an_agent_who_may_not_receive_is_sent_nothing_but_news_of_the_authority(
    mail: FakeMail,
) -> None:
    Represented(receives=False)
    work()
    subjects = [one.subject for one in mail.sent if one.to == "lawyer@abroad.example"]
    assert len(subjects) == 1
    assert subjects[0].startswith("李律师（示例） is named as agent")


def test_a_party_without_an_address_is_a_person_nobody_signs_in_as() -> None:
    agent = an_account("lawyer@abroad.example")
    a_court()
    claim = a_claim_by_agent(agent, principal="")
    receipt = file_claim(by=agent, claim=claim, key=a_key(agent))
    person = Party.objects.get(case=UUID(receipt.case), role="claimant").person
    assert person is not None
    assert person != agent.person
    assert not Account.objects.filter(person=person).exists()


@pytest.mark.parametrize(
    "changes",
    [{"kind": "foreign_lawyer_as_lawyer"}, {"kind": "consular_officer_in_official_capacity"}],
)
def test_whom_the_law_does_not_let_act_files_nothing(changes: dict[str, object]) -> None:
    agent = an_account()
    with pytest.raises(FilingRefusedError) as refused:
        filed_by_agent(agent, **changes)
    assert refused.value.field == "representation"
    assert not Case.objects.exists()


def test_an_agent_hands_in_the_power_of_attorney() -> None:
    with pytest.raises(ValidationError, match="power of attorney"):
        a_claim(representation=AUTHORITY)


def test_nobody_is_their_own_agent() -> None:
    agent = an_account("lawyer@abroad.example")
    a_court()
    claim = a_claim_by_agent(agent, principal="lawyer@abroad.example")
    with pytest.raises(FilingRefusedError, match="your own"):
        file_claim(by=agent, claim=claim, key=a_key(agent))


def test_an_agent_corrects_for_the_party_and_changes_requests_only_with_that_power() -> None:
    """Proves W3: special powers count one by one (CPL 62)."""
    matter = Represented()
    point = Point(section="requests", text="Which amount?")
    deciding.request_correction(
        by=matter.clerk, case_id=matter.case_id, points=[point], key=a_key(matter.clerk)
    )
    draft = correcting.begin(by=matter.agent, case=matter.case).draft
    more = [{"text": "判令被告还款。", "amount": "200.00", "currency": "USD"}]
    drafts.save(draft=draft, section="requests", content=more)
    claim = drafts.claim_of(draft, "李律师")
    with pytest.raises(FilingRefusedError) as refused:
        correcting.correct_claim(by=matter.agent, draft=draft, claim=claim, key=a_key(matter.agent))
    assert refused.value.field == "requests"
    same = correcting.begin(by=matter.client, case=matter.case).draft
    assert same == draft
    correcting.correct_claim(by=matter.client, draft=same, claim=claim, key=a_key(matter.client))
    assert matter.entry("CLAIM_CORRECTED").on_behalf_of is None


def test_an_agent_with_the_power_changes_requests_on_behalf_of_the_party() -> None:
    matter = Represented(powers=["change_claim"])
    point = Point(section="requests", text="Which amount?")
    deciding.request_correction(
        by=matter.clerk, case_id=matter.case_id, points=[point], key=a_key(matter.clerk)
    )
    draft = correcting.begin(by=matter.agent, case=matter.case).draft
    more = [{"text": "判令被告还款。", "amount": "200.00", "currency": "USD"}]
    drafts.save(draft=draft, section="requests", content=more)
    claim = drafts.claim_of(draft, "李律师")
    correcting.correct_claim(by=matter.agent, draft=draft, claim=claim, key=a_key(matter.agent))
    assert matter.entry("CLAIM_CORRECTED").on_behalf_of == matter.client.person_id


def test_the_party_revokes_and_the_agent_loses_sight_at_once(
    matter: Represented, mail: FakeMail
) -> None:
    """Proves W3: revocation."""
    page = reader(matter.client).get(f"/filing/claims/{matter.case_id}/agents/").content.decode()
    assert "Revoke this authority" in page
    matter.end(by=matter.client)
    assert not matter.sees(matter.agent)
    assert not filings_of(matter.agent).exists()
    assert reader(matter.agent).get(f"/cases/{matter.case_id}/").status_code == 404
    with pytest.raises(NotPermittedError):
        correcting.withdraw(by=matter.agent, case_id=matter.case_id, key=a_key(matter.agent))
    assert matter.entry(AUTHORITY_REVOKED).actor == matter.client.person_id
    work()
    told = [one.to for one in mail.sent if "was revoked" in one.subject]
    assert {CLIENT, "lawyer@abroad.example"} <= set(told)


def test_an_agent_gives_up_and_a_stranger_ends_nothing(matter: Represented) -> None:
    with pytest.raises(NotPermittedError):
        matter.end(by=an_account())
    matter.end(by=matter.agent)
    assert matter.entry(AUTHORITY_GIVEN_UP).actor == matter.agent.person_id
    assert not matter.sees(matter.agent)
    with pytest.raises(Representation.DoesNotExist):
        agents_on(matter.case).get()


def test_an_authority_ends_once(matter: Represented) -> None:
    held = matter.held.id
    matter.end(by=matter.client)
    with pytest.raises(WrongStateError):
        authorising.end_authority(
            by=matter.client,
            case_id=matter.case_id,
            representation_id=held,
            key=a_key(matter.client),
        )


def test_an_authority_that_has_run_out_shows_nothing_more_until_it_is_renewed() -> None:
    """Proves W3: expiry and renewal."""
    matter = Represented(until="2027-03-01")
    with time_machine.travel(LATER, tick=False):
        assert not matter.sees(matter.agent)
        matter.name(matter.agent, by=matter.client, until="2027-12-31", powers=["settle", "appeal"])
        assert matter.sees(matter.agent)
    assert matter.held.until == date(2027, 12, 31)
    assert matter.entry(AUTHORITY_RENEWED).payload["powers"] == ["settle", "appeal"]


def test_a_party_has_two_agents_at_most(matter: Represented) -> None:
    """Proves W3: CPL 61."""
    matter.name(an_account("second@abroad.example"), by=matter.client)
    assert agents_on(matter.case).count() == 2
    with pytest.raises(FilingRefusedError) as refused:
        matter.name(an_account("third@abroad.example"), by=matter.client)
    assert refused.value.field == "representation"
    assert agents_on(matter.case).count() == 2


def test_a_stranger_names_no_agent(matter: Represented) -> None:
    stranger = an_account()
    with pytest.raises(NotPermittedError):
        matter.name(stranger, by=stranger)


def test_the_clerk_sees_what_there_is_to_check(matter: Represented) -> None:
    page = reader(matter.clerk).get(f"/filing/worklist/{matter.case_id}/").content.decode()
    assert "李律师（示例）" in page
    assert "does not have the form it needs" in page  # signed in the United States, not certified
    assert "Practice licence: <strong>missing</strong>" in page
    assert "Power of attorney: handed in" in page
    assert "<li>settle</li>" in page


def test_whoever_takes_part_in_a_case_does_not_examine_it(matter: Represented) -> None:
    clerk = a_clerk(a_court())
    matter.name(clerk, by=matter.client)
    with pytest.raises(NotPermittedError, match="take part"):
        accept_filing(by=clerk, case_id=matter.case_id, key=a_key(clerk))


def test_naming_an_agent_on_the_page_takes_papers_first(matter: Represented) -> None:
    client = reader(matter.client)
    here = f"/filing/claims/{matter.case_id}/agents/new/"
    sent = {**AUTHORITY, "key": "k", "email": "second@abroad.example", "receives": "on"}
    page = client.post(here, sent).content.decode()
    assert "Add the power of attorney" in page
    empty = client.post(here, {"key": "k"}).content.decode()
    assert "Say who the party is." in empty
    assert "Give the agent&#x27;s name." in empty
    assert "Give your name." not in empty
    assert not Account.objects.filter(email="second@abroad.example", person=None).exists()


def test_the_papers_of_an_agent_come_in_pieces_or_by_a_plain_form(
    matter: Represented, storage: FolderStorage
) -> None:
    """F3, W3: with progress and retries as in a claim, and without scripts too."""
    client = reader(matter.client)
    here = f"/filing/claims/{matter.case_id}/agents/"
    paper = f"{here}papers/power_of_attorney/"
    assert paper in client.get(f"{here}new/").content.decode()
    page = client.get(paper).content.decode()
    envelope = page.partition('data-envelope="')[2].partition('"')[0]
    assert f'data-uploads="{paper}uploads/"' in page
    whole, tus = b"%PDF-1.4 demonstration", TusClient(matter.client, f"{paper}uploads/")
    place = tus.announce(len(whole), "poa.pdf", envelope=envelope)
    assert tus.patch(place, 0, whole[:9]).status_code == 204
    assert "has not arrived whole" in client.get(f"{paper}?part=list").content.decode()
    assert tus.patch(place, 9, whole[9:]).status_code == 204
    plain = SimpleUploadedFile("again.pdf", whole, "application/pdf")
    assert client.post(paper, {"file": plain}).status_code == 302
    listed = client.get(paper).content.decode()
    assert "poa.pdf" in listed
    assert "again.pdf" in listed
    again = Upload.objects.get(name="again.pdf")
    assert client.post(f"{paper}{again.exhibit}/remove/").headers["Location"] == paper
    Upload.objects.update(state="ready")
    sent = {**AUTHORITY, "key": "k", "email": "second@abroad.example", "receives": "on"}
    assert client.post(f"{here}new/", sent).headers["Location"] == here
    told = DocketEntry.objects.filter(stream_id=matter.case_id, kind=AGENT_AUTHORISED)
    assert told.latest("seq").payload["papers"] == ["power_of_attorney"]
    assert not handed_in.uploads_of(matter.client, matter.case, AgentPaper.POWER_OF_ATTORNEY)


def test_the_papers_of_a_renewed_authority_lead_back_to_its_renewal(
    matter: Represented, storage: FolderStorage
) -> None:
    client, renewal = reader(matter.client), f"?renew={matter.held.id}"
    here = f"/filing/claims/{matter.case_id}/agents/"
    paper = f"{here}papers/power_of_attorney/"
    renew = f"{here}{matter.held.id}/renew/"
    assert f"{paper}{renewal}" in client.get(renew).content.decode()
    file = SimpleUploadedFile("poa.pdf", b"%PDF-1.4 demonstration", "application/pdf")
    client.post(f"{paper}{renewal}", {"file": file})
    listed = client.get(f"{paper}{renewal}&part=list").content.decode()
    [remove] = re.findall(r'action="([^"]+/remove/[^"]*)"', listed)
    assert client.post(remove).headers["Location"] == f"{paper}{renewal}"
    page = client.get(f"{paper}{renewal}").content.decode()
    assert f'data-fragment="{paper}{renewal}&amp;part=list"' in page
    assert page.count(f'href="{renew}"') == 2


def test_papers_that_another_window_used_meanwhile_are_not_those_of_a_second_agent(
    matter: Represented,
) -> None:
    by, kind = matter.client, AgentPaper.POWER_OF_ATTORNEY
    matter.end(by=by)
    an_upload(by, envelope=handed_in.envelope_of(by, matter.case_id, kind))
    [paper], envelopes = handed_in.given(by, matter.case), handed_in.envelopes_of(by, matter.case)

    def name(agent: str) -> None:
        authorising.authorise(
            by=by,
            case_id=matter.case_id,
            principal=matter.held.principal_id,
            agent=an_account(f"{agent}@abroad.example"),
            given=RepresentationGiven.model_validate(AUTHORITY),
            papers=[paper],
            envelopes=envelopes,
            key=a_key(by),
        )

    name("second")
    with pytest.raises(FilingRefusedError, match="used in another window"):
        name("third")


def test_nobody_puts_papers_into_the_envelope_of_another(matter: Represented) -> None:
    envelope = handed_in.envelope_of(matter.client, matter.case_id, AgentPaper.POWER_OF_ATTORNEY)
    for who, status in ((matter.agent, 403), (an_account(), 403), (matter.client, 201)):
        door = f"/filing/claims/{matter.case_id}/agents/papers/power_of_attorney/uploads/"
        assert (
            TusClient(who, door).create(9, "poa.pdf", envelope=str(envelope)).status_code == status
        )


def test_the_draft_of_an_agent_has_the_parts_of_one() -> None:
    a_court()
    agent = an_account()
    browser = reader(agent)
    begun = browser.post("/filing/", {"for_whom": "other"})
    draft = begun.headers["Location"]
    page = browser.get(draft).content.decode()
    assert "You, the agent" in page
    assert "Power of attorney and papers" in page
    sent = {**AUTHORITY, "version": "1", "receives": "on"}
    assert browser.post(f"{draft}representation/", sent).headers["Location"] == f"{draft}papers/"
    papers = browser.get(f"{draft}papers/").content.decode()
    assert "Letter of the law firm or legal service office" in papers
    checked = browser.get(f"{draft}check/").content.decode()
    assert "Lawyer of the Mainland" in checked
    own = browser.post("/filing/", {"for_whom": "self"}).headers["Location"]
    assert "You, the agent" not in browser.get(own).content.decode()
    assert browser.get(f"{own}papers/").status_code == 404
