"""A full disk: a sentence, nothing acknowledged lost, nothing half written, and it goes on with room."""

import json
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from running import PATIENCE, running, until
from support import files
from support.disks import Disk, disk_for_a_house, small_disk
from support.filers import Filers
from support.house import cluster_of, ledger_in, people, verify
from support.ledger import lost
from support.letters import SilentAuthority
from support.makers import a_filing, an_account, an_upload, claim_data
from support.processes import eventually
from support.programs import Program
from support.tus import TusClient
from support.workers import work
from yunqiao.config.launch.postgres import Cluster
from yunqiao.config.launch.problem import Problem
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.patience import LONGEST_WAIT, Patience
from yunqiao.court.foundation.writing import ADVANCE
from yunqiao.court.papers.examination import examine_upload
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.process import examine
from yunqiao.court.papers.states import UploadState
from yunqiao.gateways.registry import bind
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage, StorageFullError
from yunqiao.gateways.timestamp.port import TimestampAuthority

ROOM = 4 << 20  # bytes
LARGE = bytes(3 << 20)  # more than a form keeps in memory
FOR_A_CLUSTER = 300 << 20
TELLS_TO_TRY_AGAIN = "Send the request again, with the same Idempotency-Key"
in_database = pytest.mark.django_db(transaction=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", ROOM) as found:
        yield found


@pytest.fixture
def store(disk: Disk) -> FolderStorage:
    """The court's documents are on the small disk, and so is what is on its way to them."""
    kept = FolderStorage(disk.place / "documents")
    bind(Storage, kept)  # type: ignore[type-abstract]
    return kept


@pytest.fixture
def temporary_files(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files are on the small disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(disk.place))
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(disk.place))
    return disk.place


def files_in(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and one.name != "ballast"]


def test_a_document_that_finds_no_room_leaves_nothing_behind(
    disk: Disk, store: FolderStorage
) -> None:
    with pytest.raises(StorageFullError):
        store.keep([bytes(ROOM), bytes(ROOM)])
    assert files_in(disk.place) == []
    sha256, size = store.keep([b"small"])
    assert b"".join(store.read(sha256)) == b"small"
    assert size == len(b"small")


@in_database
@pytest.mark.usefixtures("store")
def test_a_file_that_finds_no_room_is_told_so_and_can_be_sent_again(disk: Disk) -> None:
    program, key = Program(), str(uuid4())
    disk.fill()
    full = program.post("uploads?name=a.bin", LARGE, key)
    assert full.status_code == 507
    assert full.json()["detail"].startswith("The court cannot store files at the moment.")
    assert files_in(disk.place) == []
    assert not Upload.objects.exists()
    disk.make_room()
    assert program.post("uploads?name=a.bin", LARGE, key).status_code == 201


