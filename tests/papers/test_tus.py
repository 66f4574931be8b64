import errno
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from support.makers import an_account, an_upload
from support.tus import BODY, VERSION, TusClient, sha1
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.clock import now
from yunqiao.court.identity.tokens import new_token
from yunqiao.court.papers import chunks, limits, receiving
from yunqiao.court.papers.models import Upload, UploadChunk, UploadSession
from yunqiao.gateways.storage.folder import FolderStorage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("storage")]
NAMED = "filename YS50eHQ="
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 400


@pytest.fixture
def client() -> TusClient:
    return TusClient(an_account())


def sent(read: bytes) -> receiving.Read:
    """What a connection delivers before it breaks."""
    left = bytearray(read)

    def take(size: int) -> bytes:
        if not left:
            raise OSError("connection reset")
        taken = bytes(left[:size])
        del left[:size]
        return taken

    return take


def session_at(place: str) -> UploadSession:
    return UploadSession.objects.get(id=place.rstrip("/").rpartition("/")[2])


def test_the_server_tells_what_it_can_do(client: TusClient) -> None:
    answer = client.http.options("/filing/uploads/")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,checksum,termination,expiration"
    assert answer["Tus-Max-Size"] == str(500 * 1024 * 1024)
    assert "sha1" in answer["Tus-Checksum-Algorithm"]


def test_a_file_in_pieces_is_stored_whole_under_its_sha256_and_examined(
    client: TusClient, storage: FolderStorage
) -> None:
    place = client.announce(len(CONTENT))
    assert client.patch(place, 0, CONTENT[:1000])["Upload-Offset"] == "1000"
    assert client.offset(place) == 1000
    answer = client.patch(place, 1000, CONTENT[1000:])
    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(len(CONTENT)))
    upload = Upload.objects.get()
    assert upload.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert b"".join(storage.read(upload.sha256)) == CONTENT
    assert (upload.name, upload.envelope, upload.state) == (
        "合同.pdf", client.draft.id, "received",
    )  # fmt: skip
    job = ProcrastinateJob.objects.get(task_name="papers.examine")
    assert job.args == {"upload": str(upload.id)}
    assert client.offset(place) == len(CONTENT)
    assert not (settings.UPLOADS_FOLDER / str(upload.id)).exists()


def test_of_two_requests_at_one_offset_one_counts_and_the_other_hears_of_it(
    client: TusClient, storage: FolderStorage
) -> None:
    place = client.announce(len(CONTENT))
    one, other = CONTENT, bytes(len(CONTENT))

    def send(content: bytes) -> Any:
        try:
            session = receiving.find(by=client.account, session_id=session_at(place).id)
            return receiving.append(
                session, offset=0, length=len(content), read=sent(content), checksum=None
            )
        except receiving.OffsetConflictError:
            return "conflict"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, [one, other]))
    assert sorted(map(str, answers)) == sorted([str(len(CONTENT)), "conflict"])
    upload = Upload.objects.get()
    winner = one if answers[0] == len(CONTENT) else other
    assert b"".join(storage.read(upload.sha256)) == winner


def test_what_arrived_before_the_connection_broke_is_kept(client: TusClient) -> None:
    place = client.announce(len(CONTENT))
    reached = receiving.append(
        session_at(place), offset=0, length=len(CONTENT), read=sent(CONTENT[:700]), checksum=None
    )
    assert reached == client.offset(place) == 700
    assert client.patch(place, 700, CONTENT[700:]).status_code == 204
    assert Upload.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_process_killed_before_the_row_moved_leaves_the_upload_where_it_was(
    client: TusClient,
) -> None:
    place = client.announce(len(CONTENT))
    client.patch(place, 0, CONTENT[:500])
    session = session_at(place)
    chunks.write(session.id, UploadChunk().id, b"written, but never acknowledged")
    assert client.offset(place) == 500
    client.patch(place, 500, CONTENT[500:])
    assert Upload.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_process_killed_after_the_last_piece_is_made_good_by_the_next_question(
    client: TusClient,
) -> None:
    place = client.announce(len(CONTENT))
    session = session_at(place)
    receiving._take(session, CONTENT)  # noqa: SLF001  # the process dies here, before `finish`
    assert not Upload.objects.exists()
    assert client.offset(place) == len(CONTENT)
    assert Upload.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_wrong_offset_is_a_conflict_and_too_many_bytes_are_too_large(client: TusClient) -> None:
    place = client.announce(len(CONTENT))
    assert client.patch(place, 5, b"x").status_code == 409
    assert client.patch(place, 0, CONTENT + b"x").status_code == 413
    assert client.offset(place) == 0


