"""A store, a scanner and a folder of uploads of each test's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.scanning.fake import FakeScanner
from yunqiao.gateways.scanning.port import Scanner
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FolderStorage]:
    monkeypatch.setattr(settings, "UPLOADS_FOLDER", tmp_path / "uploads")
    kept = FolderStorage(tmp_path / "documents")
    yield from _bound(Storage, kept)


@pytest.fixture
def scanner() -> Iterator[FakeScanner]:
    yield from _bound(Scanner, FakeScanner())


def _bound(port: Any, fake: Any) -> Iterator[Any]:
    before = gateway(port)
    bind(port, fake)
    yield fake
    bind(port, before)
