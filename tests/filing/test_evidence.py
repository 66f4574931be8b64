import json
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support import files
from support.makers import a_claim, a_clerk, a_court, a_key, an_account, an_upload, claim_data
from support.stores import storage
from support.tus import TusClient
from support.workers import work
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.filing import arranging, checking, drafts, evidence
from yunqiao.court.filing.actions import file_claim
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.examine.outcome import Reason
from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.states import UploadState

__all__ = ["storage"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("storage")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def filer() -> TusClient:
    a_court()
    client = TusClient(an_account())
    client.http.cookies["language"] = "en"
    return client


def at(filer: TusClient, *parts: object) -> str:
    return f"/filing/drafts/{filer.draft.id}/evidence/" + "".join(f"{part}/" for part in parts)


def exhibit(filer: TusClient, **changes: Any) -> UUID:
    return an_upload(filer.account, envelope=filer.draft.id, **changes).exhibit


def fill(filer: TusClient) -> None:
    """Everything else a claim needs."""
    data = claim_data()
    filer.draft.refresh_from_db()
    filer.draft.content |= {
        "claimants": data["parties"][:1],
        "defendants": data["parties"][1:],
        "requests": data["requests"],
        "facts": {"facts_and_reasons": data["facts_and_reasons"]},
        "case": {"court": data["court"], "cause": data["cause"]},
        "service_address": data["service_address"],
    }
    filer.draft.save()


def sign(filer: TusClient, seen: str = "") -> Any:
    answers = {
        "signature": "甲（示例）",
        "true": "on",
        "key": f"key-{filer.draft.id}",
        "version": str(filer.draft.version),
        "evidence": seen or evidence.fingerprint(filer.draft),
    }
    return filer.http.post(f"/filing/drafts/{filer.draft.id}/check/", answers)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, BACKEND)
    return client


def test_files_are_listed_described_ordered_and_removed(filer: TusClient) -> None:
    first, second, third = (exhibit(filer, name=f"{n}.pdf") for n in "abc")
    said = {"title": "Loan agreement", "proves": "The loan", "language": "en"}
    answer = filer.http.post(at(filer, third), {**said, "translation_of": str(first)})
    assert answer.status_code == 302
    filer.http.post(at(filer, third, "arrange"), {"do": "up"})
    filer.http.post(at(filer, first, "arrange"), {"do": "up"})  # it is the first already
    filer.http.post(at(filer, second, "arrange"), {"do": "remove"})
    filer.draft.refresh_from_db()
    shown = [(e.title, e.said.get("proves")) for e in evidence.exhibits_of(filer.draft)]
    assert shown == [("a.pdf", None), ("Loan agreement", "The loan")]
    page = filer.http.get(at(filer)).content.decode()
    assert "2. Loan agreement" in page
    assert "198 files more" in page


def test_a_removed_original_leaves_its_translation_a_document_of_its_own(filer: TusClient) -> None:
    original, translation = exhibit(filer), exhibit(filer)
    filer.draft.refresh_from_db()
    said = {"title": "T", "translation_of": str(original)}
    arranging.describe(draft=filer.draft, exhibit=translation, said=said)
    assert evidence.given(filer.draft)[1]["translation_of"]
    arranging.remove(draft=filer.draft, exhibit=original)
    assert [item["translation_of"] for item in evidence.given(filer.draft)] == [None]


def test_a_plain_form_takes_files_without_scripts(filer: TusClient) -> None:
    sent = [SimpleUploadedFile("合同.pdf", files.a_pdf()), SimpleUploadedFile("empty.pdf", b"")]
    page = filer.http.post(at(filer), {"file": sent}, follow=True).content.decode()
    assert "合同.pdf" in page
    assert "empty.pdf: The file is empty" in page
    assert Upload.objects.get().envelope == filer.draft.id
    assert "Choose a file first" in filer.http.post(at(filer), {}, follow=True).content.decode()


def test_a_plain_form_that_is_too_large_is_refused_before_it_is_read(filer: TusClient) -> None:
    answer = filer.http.post(at(filer), b"x", "multipart/form-data", CONTENT_LENGTH=str(1 << 30))
    assert answer.status_code == 302
    assert "20 MB" in filer.http.get(at(filer)).content.decode()


def test_a_refused_file_stays_with_its_sentence_and_is_replaced_in_its_place(
    filer: TusClient,
) -> None:
    filer.send(files.an_encrypted_pdf(), "a.pdf")
    other = exhibit(filer, name="b.pdf")
    work()
    page = filer.http.get(at(filer)).content.decode()
    assert "save it without the password" in page
    assert "Replace it with" in page
    refused = Upload.objects.get(name="a.pdf")
    filer.http.post(
        at(filer),
        {"file": SimpleUploadedFile("c.pdf", files.a_pdf()), "exhibit": str(refused.exhibit)},
    )
    work()
    filer.draft.refresh_from_db()
    names = {e.id: e.upload.name for e in evidence.exhibits_of(filer.draft)}
    assert names == {refused.exhibit: "c.pdf", other: "b.pdf"}
    assert evidence.obstacle(filer.draft) == ""