def test_a_checksum_that_does_not_fit_keeps_nothing(client: TusClient) -> None:
    place = client.announce(len(CONTENT))
    wrong = client.patch(place, 0, CONTENT, **{"Upload-Checksum": sha1(b"other")})
    assert wrong.status_code == 460
    assert client.offset(place) == 0
    unknown = client.patch(place, 0, CONTENT, **{"Upload-Checksum": "crc32 AAAA"})
    assert unknown.status_code == 400
    right = client.patch(place, 0, CONTENT, **{"Upload-Checksum": sha1(CONTENT)})
    assert right.status_code == 204


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": "abc"}, 400),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "0"}, 400),
        ({"Upload-Length": str(500 * 1024 * 1024 + 1)}, 413),
        ({"Upload-Metadata": "filename !!"}, 400),
        ({"Upload-Metadata": "filename eA==,filename eA=="}, 400),
        ({"Upload-Metadata": "filename /w=="}, 400),
        ({"Upload-Metadata": "envelope eA=="}, 400),
        ({"Upload-Metadata": "filename eA=="}, 403),
    ],
)
def test_a_creation_that_is_not_as_it_should_be_is_refused(
    client: TusClient, headers: dict[str, str], status: int
) -> None:
    envelope = client.create(10).wsgi_request.headers["Upload-Metadata"]
    good = {**VERSION, "Upload-Length": "10", "Upload-Metadata": envelope}
    answer = client.http.post("/filing/uploads/", headers=good | headers)
    assert answer.status_code == status
    assert answer.content
    assert UploadSession.objects.count() == 1


def test_a_patch_of_another_type_or_without_an_offset_is_refused(client: TusClient) -> None:
    place = client.announce(10)
    plain = client.http.patch(place, b"x", "text/plain", headers={**VERSION, "Upload-Offset": "0"})
    assert plain.status_code == 415
    assert client.http.patch(place, b"x", BODY, headers=VERSION).status_code == 400
    assert client.http.get(place, headers=VERSION).status_code == 405


