"""A folder on this machine as a store of documents."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from yunqiao.gateways.storage.port import (
    NO_ROOM,
    AlteredError,
    DocumentMissingError,
    StorageFullError,
)

CHUNK = 1 << 18


class FolderStorage:
    """Documents as files named by their SHA-256, two levels of folders deep."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep the bytes (see the port): written beside, synced, then given their name."""
        try:
            return self._keep(chunks)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise StorageFullError("the store of documents is full") from error
            raise

    def read(self, sha256: str) -> Iterator[bytes]:
        """Hand out the bytes (see the port)."""
        digest, waiting = hashlib.sha256(), b""
        try:
            with self._path(sha256).open("rb") as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    if waiting:
                        yield waiting
                    waiting = chunk
        except FileNotFoundError:
            raise DocumentMissingError(sha256) from None
        if digest.hexdigest() != sha256:
            raise AlteredError(sha256)
        if waiting:
            yield waiting

    def part(self, sha256: str, first: int, last: int) -> Iterator[bytes]:
        """Hand out a part (see the port)."""
        missing = last - first + 1
        try:
            with self._path(sha256).open("rb") as file:
                file.seek(first)
                while missing > 0 and (chunk := file.read(min(CHUNK, missing))):
                    missing -= len(chunk)
                    yield chunk
        except FileNotFoundError:
            raise DocumentMissingError(sha256) from None

    def size(self, sha256: str) -> int:
        """Tell the size (see the port)."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            raise DocumentMissingError(sha256) from None

    def remove(self, sha256: str) -> None:
        """Remove the bytes (see the port)."""
        with suppress(DocumentMissingError):
            self._path(sha256).unlink(missing_ok=True)

    def _keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            place = Path(file.name)
            try:
                for chunk in chunks:
                    digest.update(chunk)
                    size += file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
                kept = self._path(digest.hexdigest())
                kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                place.replace(kept)
            except BaseException:
                place.unlink(missing_ok=True)
                raise
        _sync_folder(kept.parent)
        return digest.hexdigest(), size

    def _path(self, sha256: str) -> Path:
        if len(sha256) != hashlib.sha256().digest_size * 2 or not sha256.isalnum():
            raise DocumentMissingError(sha256)
        return self._folder / sha256[:2] / sha256[2:4] / sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
