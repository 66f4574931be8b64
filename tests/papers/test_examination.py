import hashlib
from typing import Any

import pytest

from support import files
from support.makers import an_account, an_upload
from support.workers import work
from yunqiao.court.papers.examination import examine_upload
from yunqiao.court.papers.examine.outcome import Reason
from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.process import Limits
from yunqiao.court.papers.states import UPLOADS, UploadState
from yunqiao.court.papers.words import sentence_about, state_tag
from yunqiao.gateways.scanning.fake import EICAR, FakeScanner
from yunqiao.gateways.scanning.port import ScannerUnavailableError
from yunqiao.gateways.storage.folder import FolderStorage

pytestmark = pytest.mark.django_db(transaction=True)


def received(storage: FolderStorage, content: bytes, name: str) -> Upload:
    sha256, size = storage.keep([content])
    return an_upload(an_account(), sha256=sha256, size=size, name=name, state=UploadState.RECEIVED)


def examined(upload: Upload, **options: Any) -> Upload:
    examine_upload(upload_id=upload.id, give_up=False, **options)
    upload.refresh_from_db()
    return upload


def test_a_fit_file_is_ready_with_a_viewing_copy_beside_its_untouched_original(
    storage: FolderStorage, scanner: FakeScanner
) -> None:
    content = files.a_pdf_that_acts()
    upload = examined(received(storage, content, "合同.pdf"))
    assert (upload.state, upload.scan, upload.pages) == (UploadState.READY, Scan.CLEAN, 1)
    assert b"".join(storage.read(upload.sha256)) == content
    viewing = b"".join(storage.read(upload.viewing_sha256))
    assert hashlib.sha256(viewing).hexdigest() == upload.viewing_sha256 != upload.sha256
    assert b"".join(storage.read(upload.thumbnail_sha256)).startswith(b"\xff\xd8")


def test_a_refused_file_says_what_to_do_and_keeps_its_original(
    storage: FolderStorage, scanner: FakeScanner
) -> None:
    content = files.an_encrypted_pdf()
    upload = examined(received(storage, content, "a.pdf"))
    assert (upload.state, upload.reason) == (UploadState.REFUSED, Reason.ENCRYPTED)
    assert "without the password" in str(sentence_about(upload)) or "密码" in sentence_about(upload)
    assert b"".join(storage.read(upload.sha256)) == content
    assert upload.viewing_sha256 == ""


def test_a_virus_is_refused_before_the_file_is_opened(
    storage: FolderStorage, scanner: FakeScanner
) -> None:
    upload = examined(received(storage, EICAR, "a.txt"))
    assert (upload.reason, upload.scan) == (Reason.INFECTED, Scan.INFECTED)


def test_a_scanner_that_is_down_is_tried_again_and_then_the_file_is_not_scanned(
    storage: FolderStorage, scanner: FakeScanner
) -> None:
    scanner.is_down = True
    upload = received(storage, files.a_pdf(), "a.pdf")
    with pytest.raises(ScannerUnavailableError):
        examined(upload)
    assert Upload.objects.get().state == UploadState.RECEIVED
    examine_upload(upload_id=upload.id, give_up=True)
    assert (Upload.objects.get().state, Upload.objects.get().scan) == (
        UploadState.READY,
        Scan.NOT_SCANNED,
    )


def test_a_file_that_takes_too_much_is_refused_and_the_worker_goes_on(
    storage: FolderStorage, scanner: FakeScanner
) -> None:
    greedy = received(storage, files.a_picture("PNG", size=(7000, 7000)), "a.png")
    assert examined(greedy, limits=Limits(memory=250)).reason == Reason.TOO_COSTLY
    assert examined(received(storage, b"text", "a.txt")).state == UploadState.READY


def test_the_worker_examines_what_has_arrived(storage: FolderStorage) -> None:
    from support.tus import TusClient

    TusClient(an_account()).send(files.a_picture(), "photo.jpg")
    work()
    assert Upload.objects.get().state == UploadState.READY


def test_a_file_is_examined_once_and_one_removed_meanwhile_is_left_alone(
    storage: FolderStorage, scanner: FakeScanner
) -> None:
    upload = examined(received(storage, b"text", "a.txt"))
    Upload.objects.update(reason="kept")
    assert examined(upload).reason == "kept"
    Upload.objects.all().delete()
    examine_upload(upload_id=upload.id, give_up=False)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_and_every_state_a_tag(reason: Reason) -> None:
    upload = Upload(state=UploadState.REFUSED, reason=reason)
    assert len(sentence_about(upload)) > 10
    assert state_tag(upload).text


def test_the_table_of_states_names_every_state() -> None:
    named = {UPLOADS.start} | {t.target for t in UPLOADS.transitions}
    assert named == set(UploadState)
