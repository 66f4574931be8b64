"""S3-compatible object storage as a store of documents."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, Final, cast
from urllib.parse import parse_qs, unquote, urlsplit

from minio import Minio
from minio.error import MinioException, S3Error, ServerError
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from yunqiao.gateways.storage.port import (
    NO_ROOM,
    AlteredError,
    DocumentMissingError,
    StorageAwayError,
    StorageFullError,
)

CHUNK: Final = 1 << 18
PART: Final = 16 << 20
"""Bytes of a part of a large document on its way; a document appears only when all have come."""
IN_MEMORY: Final = 8 << 20
"""Bytes of a document that wait in memory until its SHA-256 is known; more wait on the disk."""
CONNECT: Final = 5.0  # seconds
ANSWER: Final = 15.0  # seconds between two pieces of an answer
TRIES_AGAIN: Final = 1
MISSING: Final = frozenset({"NoSuchKey", "NoSuchObject"})
FULL: Final = frozenset({"XMinioStorageFull", "QuotaExceeded", "InsufficientStorage"})
OUTSIDE: Final = "InvalidRange"


class S3Storage:
    """Documents as objects named by their SHA-256, laid out as `FolderStorage` lays out files."""

    def __init__(self, url: str, *, connect: float = CONNECT, answer: float = ANSWER) -> None:
        """`s3://KEY:SECRET@host:port/bucket?region=…`; `&tls=no` for a store beside us."""
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self._bucket = parts.path.strip("/")
        self._client = Minio(
            parts.netloc.rpartition("@")[2],
            access_key=unquote(parts.username or ""),
            secret_key=unquote(parts.password or ""),
            secure=options.get("tls") != "no",
            region=options.get("region", "us-east-1"),
            http_client=PoolManager(
                timeout=Timeout(connect=connect, read=answer),
                retries=Retry(
                    total=TRIES_AGAIN,
                    backoff_factor=0.2,
                    status_forcelist=[500, 502, 503, 504],
                    allowed_methods=None,
                    raise_on_status=False,
                ),
            ),
        )

    def keep(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep the bytes (see the port): hashed on the way to a file of ours, then sent once."""
        with SpooledTemporaryFile(max_size=IN_MEMORY) as waiting:
            sha256, size = _spooled(chunks, waiting)
            with _told_apart(sha256):
                if self._size_if_kept(sha256) != size:
                    waiting.seek(0)
                    content = cast("BinaryIO", waiting)  # all of it but the type's name
                    self._client.put_object(
                        self._bucket, _name(sha256), content, size, part_size=PART
                    )
            return sha256, size

    def read(self, sha256: str) -> Iterator[bytes]:
        """Hand out the bytes (see the port)."""
        digest, waiting = hashlib.sha256(), b""
        for chunk in self._stream(sha256):
            digest.update(chunk)
            if waiting:
                yield waiting
            waiting = chunk
        if digest.hexdigest() != sha256:
            raise AlteredError(sha256)
        if waiting:
            yield waiting

    def part(self, sha256: str, first: int, last: int) -> Iterator[bytes]:
        """Hand out a part (see the port)."""
        try:
            yield from self._stream(sha256, first, last - first + 1)
        except S3Error as error:
            if error.code != OUTSIDE:
                raise

    def size(self, sha256: str) -> int:
        """Tell the size (see the port)."""
        with _told_apart(sha256):
            size = self._client.stat_object(self._bucket, _name(sha256)).size
        assert size is not None
        return size

    def remove(self, sha256: str) -> None:
        """Remove the bytes (see the port)."""
        with suppress(DocumentMissingError), _told_apart(sha256):
            self._client.remove_object(self._bucket, _name(sha256))

    def _size_if_kept(self, sha256: str) -> int | None:
        try:
            return self._client.stat_object(self._bucket, _name(sha256)).size
        except S3Error as error:
            if error.code in MISSING:
                return None
            raise

    def _stream(self, sha256: str, first: int = 0, length: int = 0) -> Iterator[bytes]:
        with _told_apart(sha256):
            answer = self._client.get_object(self._bucket, _name(sha256), first, length)
            try:
                yield from answer.stream(CHUNK)
            finally:
                answer.close()
                answer.release_conn()


def _spooled(chunks: Iterable[bytes], waiting: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    try:
        for chunk in chunks:
            digest.update(chunk)
            size += waiting.write(chunk)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFullError("no room for a document on its way to the store") from error
        raise
    return digest.hexdigest(), size


@contextmanager
def _told_apart(sha256: str) -> Iterator[None]:
    """What the store says, in the port's words; a range outside the document stays as it is."""
    try:
        yield
    except S3Error as error:
        if error.code in MISSING:
            raise DocumentMissingError(sha256) from error
        if error.code in FULL:
            raise StorageFullError("the store of documents is full") from error
        if error.code == OUTSIDE:
            raise
        raise StorageAwayError(f"the store of documents refuses: {error.code}") from error
    except ServerError as error:
        if error.status_code == HTTPStatus.INSUFFICIENT_STORAGE:
            raise StorageFullError("the store of documents is full") from error
        raise StorageAwayError("the store of documents is broken") from error
    except (MinioException, HTTPError) as error:
        raise StorageAwayError("the store of documents does not answer") from error


def _name(sha256: str) -> str:
    if len(sha256) != hashlib.sha256().digest_size * 2 or not sha256.isalnum():
        raise DocumentMissingError(sha256)
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
