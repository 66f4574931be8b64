"""Corrections: answers in words and files, what the clerk then sees, what stays closed (F4)."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from support.mailing import mail
from support.makers import a_clerk, a_court, a_key, an_account, an_upload
from support.matters import (
    AUTHORITY,
    CLIENT,
    FACTS,
    PAPERS,
    Matter,
    added,
    filed_by_agent,
    reader,
)
from support.people import an_authority
from support.workers import work
from yunqiao.court.casefile.entries import CLAIM_CORRECTED
from yunqiao.court.casefile.models import Case, Document, Representation
from yunqiao.court.filing import arranging, authorising, correcting, deciding, drafts, examining
from yunqiao.court.filing.claim import ExhibitGiven, RepresentationGiven
from yunqiao.court.filing.differences import changed
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.evidence import EVIDENCE, exhibits_of, fingerprint, obstacle
from yunqiao.court.filing.queries import claim_of
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account
from yunqiao.gateways.mail.fake import FakeMail

__all__ = ["mail"]

pytestmark = pytest.mark.django_db(transaction=True)
MORE = Point(section="evidence", text="The second page of the contract cannot be read.")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def matter() -> Matter:
    filer = an_account()
    return Matter([an_upload(filer, name="contract.pdf", sha256="a" * 64)], filer)


def test_an_answer_in_words_and_a_file_go_on_the_docket_and_on_the_case(matter: Matter) -> None:
    """Proves F4: a point beside the parts of the claim has its own answer and its own files."""
    matter.ask(PAPERS)
    draft = matter.begin()
    drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "Here it is."})
    added(draft, "translation.pdf")
    matter.hand_in(draft)
    entry = matter.entry(CLAIM_CORRECTED)
    assert entry.payload["answers"] == {"other": "Here it is."}
    assert entry.record["documents"] == ["b" * 64]
    document = Document.objects.get(case=matter.case_id, sha256="b" * 64)
    assert (document.position, document.answers) == (2, "other")
    assert [one.title for one in claim_of(matter.case).documents] == [
        "contract.pdf",
        "translation.pdf",
    ]


def test_a_file_may_stand_in_the_place_of_one_the_court_has(matter: Matter) -> None:
    matter.ask(MORE)
    draft = matter.begin()
    upload = added(draft, "contract-readable.pdf")
    filed = draft.content["documents"][0]["upload"]
    said = {"title": "Contract, readable", "proves": "", "replaces": filed}
    arranging.describe(draft=draft, exhibit=upload.exhibit, said=said)
    matter.hand_in(draft)
    assert [one.title for one in claim_of(matter.case).documents] == ["Contract, readable"]
    new = Document.objects.get(case=matter.case_id, sha256="b" * 64)
    assert new.replaces == Document.objects.get(case=matter.case_id, sha256="a" * 64)


def test_a_translation_names_the_document_that_was_filed_before(matter: Matter) -> None:
    matter.ask(MORE)
    draft = matter.begin()
    upload = added(draft, "contract-zh.pdf")
    filed = draft.content["documents"][0]["upload"]
    said = {"title": "Translation", "proves": "", "translation_of": filed}
    arranging.describe(draft=draft, exhibit=upload.exhibit, said=said)
    matter.hand_in(draft)
    new = Document.objects.get(case=matter.case_id, sha256="b" * 64)
    assert new.translation_of == Document.objects.get(case=matter.case_id, sha256="a" * 64)


@pytest.mark.parametrize("point", [MORE, PAPERS])
def test_a_point_without_any_answer_is_refused_by_a_sentence(matter: Matter, point: Point) -> None:
    matter.ask(point)
    with pytest.raises(FilingRefusedError) as refused:
        matter.hand_in(matter.begin())
    assert refused.value.field == point.section


def test_a_new_file_says_which_point_it_answers(matter: Matter) -> None:
    matter.ask(FACTS, MORE)
    draft = matter.begin()
    upload = added(draft, "page2.pdf")
    assert "which point" in obstacle(draft)
    with pytest.raises(FilingRefusedError, match="which point"):
        matter.hand_in(draft)
    said = {"title": "Page 2", "proves": "", "answers": "evidence"}
    arranging.describe(draft=draft, exhibit=upload.exhibit, said=said)
    assert obstacle(draft) == ""
    matter.hand_in(draft)


def test_a_filed_document_cannot_be_left_out_or_invented(matter: Matter) -> None:
    matter.ask(MORE)
    draft = matter.begin()
    upload = added(draft, "page2.pdf")
    draft.content["documents"] = []
    with pytest.raises(FilingRefusedError, match="stays"):
        matter.hand_in(draft)
    draft.refresh_from_db()
    said = {"title": "Page 2", "proves": "", "replaces": str(uuid4())}
    arranging.describe(draft=draft, exhibit=upload.exhibit, said=said)
    with pytest.raises(FilingRefusedError, match="stays"):
        matter.hand_in(draft)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Something else"),
        ("proves", "Everything"),
        ("language", "fr"),
        ("paper", "power_of_attorney"),
        ("answers", "evidence"),
    ],
)
def test_what_was_said_of_a_filed_document_stays(matter: Matter, field: str, value: str) -> None:
    matter.ask(FACTS, MORE)
    draft = matter.begin()
    content = {"facts_and_reasons": "In March."}
    drafts.save(draft=draft, section="facts", content=content)
    said = {"title": "Page 2", "proves": "", "answers": "evidence"}
    arranging.describe(draft=draft, exhibit=added(draft, "page2.pdf").exhibit, said=said)
    draft.content["documents"][0][field] = value
    with pytest.raises(FilingRefusedError, match="filed document stays") as refused:
        matter.hand_in(draft)
    assert refused.value.field == f"documents/0/{field}"


def test_the_clerk_sees_what_was_asked_answered_and_changed(matter: Matter) -> None:
    """Proves F4: old and new, sentence by sentence, and each new file."""
    matter.ask(FACTS, PAPERS)
    draft = matter.begin()
    text = claim_of(matter.case).facts_and_reasons + " Paid on 3 March."
    drafts.save(draft=draft, section="facts", content={"facts_and_reasons": text})
    drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "Attached."})
    upload = added(draft, "translation.pdf")
    said = {"title": "Translation", "proves": "The loan", "answers": "other"}
    arranging.describe(draft=draft, exhibit=upload.exhibit, said=said)
    matter.hand_in(draft)
    (found,) = examining.rounds(matter.case)
    assert found.points == [
        ("Facts and reasons", FACTS.text),
        ("Something else", PAPERS.text),
    ]
    assert found.asked_by == "Filing clerk of the court"
    assert found.answered_by == "甲（示例） (Claimant)"
    assert found.answers == [("Something else", "Attached.")]
    facts, files = found.parts
    assert ("came", " Paid on 3 March.") in facts.changes[0].pieces
    assert files.changes[0].new == [("came", "Translation · The loan")]
    page = reader(matter.clerk).get(f"/filing/worklist/{matter.case_id}/").content.decode()
    assert "<ins>" in page
    assert "Attached." in page


def test_a_corrected_party_shows_field_by_field_what_it_was(matter: Matter) -> None:
    before = claim_of(matter.case)
    moved = before.parties[1].model_copy(update={"address": "New Street 2"})
    after = before.model_copy(update={"parties": (before.parties[0], moved)})
    (part,) = changed(before, after)
    (change,) = part.changes
    assert (change.what, change.new) == ("1. Address", [("came", "New Street 2")])
    assert change.old == []


def test_after_a_correction_the_party_is_told_on_the_page_and_by_e_mail(
    matter: Matter, mail: FakeMail
) -> None:
    """Proves F4: banner, title and receipt e-mail of a correction."""
    Account.objects.update(language="en")
    matter.ask(PAPERS)
    draft = matter.begin()
    drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "By post."})
    party = reader(matter.filer)
    shown = party.get(f"/filing/drafts/{draft.id}/check/").content.decode()
    assert '<h1 class="govuk-heading-l">Correct what the court asked for</h1>' in shown
    assert "Check your claim" not in shown
    signed = {"key": "k", "signature": "甲（示例）", "true": "on", "version": draft.version}
    signed["evidence"] = fingerprint(draft)
    done = party.post(f"/filing/drafts/{draft.id}/check/", signed, follow=True)
    assert "The court has your corrections" in done.content.decode()
    work()
    told = [one.subject for one in mail.sent]
    assert f"The court has your corrections: {matter.case.receipt}" in told


@pytest.mark.parametrize("page", ["more-time", "ruling"])
def test_nothing_is_asked_for_where_nothing_waits(matter: Matter, page: str) -> None:
    party = reader(matter.filer)
    answer = party.get(f"/filing/claims/{matter.case_id}/{page}/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/cases/{matter.case_id}/"
    said = {"more-time": "no time to extend", "ruling": "once the court has refused"}[page]
    assert said in answer.content.decode()


def test_reasons_of_refusal_and_insistence_stand_before_the_clerk_who_rules(matter: Matter) -> None:
    deciding.refuse_filing(
        by=matter.clerk, case_id=matter.case_id, reason="No defendant.", key=a_key(matter.clerk)
    )
    party = reader(matter.filer)
    sent = {"key": "insist", "reason": "The defendant is named."}
    party.post(f"/filing/claims/{matter.case_id}/ruling/", sent)
    clerk = reader(matter.clerk)
    for page in ("", "ruling/"):
        shown = clerk.get(f"/filing/worklist/{matter.case_id}/{page}").content.decode()
        assert "No defendant." in shown
        assert "The defendant is named." in shown


def test_files_of_a_correction_are_added_and_described_on_its_pages(matter: Matter) -> None:
    matter.ask(FACTS, MORE)
    draft = matter.begin()
    upload = added(draft, "page2.pdf")
    party = reader(matter.filer)
    listed = party.get(f"/filing/drafts/{draft.id}/evidence/").content.decode()
    assert "2. page2.pdf" in listed
    assert "Say which point it answers." in listed
    here = f"/filing/drafts/{draft.id}/evidence/{upload.exhibit}/"
    said = {"title": "Page 2", "answers": "evidence", "replaces": ""}
    assert party.post(here, said).status_code == 302
    draft.refresh_from_db()
    assert exhibits_of(draft)[0].said["answers"] == "evidence"
    assert draft.content[EVIDENCE][0]["title"] == "Page 2"
    correct = party.get(f"/filing/claims/{matter.case_id}/correct/").content.decode()
    assert "Page 2" in correct


def test_each_page_of_a_correction_says_what_is_asked_and_leads_back_to_the_points(
    matter: Matter,
) -> None:
    """F4: on a phone the question is not left behind on another page."""
    matter.ask(FACTS, MORE)
    draft = matter.begin()
    party, here = reader(matter.filer), f"/filing/drafts/{draft.id}/"
    points = f"/filing/claims/{matter.case_id}/correct/"
    assert f'href="{here}facts/"' in party.get(points).content.decode()
    assert FACTS.text in party.get(f"{here}facts/").content.decode()
    said = {"version": draft.version, "facts_and_reasons": "Paid on 1 April 2025."}
    answered = party.post(f"{here}facts/", said, follow=True)
    assert answered.redirect_chain[-1][0] == points
    assert "Not answered yet: Evidence" in party.get(f"{here}check/").content.decode()


def test_strangers_reach_no_correction(matter: Matter) -> None:
    matter.ask(PAPERS)
    draft = matter.begin()
    for account in (an_account(), a_clerk(a_court())):
        for page in ("check/", "answer/", "evidence/"):
            assert reader(account).get(f"/filing/drafts/{draft.id}/{page}").status_code == 404


def test_an_old_address_of_a_draft_leads_to_what_was_filed(matter: Matter) -> None:
    matter.ask(PAPERS)
    draft = matter.begin()
    drafts.save(draft=draft, section=drafts.ANSWERS, content={"other": "By post."})
    matter.hand_in(draft)
    party = reader(matter.filer)
    for page in ("", "facts/", "evidence/", "answer/"):
        answer = party.get(f"/filing/drafts/{draft.id}/{page}", follow=True)
        assert answer.redirect_chain[-1][0] == f"/cases/{matter.case_id}/"
        assert "This draft was filed." in answer.content.decode()


def test_documents_are_numbered_on_after_an_agent_was_named(matter: Matter) -> None:
    """The agent's papers have numbers too; no two documents share one."""
    paper = an_upload(matter.filer, name="poa.pdf", sha256="d" * 64)
    assert matter.filer.person_id
    authorising.authorise(
        by=matter.filer,
        case_id=matter.case_id,
        principal=matter.filer.person_id,
        agent=an_account(),
        given=RepresentationGiven.model_validate(AUTHORITY),
        papers=[ExhibitGiven.model_validate({"upload": paper.id, "paper": "power_of_attorney"})],
        envelopes=[],
        key=a_key(matter.filer),
    )
    work()  # the court's letters
    matter.ask(MORE)
    draft = matter.begin()
    added(draft, "page2.pdf")
    assert [one.number for one in exhibits_of(draft)] == [3]
    matter.hand_in(draft)
    handed_in = Document.objects.filter(case=matter.case_id).exclude(paper="")
    numbered = handed_in.order_by("position").values_list("position", "name")
    assert list(numbered) == [(1, "contract.pdf"), (2, "poa.pdf"), (3, "page2.pdf")]


