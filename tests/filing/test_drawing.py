"""A signature drawn on the screen is a document of the claim, and nobody must draw one (F3, F7)."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from support.english import in_english
from support.makers import a_claim, a_clerk, a_court, a_key, an_account, an_upload
from support.matters import PAPERS, Matter, added, reader
from support.stores import storage
from yunqiao.court.casefile import documents
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.casefile.words import SIGNATURE
from yunqiao.court.filing import actions, correcting, counter, deciding, drafts, drawing
from yunqiao.court.filing.counter_people import enter_person
from yunqiao.court.filing.evidence import fingerprint
from yunqiao.court.filing.forms_signing import SignatureForm
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.queries import claim_of, filing_of
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.models import Account, Person
from yunqiao.court.papers.jobs import clean
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import DocumentMissingError, StorageFullError

__all__ = ["in_english", "storage"]

pytestmark = pytest.mark.django_db(transaction=True)
STROKES = "M10 10L300 150L590 20M50 180L50 180"
NAME = "陈美玲（示例）"


@pytest.fixture
def party(storage: FolderStorage) -> Account:
    a_court()
    return an_account()


@pytest.fixture
def draft(party: Account) -> ClaimDraft:
    draft = drafts.start(by=party, language="en")
    drafts.save_sections(draft=draft, sections=a_claim().by_section())
    return draft


def sign(draft: ClaimDraft, drawn: str = STROKES, **changes: str) -> str:
    """Send the page of signing; where it leads, or what it says."""
    sent = {
        "signature": "甲（示例）",
        "true": "on",
        "drawn": drawn,
        "key": f"key-{draft.id}",
        "version": str(draft.version),
        "evidence": fingerprint(draft),
        **changes,
    }
    answer = reader(draft.account).post(f"/filing/drafts/{draft.id}/check/", sent)
    return answer.headers.get("Location") or answer.content.decode()


def test_strokes_become_black_lines_on_white() -> None:
    picture = Image.open(BytesIO(drawing.picture(STROKES)))
    assert (picture.format, picture.size) == ("PNG", (1200, 400))
    drawn = [picture.getpixel(place) for place in ((600, 300), (100, 360), (600, 20))]
    assert drawn == [0, 0, 255]


def test_a_drawn_signature_is_a_document_bound_to_the_filing(
    draft: ClaimDraft, storage: FolderStorage
) -> None:
    """F3: the docket names its fingerprint, the case page shows it."""
    assert "/receipts/" in sign(draft)
    document = Document.objects.get(paper=SIGNATURE)
    entry = filing_of(document.case)
    assert entry.payload["drawn"] == document.sha256
    assert entry.record["documents"] == [document.sha256]
    kept = b"".join(storage.read(document.sha256))
    assert kept == drawing.picture(STROKES)
    client = reader(draft.account)
    assert "Drawn signature" in client.get(f"/cases/{document.case_id}/").content.decode()
    seen = client.get(f"/documents/{document.id}/view/")
    assert seen.headers["Content-Type"] == "image/png"


def test_the_picture_of_a_filing_that_was_refused_leaves_the_store(
    draft: ClaimDraft, storage: FolderStorage
) -> None:
    claim = drafts.claim_of(draft, "甲（示例）")
    stale = ClaimDraft.objects.get(id=draft.id)
    stale.version += 1
    with pytest.raises(OutdatedError):
        actions.file_claim(
            by=draft.account, claim=claim, key=a_key(draft.account), draft=stale, drawn=STROKES
        )
    sha256 = hashlib.sha256(drawing.picture(STROKES)).hexdigest()
    assert storage.size(sha256)
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        clean(0)
    with pytest.raises(DocumentMissingError):
        storage.size(sha256)


def test_the_picture_of_a_filed_claim_stays(draft: ClaimDraft, storage: FolderStorage) -> None:
    assert "/receipts/" in sign(draft)
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        clean(0)
    assert storage.size(Document.objects.get(paper=SIGNATURE).sha256)


def test_the_typed_name_is_enough(draft: ClaimDraft) -> None:
    """F3: nobody must draw, who cannot or does not want to."""
    assert "/receipts/" in sign(draft, "")
    assert not Document.objects.exists()
    assert "drawn" not in filing_of(Case.objects.get()).payload


@pytest.mark.parametrize(
    "drawn", ["M1 2", "<svg/>", f"{STROKES}\n", "M1 2L3 4444", "M1 2" + "L100 100" * 8000]
)
def test_what_is_no_drawing_is_told_and_files_nothing(draft: ClaimDraft, drawn: str) -> None:
    assert "The drawing cannot be read" in sign(draft, drawn)
    assert not Case.objects.exists()


def test_a_drawing_stays_when_the_claim_has_to_be_signed_again(draft: ClaimDraft) -> None:
    assert f'value="{STROKES}"' in sign(draft, version="999")
    assert SignatureForm().fields["drawn"].required is False


def test_a_store_without_room_is_told_and_files_nothing(
    draft: ClaimDraft, storage: FolderStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_chunks: object) -> None:
        raise StorageFullError

    monkeypatch.setattr(storage, "keep", full)
    assert "no room for files" in sign(draft)
    assert not Case.objects.exists()


def test_files_handed_in_after_a_drawn_signature_keep_their_places(party: Account) -> None:
    """F4: the signature stands after the evidence, which a correction counts on from."""
    upload = an_upload(party, name="contract.pdf", sha256="a" * 64)
    claim = a_claim(documents=[{"upload": str(upload.id), "title": "contract.pdf"}])
    filed = actions.file_claim(by=party, claim=claim, key=a_key(party), drawn=STROKES)
    case, clerk = Case.objects.get(id=filed.case), a_clerk(a_court())
    actions.open_examination(entry=filing_of(case))
    deciding.request_correction(by=clerk, case_id=case.id, points=[PAPERS], key=a_key(clerk))
    case.refresh_from_db()
    correction = correcting.begin(by=party, case=case).draft
    added(correction, "translation.pdf")
    answered = drafts.claim_of(correction, "甲（示例）")
    correcting.correct_claim(by=party, draft=correction, claim=answered, key=a_key(party))
    titles = [one.title for one in claim_of(case).documents]
    assert titles == ["contract.pdf", "translation.pdf"]


def test_whoever_corrects_may_draw_again_and_the_drawing_is_kept(
    party: Account, storage: FolderStorage
) -> None:
    """F3, F4: a correction is signed as the claim was."""
    matter = Matter(filer=party)
    matter.ask(PAPERS)
    correction = matter.begin()
    added(correction, "translation.pdf")
    page = reader(party).get(f"/filing/drafts/{correction.id}/check/").content.decode()
    assert "data-signature" in page
    assert sign(correction) == f"/cases/{matter.case_id}/"
    document = Document.objects.get(paper=SIGNATURE)
    entry = matter.entry("CLAIM_CORRECTED")
    assert entry.payload["drawn"] == document.sha256
    assert entry.record["documents"] == ["b" * 64, document.sha256]
    assert b"".join(storage.read(document.sha256)) == drawing.picture(STROKES)
    listed = [(one.number, one.what) for one in documents.listed(matter.case, party)]
    assert listed == [(1, ""), (None, "Drawn signature")]


@pytest.mark.parametrize(("signed", "pictures"), [("screen", 1), ("oral", 0)])
def test_at_the_counter_the_person_draws_on_the_screen_alone(
    storage: FolderStorage, signed: str, pictures: int
) -> None:
    """F7: what was drawn is of no use where the person did not sign on the screen."""
    clerk = a_clerk(a_court())
    given = {"kind": "natural", "chinese": NAME}
    person = Person.objects.get(id=enter_person(by=clerk, given=given, key=a_key(clerk)))
    draft = counter.begin(by=clerk, person=person, language="en")
    drafts.save_sections(draft=draft, sections=a_claim().by_section())
    sent = {
        "presence": "present",
        "signed": signed,
        "signature": "甲（示例）",
        "true": "on",
        "drawn": STROKES,
        "key": "one",
        "version": str(draft.version),
        "evidence": fingerprint(draft),
    }
    answer = reader(clerk).post(f"/filing/counter/drafts/{draft.id}/", sent)
    assert "/receipts/" in answer.headers["Location"]
    assert Document.objects.filter(paper=SIGNATURE).count() == pictures
    assert filing_of(Case.objects.get()).payload["counter"]["signed"] == signed
