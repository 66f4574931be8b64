"""Writing and filing a claim over HTTP: hostile input, two windows, drafts that go."""

import re

import pytest
from django.test import Client

from support.makers import a_claim, a_court, a_member_of_staff
from support.people import a_case, a_party
from yunqiao.court.casefile.entries import CLAIM_FILED
from yunqiao.court.casefile.models import Case, Task
from yunqiao.court.filing import actions, drafts
from yunqiao.court.filing.evidence import fingerprint
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import StaffRole

pytestmark = pytest.mark.django_db
HOSTILE = {
    "a null character": "Wang\0",
    "a control character": "Wang\x07",
    "far too long": "王" * 30_000,
}
NAMES = [
    "王",
    "Łukasz Żółć",
    "محمد بن سلمان",
    "Nguyễn Thị Minh Khai",
    "👩‍⚖️ Emoji",
    "O'Neil <script>alert(1)</script>",
    "ปรีดี",
]


@pytest.fixture
def draft() -> ClaimDraft:
    return drafts.start(by=a_party(), language="en")


@pytest.fixture
def reader(draft: ClaimDraft) -> Client:
    client = Client()
    client.cookies["language"] = "en"
    client.force_login(draft.account)
    return client


def finish(draft: ClaimDraft) -> None:
    """Fill the draft as the pages would."""
    claim = a_claim(court=a_court().code).model_dump(mode="json")
    for section, content in (
        ("claimants", claim["parties"][:1]),
        ("defendants", claim["parties"][1:]),
        ("requests", claim["requests"]),
        ("facts", {"facts_and_reasons": claim["facts_and_reasons"]}),
        ("case", {"cause": claim["cause"], "court": claim["court"]}),
        ("service_address", claim["service_address"]),
    ):
        drafts.save(draft=draft, section=section, content=content)


def party(name: str) -> dict[str, str]:
    return {"kind": "natural", "name": name, "country": "US", "version": "1"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_kept_as_it_is_typed(
    reader: Client, draft: ClaimDraft, name: str
) -> None:
    answer = reader.post(f"/filing/drafts/{draft.id}/claimants/1/", party(name))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.content["claimants"][0]["name"] == name
    assert b"<script>alert" not in reader.get(f"/filing/drafts/{draft.id}/").content


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    ("part", "field", "others"),
    [
        ("claimants/1", "name", {"kind": "natural", "country": "US"}),
        ("requests/1", "text", {"currency": "CNY"}),
        ("facts", "facts_and_reasons", {}),
        ("case", "cause", {"court": "粤0703"}),
        ("service_address", "address", {"country": "US"}),
    ],
)
def test_text_that_cannot_be_kept_is_refused_by_one_sentence(
    reader: Client, draft: ClaimDraft, part: str, field: str, others: dict[str, str], text: str
) -> None:
    a_court()
    sent = {field: text, "version": "1", **others}
    page = reader.post(f"/filing/drafts/{draft.id}/{part}/", sent)
    assert page.status_code == 200
    said = re.findall(r"<li><a href=\"#id_\w+\">([^<]+)</a></li>", page.content.decode())
    assert len(said) == 1
    assert said[0].endswith(".")


@pytest.mark.parametrize("amount", ["12,500.00", "12500.00", " 12，500.00 "])
def test_an_amount_may_be_written_with_separators_of_thousands(
    reader: Client, draft: ClaimDraft, amount: str
) -> None:
    sent = {"text": "Pay.", "amount": amount, "currency": "CNY", "version": "1"}
    reader.post(f"/filing/drafts/{draft.id}/requests/1/", sent)
    draft.refresh_from_db()
    assert draft.content["requests"][0]["amount"] == "12500.00"


@pytest.mark.parametrize(
    "amount",
    ["-1", "1.234", "9" * 30, "NaN", "Infinity", "1e400", "1e9", "twelve", "１２3,4", "12,50"],
)
def test_an_amount_that_is_none_is_refused_by_a_sentence(
    reader: Client, draft: ClaimDraft, amount: str
) -> None:
    sent = {"text": "Pay.", "amount": amount, "currency": "CNY", "version": "1"}
    page = reader.post(f"/filing/drafts/{draft.id}/requests/1/", sent).content.decode()
    [said] = re.findall(r"<li><a href=\"#id_amount\">([^<]+)</a></li>", page)
    assert "amount" in said


@pytest.mark.parametrize("version", ["", "²", "-1", "x", "9" * 40, "0", "\0"])
def test_a_version_nobody_drew_saves_nothing_and_keeps_what_was_typed(
    reader: Client, draft: ClaimDraft, version: str
) -> None:
    sent = {"facts_and_reasons": "Typed with care.", "version": version}
    page = reader.post(f"/filing/drafts/{draft.id}/facts/", sent).content.decode()
    assert "changed in another window" in page
    assert "Typed with care." in page
    draft.refresh_from_db()
    assert "facts" not in draft.content


