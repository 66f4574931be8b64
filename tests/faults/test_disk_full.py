"""A full disk for documents: a sentence, nothing half written, and all is well once there is room."""

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from support.makers import an_account
from yunqiao.court.identity.tokens import new_token
from yunqiao.court.papers.models import Upload
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage, StorageFullError

ROOM = 1 << 20  # bytes


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder that takes a megabyte: a file system of its own, or else a limit on every file."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(tmp_path)]
    if os.geteuid() == 0 and not subprocess.run(mount, check=False, capture_output=True).returncode:
        yield tmp_path
        subprocess.run(["umount", str(tmp_path)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_document_that_finds_no_room_leaves_nothing_behind(small_disk: Path) -> None:
    store = FolderStorage(small_disk)
    with pytest.raises(StorageFullError):
        store.keep([b"x" * ROOM, b"x" * ROOM])
    assert files_in(small_disk) == []
    sha256, size = store.keep([b"small"])
    assert b"".join(store.read(sha256)) == b"small"
    assert size == len(b"small")


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_finds_no_room_is_told_so_and_can_be_sent_again(small_disk: Path) -> None:
    before = gateway(Storage)  # type: ignore[type-abstract]
    bind(Storage, FolderStorage(small_disk))  # type: ignore[type-abstract]
    headers = {"Authorization": f"Bearer {new_token(an_account(), 'test')}"}
    headers |= {"Idempotency-Key": str(uuid4()), "Accept-Language": "en"}
    try:
        path, client = "/api/v1/uploads?name=a.bin", Client()
        full = client.post(path, b"x" * 2 * ROOM, "application/octet-stream", headers=headers)
        assert full.status_code == 507
        assert full.json()["detail"].startswith("The court cannot store files at the moment.")
        assert files_in(small_disk) == []
        assert not Upload.objects.exists()
        again = client.post(path, b"small", "application/octet-stream", headers=headers)
        assert again.status_code == 201
    finally:
        bind(Storage, before)  # type: ignore[type-abstract]