def test_an_agents_row_says_what_the_correction_said_of_them_and_no_others_does() -> None:
    """Proves W3: of two agents, the claim describes the one who filed it."""
    agent, second = an_account("lawyer@abroad.example"), an_account()
    case = Case.objects.get(id=UUID(filed_by_agent(agent).case))
    client = Account.objects.get(email=CLIENT)
    an_authority(case, client, second, since="2026-01-01", powers=["appeal"])
    clerk, point = a_clerk(a_court()), Point(section="representation", text="Which office?")
    deciding.request_correction(by=clerk, case_id=case.id, points=[point], key=a_key(clerk))
    case.refresh_from_db()
    draft = correcting.begin(by=second, case=case).draft
    said = {**draft.content["representation"], "office": "New office", "powers": []}
    drafts.save(draft=draft, section="representation", content=said)
    claim = drafts.claim_of(draft, "甲")
    correcting.correct_claim(by=client, draft=draft, claim=claim, key=a_key(client))
    rows = Representation.objects.filter(case=case)
    described = rows.get(agent=agent.person_id)
    assert (described.office, described.powers) == ("New office", [])
    other = rows.get(agent=second.person_id)
    assert (other.office, other.powers) == ("", ["appeal"])
    entry = DocketEntry.objects.get(stream_id=case.id, kind="AUTHORITY_RENEWED")
    assert entry.payload["agent"] == str(agent.person_id)


def test_a_party_with_another_name_is_another_party_but_for_whoever_filed(matter: Matter) -> None:
    """F4: notices are kept by party, and none goes over to somebody else by its place alone."""
    before = list(matter.case.parties.order_by("position"))
    matter.ask(Point(section="claimants", text="…"), Point(section="defendants", text="…"))
    draft = matter.begin()
    for section in ("claimants", "defendants"):
        renamed = [{**one, "name": "另一名（示例）"} for one in draft.content[section]]
        drafts.save(draft=draft, section=section, content=renamed)
    matter.hand_in(draft)
    filing, other = matter.case.parties.order_by("position")
    assert (filing.id, filing.person_id) == (before[0].id, matter.filer.person_id)
    assert other.id != before[1].id