def test_an_old_proxy_may_send_the_method_in_a_header(client: TusClient) -> None:
    place = client.announce(3)
    headers = {**VERSION, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    answer = client.http.post(place, b"abc", BODY, headers=headers)
    assert answer["Upload-Offset"] == "3"


def test_another_account_s_upload_is_not_found_and_a_stranger_is_told_to_sign_in(
    client: TusClient,
) -> None:
    place = client.announce(10)
    other = TusClient(an_account())
    assert other.http.head(place, headers=VERSION).status_code == 404
    assert other.http.delete(place, headers=VERSION).status_code == 404
    assert Client().head(place, headers=VERSION).status_code == 401


def test_another_account_s_draft_cannot_be_filled(client: TusClient) -> None:
    other = TusClient(an_account())
    assert other.create(10, envelope=str(client.draft.id)).status_code == 403


def test_nothing_is_added_to_a_draft_that_was_filed(client: TusClient) -> None:
    ClaimDraft.objects.update(filed_as=client.draft.id)
    assert client.create(10).status_code == 403


def test_without_the_csrf_token_nothing_is_created() -> None:
    account = an_account()
    strict = TusClient(account)
    strict.http = Client(enforce_csrf_checks=True)
    strict.http.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    assert strict.create(10).status_code == 403
    assert not UploadSession.objects.exists()


def test_an_upload_given_up_is_gone_with_its_bytes(client: TusClient) -> None:
    place = client.announce(10)
    client.patch(place, 0, b"12345")
    folder = settings.UPLOADS_FOLDER / str(session_at(place).id)
    assert list(folder.iterdir())
    assert client.http.delete(place, headers=VERSION).status_code == 204
    assert not folder.exists()
    assert client.http.head(place, headers=VERSION).status_code == 404


def test_an_upload_left_too_long_is_gone_and_cleaned_away(client: TusClient) -> None:
    place, other = client.announce(10), client.announce(10)
    client.patch(place, 0, b"12345")
    UploadSession.objects.filter(id=session_at(place).id).update(expires_at=now())
    assert client.patch(place, 5, b"67890").status_code == 410
    folder = settings.UPLOADS_FOLDER / str(session_at(place).id)
    receiving.clean()
    assert not folder.exists()
    assert client.offset(other) == 0


def test_a_folder_no_session_knows_is_cleaned_away_when_it_is_old(
    client: TusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = UploadChunk().id
    chunks.write(lost, lost, b"x")
    receiving.clean()
    assert chunks.sessions_untouched_since(now() + timedelta(minutes=1)) == [lost]
    monkeypatch.setattr(receiving, "KEPT_FOR", timedelta(minutes=-1))
    receiving.clean()
    assert chunks.sessions_untouched_since(now() + timedelta(minutes=1)) == []


def test_a_filing_takes_so_many_files_and_so_many_bytes(
    client: TusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 2)
    monkeypatch.setattr(limits, "LARGEST_ENVELOPE", 100)
    client.announce(60)
    too_large = client.create(41)
    assert too_large.status_code == 413
    assert "2 GB" in too_large.content.decode()
    client.announce(40)
    room = limits.room_in(client.draft.id)
    assert (room.files_left, room.size_left) == (0, 0)
    monkeypatch.setattr(limits, "LARGEST_ENVELOPE", 1000)
    assert "200 files" in client.create(1).content.decode()


def test_of_many_files_announced_at_once_no_more_than_the_limit_come_in(
    client: TusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_FILES", 3)

    def announce(_number: int) -> bool:
        try:
            receiving.begin(
                by=client.account, name="f", media_type="x", size=1, envelope=client.draft.id
            )
        except limits.TooMuchError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(announce, range(8))) == 3


def test_a_full_disk_is_a_sentence_and_loses_nothing(
    client: TusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = client.announce(len(CONTENT))
    client.patch(place, 0, CONTENT[:500])

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        answer = client.patch(place, 500, CONTENT[500:])
    assert answer.status_code == 507
    assert "What has arrived is kept" in answer.content.decode()
    assert client.offset(place) == 500
    folder: Path = settings.UPLOADS_FOLDER / str(session_at(place).id)
    assert len(list(folder.iterdir())) == 1
    assert client.patch(place, 500, CONTENT[500:]).status_code == 204


def test_a_replacement_takes_the_place_of_the_file_it_replaces(client: TusClient) -> None:
    first = Upload.objects.get(id=client.send(b"one"))
    second = Upload.objects.get(id=client.send(b"two", exhibit=str(first.exhibit)))
    assert Upload.objects.get() == second
    assert second.exhibit == first.exhibit


def test_what_is_not_one_s_own_cannot_be_replaced(client: TusClient) -> None:
    first = Upload.objects.get(id=client.send(b"one"))
    other = TusClient(an_account())
    assert other.create(3, exhibit=str(first.exhibit)).status_code == 400


def test_a_program_uploads_with_its_token_and_without_a_draft() -> None:
    account = an_account()
    headers = {**VERSION, "Authorization": f"Bearer {new_token(account, 'test')}"}
    http = Client(enforce_csrf_checks=True)
    assert http.options("/api/v1/tus/").status_code == 204
    assert http.post("/api/v1/tus/", headers=VERSION).status_code == 401
    given = {"Upload-Length": "3", "Upload-Metadata": "filename eC5wZGY="}
    place = http.post("/api/v1/tus/", headers=headers | given)["Location"]
    answer = http.patch(place, b"abc", BODY, headers=headers | {"Upload-Offset": "0"})
    assert answer.status_code == 204
    assert (Upload.objects.get().envelope, Upload.objects.get().name) == (None, "x.pdf")


def test_files_outside_a_draft_have_one_limit_for_an_account(
    client: TusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X3: what programs hand in for no draft, arrived or on its way, does not grow without end."""
    monkeypatch.setattr(limits, "LARGEST_LOOSE", 1000)
    headers = {"Authorization": f"Bearer {new_token(client.account, 'test')}", **VERSION}
    program = Client()

    def announced(size: int) -> int:
        return program.post(
            "/api/v1/tus/", headers=headers | {"Upload-Length": str(size), "Upload-Metadata": NAMED}
        ).status_code

    assert [announced(600), announced(500), announced(400), announced(1)] == [201, 413, 201, 413]
    kept = program.post(
        "/api/v1/uploads?name=a.txt", b"x", "text/plain", headers=headers | {"Idempotency-Key": "k"}
    )
    assert kept.status_code == 413
    assert client.create(500).status_code == 201


def test_files_outside_a_draft_are_removed_after_seven_days(client: TusClient) -> None:
    loose = an_upload(client.account, created_at=now() - receiving.KEPT_FOR)
    fresh = an_upload(client.account)
    of_draft = an_upload(
        client.account, created_at=now() - timedelta(days=30), envelope=client.draft.id
    )
    receiving.clean()
    left = set(Upload.objects.values_list("id", flat=True))
    assert left == {fresh.id, of_draft.id}
    assert loose.id not in left