@in_database
@pytest.mark.usefixtures("store")
def test_an_upload_in_pieces_keeps_what_had_arrived_and_goes_on_with_room(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOADS_FOLDER", disk.place / "uploads")
    client, half = TusClient(an_account()), len(LARGE) // 4
    place = client.announce(len(LARGE) // 2)
    assert client.patch(place, 0, LARGE[:half]).status_code == 204
    disk.fill()
    full = client.patch(place, half, LARGE[:half])
    assert full.status_code == 507
    assert "What has arrived is kept; try again later." in full.content.decode()
    assert client.offset(place) == half
    disk.make_room()
    assert client.patch(place, half, LARGE[:half]).status_code == 204
    assert Upload.objects.get().size == 2 * half


@in_database
@pytest.mark.usefixtures("store", "temporary_files")
def test_a_form_whose_files_find_no_room_gets_a_page_that_says_what_to_do(disk: Disk) -> None:
    sender = TusClient(an_account())
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    browser.cookies = sender.http.cookies
    address = f"/filing/drafts/{sender.draft.id}/evidence/?lang=en"
    browser.get(address)
    disk.fill()
    answer = browser.post(address, {"file": SimpleUploadedFile("a.pdf", LARGE)})
    assert answer.status_code == 507
    assert "Nothing of this was kept" in answer.content.decode()
    assert files_in(disk.place) == []


@in_database
@pytest.mark.usefixtures("temporary_files")
def test_a_file_is_not_refused_because_the_court_had_no_room_to_look_at_it(
    disk: Disk, store: FolderStorage
) -> None:
    sha256, size = store.keep([files.a_picture("PNG", size=(700, 700)) + bytes(1 << 20)])
    upload = an_upload(
        an_account(), sha256=sha256, size=size, name="a.png", state=UploadState.RECEIVED
    )
    kept = files_in(disk.place)
    disk.fill()
    with pytest.raises(StorageFullError):
        examine_upload(upload_id=upload.id, give_up=True)
    upload.refresh_from_db()
    assert (upload.state, upload.reason) == (UploadState.RECEIVED, "")
    assert files_in(disk.place) == kept
    disk.make_room()
    examine_upload(upload_id=upload.id, give_up=True)
    upload.refresh_from_db()
    assert upload.state == UploadState.READY


@pytest.mark.parametrize(
    ("content", "name", "made"),
    [
        (files.a_pdf(), "a.pdf", "viewing.pdf"),
        (files.a_pdf(), "a.pdf", "thumbnail.jpg"),
        (files.a_picture(), "a.jpg", "viewing.jpg"),
        (files.a_scan_of_two_sheets(), "a.tiff", "thumbnail.jpg"),
        ("聊天".encode("gb18030"), "a.txt", "viewing.txt"),
    ],
)
def test_no_room_for_what_is_made_of_a_file_says_nothing_about_the_file(
    tmp_path: Path, content: bytes, name: str, made: str
) -> None:
    original = tmp_path / "original"
    original.write_bytes(content)
    (tmp_path / made).symlink_to("/dev/full")
    with pytest.raises(StorageFullError):
        examine(original, name, tmp_path)


@in_database
def test_a_letter_that_finds_no_room_waits_and_is_then_issued_once(
    disk: Disk, store: FolderStorage
) -> None:
    bind(TimestampAuthority, SilentAuthority())  # type: ignore[type-abstract]
    filed = DocketEntry.objects.get(stream_id=a_filing().case, kind="CLAIM_FILED")
    disk.fill()
    work(["default"])
    job = ProcrastinateJob.objects.get(task_name=ADVANCE)
    assert (job.status, job.attempts) == ("todo", 1)
    assert letters_about(filed) == []
    assert files_in(disk.place) == []
    disk.make_room()
    eventually(lambda: job.scheduled_at < now())
    work(["default"])
    (letter,) = letters_about(filed)
    assert b"".join(store.read(letter.issued.sha256)).startswith(b"%PDF")


def test_a_job_without_room_is_never_given_up_and_any_other_is() -> None:
    """However long the disk was full, what waited is done when there is room."""
    patience, job = Patience(max_attempts=2, exponential_wait=2), a_job(attempts=40)
    later = patience.get_retry_decision(exception=StorageFullError(), job=job)
    assert later
    assert later.retry_at
    assert later.retry_at - now() <= timedelta(seconds=LONGEST_WAIT)
    assert patience.get_retry_decision(exception=ValueError(), job=job) is None


def a_job(attempts: int) -> Job:
    return Job(
        id=1, queue="default", lock=None, queueing_lock=None, task_name=ADVANCE, attempts=attempts
    )


@pytest.mark.faults
def test_a_cluster_that_finds_no_room_is_not_half_made(home: Path) -> None:
    cluster = Cluster.at(home / "postgres", home / "log")
    with small_disk(cluster.place, FOR_A_CLUSTER) as disk:
        disk.fill()
        with pytest.raises(
            Problem, match=r"The disk is full \(.*\): make room, then start again\."
        ):
            cluster.start()
        assert not cluster.data.exists()
        disk.make_room()
        cluster.start()
        assert cluster.takes_connections()
        cluster.stop()


@pytest.mark.faults
def test_when_the_database_s_disk_is_full_nothing_acknowledged_is_lost_and_it_goes_on(
    home: Path, tmp_path: Path
) -> None:
    ledger, place = ledger_in(tmp_path), Cluster.at(home / "postgres", home / "log").place
    with disk_for_a_house(place, FOR_A_CLUSTER) as disk_of, running(home) as house:
        disk = disk_of(house)
        with people(house, ledger) as filers, filers.at_work(with_documents=False):
            filers.until_next_acknowledgement()
            disk.fill()
            until(lambda: TELLS_TO_TRY_AGAIN in refusal_of(filers), within=PATIENCE)
            disk.make_room()
            filers.until_next_acknowledgement()
        with psycopg.connect(cluster_of(house).url) as connection:
            assert lost(ledger, connection) == []
        code, said = verify(house)
        assert code == 0, said


def refusal_of(filers: Filers) -> str:
    """What a filing of one more program is told; nothing where it is acknowledged."""
    headers = {"Authorization": f"Bearer {filers.token}", "Idempotency-Key": str(uuid4())}
    headers |= {"Content-Type": "application/json", "Accept-Language": "en"}
    body = json.dumps(claim_data()).encode()
    try:
        urlopen(
            Request(f"{filers.address}/api/v1/filings", body, headers), timeout=PATIENCE
        ).close()
    except HTTPError as error:
        with error:
            return error.read().decode()
    return ""