def test_what_is_signed_is_what_was_shown(reader: Client, draft: ClaimDraft) -> None:
    finish(draft)
    shown = draft.version
    drafts.save(draft=draft, section="facts", content={"facts_and_reasons": "Other facts."})
    sent = {
        "signature": "甲（示例）",
        "true": "on",
        "evidence": fingerprint(draft),
        "key": "one",
        "version": shown,
    }
    page = reader.post(f"/filing/drafts/{draft.id}/check/", sent).content.decode()
    assert "changed or filed in another window" in page
    assert "Other facts." in page
    assert not Case.objects.exists()
    again = reader.post(
        f"/filing/drafts/{draft.id}/check/", sent | {"key": "two", "version": draft.version}
    )
    assert again.headers["Location"].startswith("/filing/receipts/")


@pytest.mark.parametrize("key", ["", "x" * 200, "line\nend", "\0"])
def test_a_key_that_cannot_be_used_is_told_and_files_nothing(
    reader: Client, draft: ClaimDraft, key: str
) -> None:
    finish(draft)
    sent = {
        "signature": "甲（示例）",
        "true": "on",
        "evidence": fingerprint(draft),
        "key": key,
        "version": draft.version,
    }
    page = reader.post(f"/filing/drafts/{draft.id}/check/", sent)
    assert page.status_code == 200
    assert "govuk-error-summary" in page.content.decode()
    assert not Case.objects.exists()


def test_pressing_the_button_twice_files_once(reader: Client, draft: ClaimDraft) -> None:
    finish(draft)
    sent = {
        "signature": "甲（示例）",
        "true": "on",
        "evidence": fingerprint(draft),
        "key": "one",
        "version": draft.version,
    }
    first = reader.post(f"/filing/drafts/{draft.id}/check/", sent)
    second = reader.post(f"/filing/drafts/{draft.id}/check/", sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert DocketEntry.objects.filter(kind=CLAIM_FILED).count() == 1


def test_a_draft_can_be_deleted_and_is_gone(reader: Client, draft: ClaimDraft) -> None:
    page = reader.post(f"/filing/drafts/{draft.id}/delete/", follow=True).content.decode()
    assert "The draft was deleted." in page
    assert reader.get(f"/filing/drafts/{draft.id}/").status_code == 404


def test_the_fifty_first_draft_is_refused_by_a_sentence(reader: Client, draft: ClaimDraft) -> None:
    for _ in range(drafts.MOST_DRAFTS - 1):
        drafts.start(by=draft.account, language="en")
    page = reader.post("/filing/", follow=True).content.decode()
    assert "You have 50 open drafts." in page


def test_an_address_opened_the_wrong_way_says_what_to_do(reader: Client, draft: ClaimDraft) -> None:
    answer = reader.get(f"/filing/drafts/{draft.id}/delete/")
    assert answer.status_code == 405
    assert "This page cannot be opened this way" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["after=x", "after=2026-01-01.x", "court=\0", "court=none", "mine=1&overdue=1"]
)
def test_a_worklist_asked_for_nonsense_still_opens(query: str) -> None:
    court = a_court()
    a_case(a_party(), court)
    clerk = Client()
    clerk.force_login(a_member_of_staff(StaffRole.FILING_CLERK, court))
    assert clerk.get(f"/filing/worklist/?{query}").status_code == 200


def test_one_clerk_takes_a_filing_and_another_is_told() -> None:
    court = a_court()
    case = a_case(a_party(), court)
    actions.open_examination(entry=DocketEntry.objects.get(kind=CLAIM_FILED))
    first, second = Client(), Client()
    first.force_login(a_member_of_staff(StaffRole.FILING_CLERK, court))
    second.force_login(a_member_of_staff(StaffRole.FILING_CLERK, court))
    second.cookies["language"] = "en"
    first.post(f"/filing/worklist/{case.id}/assignment/", {"to": "me"})
    page = second.post(f"/filing/worklist/{case.id}/assignment/", {"to": "me"}, follow=True)
    assert "Another clerk has taken this filing" in page.content.decode()
    assert case.receipt in first.get("/filing/worklist/?mine=1").content.decode()
    first.post(f"/filing/worklist/{case.id}/assignment/", {"to": "queue"})
    assert case.receipt not in first.get("/filing/worklist/?mine=1").content.decode()


def test_a_filing_decided_before_its_task_was_opened_leaves_no_task() -> None:
    court = a_court()
    case = a_case(a_party(), court)
    clerk = a_member_of_staff(StaffRole.FILING_CLERK, court)
    key = RequestKey.of(clerk.id, "accept", None)
    actions.accept_filing(by=clerk, case_id=case.id, key=key)
    actions.open_examination(entry=DocketEntry.objects.get(kind=CLAIM_FILED))
    assert not Task.objects.exists()
