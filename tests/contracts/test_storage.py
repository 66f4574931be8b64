"""What every store of documents does: the fake, a folder and S3 alike; and S3 when it fails."""

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from support.s3 import failing_store, object_names, overwrite, working_store
from yunqiao.config.wiring import storage_at
from yunqiao.gateways.storage.fake import FakeStorage
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import (
    AlteredError,
    DocumentMissingError,
    Storage,
    StorageAwayError,
    StorageFullError,
)
from yunqiao.gateways.storage.s3 import PART, S3Storage

pytestmark = pytest.mark.contract
CONTENT = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
MALFORMED = ["", "../../etc/passwd", "a" * 63, "é" * 64, "a/" * 32]


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with working_store() as url:
        yield url


@pytest.fixture(params=["fake", "folder", "s3"])
def store(request: pytest.FixtureRequest, s3: str, tmp_path: Path) -> Storage:
    if request.param == "fake":
        return FakeStorage()
    return FolderStorage(tmp_path) if request.param == "folder" else S3Storage(s3)


def pieces(content: bytes = CONTENT, size: int = 100_000) -> Iterator[bytes]:
    yield from (content[place : place + size] for place in range(0, len(content), size))


def test_what_is_kept_is_named_by_its_sha256_and_read_whole(store: Storage) -> None:
    assert store.keep(pieces()) == (SHA256, len(CONTENT))
    assert b"".join(store.read(SHA256)) == CONTENT
    assert store.size(SHA256) == len(CONTENT)


def test_the_same_bytes_are_kept_once(store: Storage) -> None:
    assert store.keep(pieces()) == store.keep([CONTENT])
    assert b"".join(store.read(SHA256)) == CONTENT


def test_nothing_is_a_document_too(store: Storage) -> None:
    sha256, size = store.keep([])
    assert (sha256, size, store.size(sha256)) == (hashlib.sha256().hexdigest(), 0, 0)
    assert b"".join(store.read(sha256)) == b""


@pytest.mark.parametrize(
    ("first", "last"), [(0, 0), (5, 9), (0, len(CONTENT) - 1), (len(CONTENT) - 3, len(CONTENT) + 9)]
)
def test_a_part_is_what_lies_between_two_bytes(store: Storage, first: int, last: int) -> None:
    store.keep(pieces())
    assert b"".join(store.part(SHA256, first, last)) == CONTENT[first : last + 1]


def test_a_part_outside_is_empty(store: Storage) -> None:
    store.keep(pieces())
    assert b"".join(store.part(SHA256, len(CONTENT), len(CONTENT) + 10)) == b""


@pytest.mark.parametrize("name", ["0" * 64, *MALFORMED])
def test_what_was_never_kept_is_missing(store: Storage, name: str) -> None:
    with pytest.raises(DocumentMissingError):
        store.size(name)
    with pytest.raises(DocumentMissingError):
        list(store.read(name))
    with pytest.raises(DocumentMissingError):
        list(store.part(name, 0, 1))


@pytest.mark.parametrize("name", ["0" * 64, *MALFORMED])
def test_what_is_removed_is_missing_and_can_be_kept_again(store: Storage, name: str) -> None:
    store.keep(pieces())
    store.remove(name)
    assert store.size(SHA256) == len(CONTENT)
    store.remove(SHA256)
    store.remove(SHA256)
    with pytest.raises(DocumentMissingError):
        store.size(SHA256)
    store.keep(pieces())
    assert b"".join(store.read(SHA256)) == CONTENT


def test_a_document_that_breaks_off_on_its_way_leaves_nothing(s3: str, store: Storage) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.keep(broken())
    with pytest.raises(DocumentMissingError):
        store.size(hashlib.sha256(b"half").hexdigest())
    assert hashlib.sha256(b"half").hexdigest() not in object_names(s3)


def test_a_document_of_several_parts_comes_back_whole(s3: str) -> None:
    store, content = S3Storage(s3), CONTENT * 33
    assert len(content) > 2 * PART
    sha256, size = store.keep(pieces(content, 1 << 20))
    assert size == len(content)
    assert hashlib.sha256(b"".join(store.read(sha256))).hexdigest() == sha256


def test_the_layout_in_the_bucket_is_that_of_the_folder(s3: str, tmp_path: Path) -> None:
    S3Storage(s3).keep(pieces())
    FolderStorage(tmp_path).keep(pieces())
    (place,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert str(place.relative_to(tmp_path)) in object_names(s3)


def test_bytes_altered_in_the_bucket_are_not_handed_out(s3: str) -> None:
    store = S3Storage(s3)
    sha256, _ = store.keep([b"as it was"])
    overwrite(s3, f"{sha256[:2]}/{sha256[2:4]}/{sha256}", b"AS IT WAS")
    handed_out: list[bytes] = []
    with pytest.raises(AlteredError):
        handed_out.extend(store.read(sha256))
    assert handed_out == []


@pytest.mark.parametrize(
    ("way", "error"),
    [
        ("silent", StorageAwayError),
        ("500 InternalError", StorageAwayError),
        ("503 SlowDown", StorageAwayError),
        ("403 AccessDenied", StorageAwayError),
        ("507 XMinioStorageFull", StorageFullError),
        ("400 QuotaExceeded", StorageFullError),
    ],
)
def test_a_store_that_fails_refuses_in_our_words(way: str, error: type[Exception]) -> None:
    with failing_store(way) as failing:
        store = S3Storage(failing.url, answer=0.2)
        with pytest.raises(error):
            store.keep([b"x"])
        with pytest.raises(error):
            list(store.read(SHA256))


def test_an_answer_that_breaks_off_is_no_document() -> None:
    with failing_store("truncated") as failing:
        store = S3Storage(failing.url, answer=0.2)
        with pytest.raises(StorageAwayError):
            list(store.read(SHA256))
        with pytest.raises(StorageAwayError):
            list(store.part(SHA256, 0, 400_000))


def test_a_store_that_is_not_there_is_away() -> None:
    store = S3Storage("s3://key:secret@127.0.0.1:9/documents?tls=no", connect=0.2)
    with pytest.raises(StorageAwayError):
        store.size(SHA256)


def test_a_document_the_store_has_is_not_sent_again() -> None:
    with failing_store("has 4") as having:
        S3Storage(having.url).keep([b"once"])
        assert having.asked == ["HEAD"]


def test_a_full_disk_on_the_way_is_a_full_store() -> None:
    def no_room() -> Iterator[bytes]:
        yield b"x"
        raise OSError(errno.ENOSPC, "no space left")

    with failing_store("500 InternalError") as failing, pytest.raises(StorageFullError):
        S3Storage(failing.url).keep(no_room())


def test_the_settings_choose_the_store(tmp_path: Path, s3: str) -> None:
    assert isinstance(storage_at(f"file://{tmp_path}"), FolderStorage)
    assert isinstance(storage_at(s3), S3Storage)
    for wrong in ("ftp://host/folder", "s3://key:secret@host", ""):
        with pytest.raises(ImproperlyConfigured, match="STORAGE_URL"):
            storage_at(wrong)
