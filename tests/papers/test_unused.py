"""Bytes that nothing needs leave the store; bytes that are sent again meanwhile do not (F3)."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from support.makers import a_court, a_filing, an_account
from support.stores import scanner, storage
from support.workers import work
from yunqiao.court.filing import arranging, drafts
from yunqiao.court.filing.evidence import exhibits_of
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import KeyReusedError
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.court.papers import examination, limits, receiving, unused
from yunqiao.court.papers.jobs import clean
from yunqiao.court.papers.keeping import Kept, UploadRefusedError, keep
from yunqiao.court.papers.limits import TooMuchError
from yunqiao.court.papers.models import UnusedBytes, Upload
from yunqiao.court.papers.states import FOUND_FIT
from yunqiao.gateways.registry import bind
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import DocumentMissingError, Storage, StorageAwayError

__all__ = ["scanner", "storage"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("scanner")]
CONTENT = b"What was said on the telephone."
LATER = timedelta(hours=2)


def sent(
    by: Account, content: bytes = CONTENT, key: str = "k", envelope: UUID | None = None
) -> Kept:
    return keep(
        by=by,
        name="a.txt",
        media_type="text/plain",
        chunks=[content],
        key=key,
        envelope=envelope or uuid4(),
    )


def is_there(storage: FolderStorage, sha256: str) -> bool:
    try:
        return storage.size(sha256) > 0
    except DocumentMissingError:
        return False


def an_hour_passes() -> None:
    with time_machine.travel(now() + LATER, tick=False):
        clean(0)


def test_the_bytes_of_a_file_taken_out_leave_the_store_with_its_copies(
    storage: FolderStorage,
) -> None:
    a_court()
    draft = drafts.start(by=an_account(), language="en")
    kept = sent(draft.account, envelope=draft.id)
    work()
    upload = Upload.objects.get(id=kept.id)
    copies = {upload.sha256, upload.viewing_sha256, upload.thumbnail_sha256} - {""}
    arranging.remove(draft=draft, exhibit=exhibits_of(draft)[0].id)
    clean(0)
    assert is_there(storage, kept.sha256)
    an_hour_passes()
    assert not any(is_there(storage, digest) for digest in copies)


def test_a_draft_that_is_deleted_takes_its_files_along(storage: FolderStorage) -> None:
    draft = drafts.start(by=an_account(), language="en")
    kept = sent(draft.account, envelope=draft.id)
    receiving.begin(by=draft.account, name="b.txt", media_type="", size=9, envelope=draft.id)
    drafts.discard(by=an_account(), draft_id=draft.id)
    assert Upload.objects.filter(envelope=draft.id).exists()
    drafts.discard(by=draft.account, draft_id=draft.id)
    assert not ClaimDraft.objects.exists()
    assert receiving.unfinished(draft.id) == []
    an_hour_passes()
    assert not is_there(storage, kept.sha256)


def test_bytes_that_a_document_or_another_upload_shares_stay(storage: FolderStorage) -> None:
    filer = an_account()
    kept = sent(filer)
    work()
    a_filing(filer, documents=[{"upload": str(kept.id)}])
    Upload.objects.all().delete()
    one, _other = sent(filer, b"shared", "one"), sent(an_account(), b"shared", "other")
    Upload.objects.filter(id=one.id).delete()
    an_hour_passes()
    assert is_there(storage, kept.sha256)
    assert is_there(storage, one.sha256)
    assert not UnusedBytes.objects.exists()


def test_whatever_names_stored_bytes_is_asked_before_they_leave() -> None:
    tables = {table for table, _column in unused.columns()}
    assert {"document", "upload", "identity_file", "bank_statement_file"} <= tables
    assert ("document", "viewing_sha256") in unused.columns()


def test_a_file_that_came_again_stays_and_leaves_once_that_one_is_gone_too(
    storage: FolderStorage,
) -> None:
    by = an_account()
    first = sent(by)
    Upload.objects.all().delete()
    sent(by, key="again")
    an_hour_passes()
    assert is_there(storage, first.sha256)
    Upload.objects.all().delete()
    an_hour_passes()
    assert not is_there(storage, first.sha256)


class CrossedStorage(FolderStorage):
    """A store that is cleaned while a file is on its way between the store and its row."""

    crossing: bool = True

    def keep(self, chunks: Iterator[bytes]) -> tuple[str, int]:  # type: ignore[override]
        kept = super().keep(chunks)
        if self.crossing:
            an_hour_passes()
        return kept


@pytest.fixture
def crossed(storage: FolderStorage) -> Iterator[CrossedStorage]:
    store = CrossedStorage(storage._folder)  # noqa: SLF001 - the same folder
    bind(Storage, store)
    yield store
    bind(Storage, storage)  # type: ignore[type-abstract]


def test_bytes_that_leave_while_they_come_again_are_asked_for_again(
    storage: FolderStorage, crossed: CrossedStorage
) -> None:
    """Otherwise an upload would be acknowledged whose bytes are gone."""
    by = an_account()
    crossed.crossing = False
    sha256 = sent(by).sha256
    Upload.objects.all().delete()
    crossed.crossing = True
    with pytest.raises(StorageAwayError):
        sent(by, key="again")
    assert not Upload.objects.exists()
    crossed.crossing = False
    with time_machine.travel(now() + LATER + LATER, tick=False):
        sent(by, key="again")
        an_hour_passes()
    assert is_there(storage, sha256)


def test_bytes_that_are_leaving_are_not_taken_for_kept(storage: FolderStorage) -> None:
    sha256, _size = storage.keep([CONTENT])
    UnusedBytes.objects.create(sha256=sha256, since=now(), is_leaving=True)
    with pytest.raises(StorageAwayError), act(by=Actor(person=None)) as writing:
        unused.claim(writing, [sha256], since=now())


def test_a_store_that_was_away_is_told_again(storage: FolderStorage) -> None:
    class AwayStorage(FolderStorage):
        def remove(self, sha256: str) -> None:
            raise StorageAwayError(sha256)

    kept = sent(an_account())
    Upload.objects.all().delete()
    bind(Storage, AwayStorage(storage._folder))  # type: ignore[type-abstract]  # noqa: SLF001 - the same folder
    with pytest.raises(StorageAwayError):
        an_hour_passes()
    bind(Storage, storage)  # type: ignore[type-abstract]
    an_hour_passes()
    assert not is_there(storage, kept.sha256)


def test_what_left_is_forgotten_after_a_day() -> None:
    UnusedBytes.objects.create(sha256="a" * 64, since=now(), left_at=now() - timedelta(hours=25))
    UnusedBytes.objects.create(sha256="b" * 64, since=now(), left_at=now() - timedelta(hours=23))
    unused.remove()
    assert [one.sha256 for one in UnusedBytes.objects.all()] == ["b" * 64]


def test_a_file_sent_again_at_the_limit_gets_the_first_answer(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves X3: the same key gives the same upload, even where there is no room for another."""
    by, envelope = an_account(), uuid4()
    monkeypatch.setattr(limits, "MOST_FILES", 1)
    first = sent(by, key="first", envelope=envelope)
    assert sent(by, key="first", envelope=envelope) == first
    with pytest.raises(TooMuchError):
        sent(by, key="second", envelope=envelope)
    with pytest.raises(KeyReusedError):
        sent(by, b"Something else.", key="first", envelope=envelope)
    assert Upload.objects.count() == 1


def test_what_is_refused_after_it_was_stored_leaves_the_store(
    storage: FolderStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = an_account()
    monkeypatch.setattr(limits, "LARGEST_ENVELOPE", 3)
    with pytest.raises(TooMuchError):
        sent(by)
    with pytest.raises(UploadRefusedError):
        sent(by, b"", key="empty")
    assert UnusedBytes.objects.count() == 2
    an_hour_passes()
    assert not [path for path in storage._folder.rglob("*") if path.is_file()]  # noqa: SLF001


def test_copies_made_of_a_file_that_was_removed_meanwhile_leave_the_store(
    storage: FolderStorage,
) -> None:
    upload = Upload.objects.get(id=sent(an_account()).id)
    Upload.objects.all().delete()
    UnusedBytes.objects.all().delete()
    examination._record(  # noqa: SLF001 - the moment between looking and recording
        upload, FOUND_FIT, viewing_sha256="c" * 64, thumbnail_sha256="d" * 64
    )
    assert set(UnusedBytes.objects.values_list("sha256", flat=True)) == {"c" * 64, "d" * 64}
