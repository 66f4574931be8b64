"""Receiving a file piece by piece: begun, continued after any interruption, finished once.

Each piece is a file of its own; the row says which pieces count. Whoever moves the row's offset
first has written, so that parallel requests, a killed process or a full disk lose nothing that was
acknowledged. No file is read or written inside a transaction.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final
from uuid import UUID

import psycopg
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import violated_constraint
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.papers import chunks
from yunqiao.court.papers.keeping import UploadRefusedError, arrive, usable_name
from yunqiao.court.papers.limits import require_file, room_for
from yunqiao.court.papers.models import Upload, UploadChunk, UploadSession
from yunqiao.court.papers.tus import Checksum
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import NO_ROOM, Storage, StorageFullError

KEPT_FOR: Final = timedelta(days=7)
"""How long an unfinished upload waits for its next piece."""
SEGMENT: Final = 8 * 1024 * 1024
"""Bytes after which what has arrived of a long request counts already."""
PIECE: Final = 1 << 18
Read = Callable[[int], bytes]


class OffsetConflictError(Exception):
    """The request does not go on where the upload stands; ask where that is."""


class ChecksumMismatchError(Exception):
    """The bytes changed on their way; nothing of the request was kept."""


class TooManyBytesError(Exception):
    """More bytes came than were announced."""


class ExpiredError(Exception):
    """The unfinished upload waited too long and is being removed."""


def begin(
    *,
    by: AbstractBaseUser,
    name: str,
    media_type: str,
    size: int,
    envelope: UUID | None,
    exhibit: UUID | None = None,
    metadata: str = "",
) -> UploadSession:
    """Announce a file of `size` bytes.

    Raises:
        UploadRefusedError: it is empty or has no usable name.
        TooMuchError: it is larger than a file may be, or the envelope has no room for it.
    """
    if size == 0:
        raise UploadRefusedError(_("The file is empty. Choose it again, or save it again first."))
    shown = usable_name(name)
    if exhibit is not None and not _is_own(by, envelope, exhibit):
        raise UploadRefusedError(_("The file to be replaced is gone. Add this one as a new file."))
    session = UploadSession(
        account_id=by.pk,
        envelope=envelope,
        exhibit=exhibit or new_id(),
        name=shown,
        media_type=media_type[:100],
        metadata=metadata,
        size=size,
        created_at=now(),
        expires_at=now() + KEPT_FOR,
    )
    require_file(size)
    with transaction.atomic():
        _wait_for_others(envelope or by.pk)
        room_for(by, envelope).require(size)
        session.save(force_insert=True)
    return session


def find(*, by: AbstractBaseUser, session_id: UUID) -> UploadSession:
    """A session of the account's own; one whose bytes are all there is finished first.

    Raises:
        UploadSession.DoesNotExist: the account has none with this id.
        ExpiredError: it waited too long.
    """
    session = UploadSession.objects.get(id=session_id, account_id=by.pk)
    if session.received == session.size:
        finish(session)
    elif session.expires_at <= now():
        raise ExpiredError(_("This upload was left for more than seven days. Send the file again."))
    return session


def append(
    session: UploadSession, *, offset: int, length: int, read: Read, checksum: Checksum | None
) -> int:
    """Take in the bytes of one request of `length` bytes; returns the offset reached.

    A connection that breaks off loses at most what arrived since the last segment; with a checksum
    the request counts as a whole or not at all.

    Raises:
        OffsetConflictError: another request has moved the offset, or this one guessed it wrong.
        TooManyBytesError: the request would go past the end that was announced.
        ChecksumMismatchError: the bytes are not those the client sent.
        StorageFullError: there is no room; what came before is kept.
    """
    if offset != session.received:
        raise OffsetConflictError
    if offset + length > session.size:
        raise TooManyBytesError
    if checksum is not None:
        content = b"".join(_pieces(read, length))
        if len(content) < length or not checksum.fits(content):
            raise ChecksumMismatchError
        segments: Iterator[bytes] = iter([content] if content else [])
    else:
        segments = _segments(read, length)
    for segment in segments:
        _take(session, segment)
    if session.received == session.size:
        finish(session)
    return session.received


def finish(session: UploadSession) -> Upload:
    """Store the whole file under its SHA-256 and let it arrive, once.

    Raises:
        StorageFullError: there is no room; the pieces are kept for the next try.
    """
    known = Upload.objects.filter(id=session.id).first()
    if known is not None:
        return known
    pieces = UploadChunk.objects.filter(session=session).order_by("first_byte")
    began = now()
    try:
        content = chunks.read(session.id, [piece.id for piece in pieces])
        sha256, size = gateway(Storage).keep(content)  # type: ignore[type-abstract]
        upload = Upload(
            id=session.id,
            account_id=session.account_id,
            envelope=session.envelope,
            exhibit=session.exhibit,
            sha256=sha256,
            size=size,
            media_type=session.media_type,
            name=session.name,
            created_at=now(),
        )
        arrive(upload, began=began)
    except (FileNotFoundError, psycopg.errors.UniqueViolation, IntegrityError) as error:
        known = Upload.objects.filter(id=session.id).first()
        if known is None or violated_constraint(error) not in (None, "upload_pkey"):
            raise
        return known
    chunks.remove_all(session.id)
    return upload


def discard(session: UploadSession) -> None:
    """Give up an upload that is on its way; one that has arrived stays."""
    UploadSession.objects.filter(id=session.id).delete()
    chunks.remove_all(session.id)


def unfinished(envelope: UUID) -> list[UploadSession]:
    """Uploads of an envelope that wait for their next piece, oldest first."""
    waiting = UploadSession.objects.filter(
        envelope=envelope, received__lt=F("size"), expires_at__gt=now()
    )
    return list(waiting.order_by("id"))


def clean() -> None:
    """Remove sessions that expired or became uploads long ago, and folders nobody knows.

    Files that were handed in for no draft go after the same time; a document that a claim made of
    one stays on its case.
    """
    Upload.objects.filter(envelope=None, created_at__lte=now() - KEPT_FOR).delete()
    for session in UploadSession.objects.filter(expires_at__lte=now()).order_by("id"):
        discard(session)
    for session_id in chunks.sessions_untouched_since(now() - KEPT_FOR):
        if not UploadSession.objects.filter(id=session_id).exists():
            chunks.remove_all(session_id)


def _take(session: UploadSession, content: bytes) -> None:
    chunk = UploadChunk(session=session, first_byte=session.received, size=len(content))
    try:
        chunks.write(session.id, chunk.id, content)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFullError("the folder of uploads is full") from error
        raise
    try:
        _move(session, chunk)
    except BaseException:
        chunks.remove(session.id, chunk.id)
        raise
    session.received += chunk.size


def _move(session: UploadSession, chunk: UploadChunk) -> None:
    with transaction.atomic():
        moved = UploadSession.objects.filter(id=session.id, received=chunk.first_byte).update(
            received=F("received") + chunk.size, expires_at=now() + KEPT_FOR
        )
        if not moved:
            raise OffsetConflictError
        chunk.save(force_insert=True)


def _segments(read: Read, length: int) -> Iterator[bytes]:
    waiting = bytearray()
    for piece in _pieces(read, length):
        waiting += piece
        if len(waiting) >= SEGMENT:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def _pieces(read: Read, length: int) -> Iterator[bytes]:
    """What arrives, until the length is reached or the connection breaks."""
    missing = length
    while missing > 0:
        try:
            piece = read(min(PIECE, missing))
        except OSError:
            return
        if not piece:
            return
        missing -= len(piece)
        yield piece


def _is_own(by: AbstractBaseUser, envelope: UUID | None, exhibit: UUID) -> bool:
    return Upload.objects.filter(account_id=by.pk, envelope=envelope, exhibit=exhibit).exists()


def _wait_for_others(envelope: UUID) -> None:
    """Let creations in one envelope come one after another, so that none overlooks the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"envelope {envelope}"]
        )