@pytest.mark.parametrize(
    ("state", "reason", "sentence"),
    [
        (UploadState.RECEIVED, "", "still being checked"),
        (UploadState.REFUSED, Reason.DAMAGED, "cannot be used"),
    ],
)
def test_a_claim_is_not_filed_before_its_evidence_is_ready(
    filer: TusClient, state: UploadState, reason: str, sentence: str
) -> None:
    exhibit(filer, state=state, reason=reason)
    fill(filer)
    assert sentence in sign(filer).content.decode()
    marked = filer.http.get(f"/filing/drafts/{filer.draft.id}/check/").content.decode()
    rows = marked.split('<div class="govuk-summary-list__row')
    [wrong] = [row for row in rows if "file.pdf" in row]
    assert ("still being checked" if state is UploadState.RECEIVED else "is damaged") in wrong
    with pytest.raises(FilingRefusedError) as refused:
        file_claim(
            by=filer.account, claim=drafts.claim_of(filer.draft, "甲"), key=a_key(filer.account)
        )
    assert refused.value.field == "documents"
    assert not Case.objects.exists()


def test_a_file_that_has_not_arrived_whole_is_in_the_way(filer: TusClient) -> None:
    place = filer.announce(1000)
    filer.patch(place, 0, bytes(450))
    page = filer.http.get(at(filer)).content.decode()
    assert "45 %" in page
    fill(filer)
    assert "has not arrived whole" in sign(filer).content.decode()
    session = place.rstrip("/").rpartition("/")[2]
    filer.http.post(at(filer, "unfinished", session))
    assert "45 %" not in filer.http.get(at(filer)).content.decode()
    assert sign(filer).status_code == 302


def test_a_file_that_came_after_the_filer_looked_is_not_signed_unseen(filer: TusClient) -> None:
    exhibit(filer)
    fill(filer)
    seen = evidence.fingerprint(filer.draft)
    exhibit(filer, name="later.pdf")
    assert sign(filer, seen).status_code == 200
    assert not Case.objects.exists()
    assert sign(filer).status_code == 302


def test_a_court_may_insist_on_a_virus_scan(filer: TusClient) -> None:
    court = a_court()
    court.requires_scan = True
    court.save()
    upload = an_upload(filer.account, scan=Scan.NOT_SCANNED)
    claim = a_claim(documents=[{"upload": str(upload.id)}])
    with pytest.raises(FilingRefusedError):
        file_claim(by=filer.account, claim=claim, key=a_key(filer.account))
    Upload.objects.update(scan=Scan.CLEAN)
    file_claim(by=filer.account, claim=claim, key=a_key(filer.account))


def test_filed_evidence_is_on_the_case_for_the_filer_and_the_clerk_alone(
    filer: TusClient,
) -> None:
    filer.send(files.a_pdf_that_acts(), "合同.pdf")
    filer.send(files.a_turned_photo(), "photo.jpg")
    work()
    fill(filer)
    case = Case.objects.get(id=sign(filer)["Location"].rstrip("/").rpartition("/")[2])
    contract, photo = Document.objects.filter(case=case).order_by("position")
    clerk = a_clerk(a_court())
    place = f"/documents/{contract.id}"
    for reader in (filer.http, signed_in(clerk)):
        seen: Any = reader.get(f"{place}/view/")
        assert seen["Content-Disposition"].startswith("inline")
        assert b"JavaScript" not in b"".join(seen.streaming_content)
        whole: Any = reader.get(f"{place}/original/")
        assert whole["Content-Disposition"].startswith("attachment")
        assert b"JavaScript" in b"".join(whole.streaming_content)
        assert reader.get(f"/documents/{photo.id}/thumbnail/").status_code == 200
        assert reader.get(f"{place}/other/").status_code == 404
    assert signed_in(an_account()).get(f"{place}/view/").status_code == 404
    assert Client().get(f"{place}/view/").status_code == 302
    page = signed_in(clerk).get(f"/filing/worklist/{case.id}/")
    assert f"{place}/view/" in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert "photo.jpg" in filer.http.get(f"/cases/{case.id}/").content.decode()


def test_a_stranger_sees_neither_the_draft_s_list_nor_its_files(filer: TusClient) -> None:
    held = exhibit(filer)
    stranger = signed_in(an_account())
    for path in (at(filer), at(filer, held), at(filer, held, "original")):
        assert stranger.get(path).status_code == 404
    assert stranger.post(at(filer, held, "arrange"), {"do": "remove"}).status_code == 404
    assert Upload.objects.exists()


def test_a_refused_file_is_never_shown_inline(filer: TusClient) -> None:
    held = exhibit(filer, state=UploadState.REFUSED, viewing_sha256="a" * 64)
    assert filer.http.get(at(filer, held, "view")).status_code == 404


def test_a_translation_names_another_document_of_the_claim(filer: TusClient) -> None:
    one, two = an_upload(filer.account), an_upload(filer.account)
    named = [{"upload": str(one.id)}, {"upload": str(two.id), "translation_of": str(one.id)}]
    claim = Claim.model_validate_json(json.dumps(claim_data(documents=named)))
    file_claim(by=filer.account, claim=claim, key=a_key(filer.account))
    original, translation = Document.objects.order_by("position")
    assert translation.translation_of == original
    with pytest.raises(ValueError, match="another document"):
        a_claim(documents=[{"upload": str(one.id), "translation_of": str(one.id)}])


def test_a_check_names_a_paper_of_the_agent_that_cannot_be_used(filer: TusClient) -> None:
    fill(filer)
    papers = evidence.envelope_of(filer.draft, evidence.PAPERS)
    refused = {"state": UploadState.REFUSED, "reason": Reason.DAMAGED}
    an_upload(filer.account, envelope=papers, **refused)
    assert [one.pointer for one in checking.errors_of(filer.draft, filer.account)] == ["#/papers/0"]
