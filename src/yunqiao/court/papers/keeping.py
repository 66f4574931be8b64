"""A file arrives: its row, and the job that examines it; whole files taken in once per key."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _

from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.papers import unused
from yunqiao.court.papers.limits import require_file, room_for
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.names import LONGEST_NAME, clean_name
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage

EXAMINE: Final = "papers.examine"
"""The job that examines an upload; `papers.jobs` defines it."""
EXAMINATION: Final = "examination"
"""The queue of those jobs: however many there are, letters and notices do not wait for them."""
UNKNOWN_TYPE: Final = "application/octet-stream"


class UploadRefusedError(Exception):
    """The file was not taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file taken in."""

    id: UUID
    sha256: str
    size: int
    name: str


def keep(
    *,
    by: AbstractBaseUser,
    name: str,
    media_type: str,
    chunks: Iterable[bytes],
    key: str,
    envelope: UUID | None = None,
    exhibit: UUID | None = None,
) -> Kept:
    """Take in a whole file.

    Raises:
        UploadRefusedError: it is empty or has no usable name.
        TooMuchError: it is larger than a file may be, or there is no room for it.
        StorageFullError: the store has no room.
        KeyReusedError: the key was used for another file.
    """
    shown, began = usable_name(name), now()
    is_new = not idempotency.is_known(by.pk, key)
    if is_new:
        room_for(by, envelope).require(1)
    sha256, size = gateway(Storage).keep(_limited(chunks))  # type: ignore[type-abstract]
    upload = Upload(
        id=new_id(),
        account_id=by.pk,
        envelope=envelope,
        exhibit=exhibit or new_id(),
        sha256=sha256,
        size=size,
        media_type=media_type.partition(";")[0][:100] or UNKNOWN_TYPE,
        name=shown,
        created_at=began,
    )
    request = RequestKey.of(by.pk, key, {"name": name, "sha256": sha256})

    def create() -> dict[str, Any]:
        result = {"id": str(upload.id), "sha256": sha256, "size": size, "name": shown}
        with act(by=Actor(person=None)) as writing:
            _arrive(writing, upload, began)
            idempotency.keep(writing, request, result)
        return result

    has_arrived = False
    try:
        if is_new:
            _require_fits(by, envelope, size)
        known = idempotency.once(request, create)
        has_arrived = known["id"] == str(upload.id)
    finally:
        if not has_arrived:
            unused.note(sha256, since=began)
    return Kept(UUID(known["id"]), known["sha256"], known["size"], known["name"])


def arrive(upload: Upload, *, began: datetime) -> None:
    """Write an upload whose bytes were stored since `began`; the file it replaces, if any, goes.

    Raises:
        StorageAwayError: the bytes left the store in the meantime; store them again.
        psycopg.errors.UniqueViolation: it has arrived already.
    """
    with act(by=Actor(person=None)) as writing:
        _arrive(writing, upload, began)


def usable_name(given: str) -> str:
    """The name under which a file is kept.

    Raises:
        UploadRefusedError: nothing readable is left of it, or it is too long.
    """
    shown = clean_name(given)
    if not shown or len(shown) > LONGEST_NAME:
        raise UploadRefusedError(_("Give the file a name of at most 255 characters."))
    return shown


def _require_fits(by: AbstractBaseUser, envelope: UUID | None, size: int) -> None:
    if size == 0:
        raise UploadRefusedError(_("The file is empty. Choose it again, or save it again first."))
    room_for(by, envelope).require(size)


def _arrive(writing: Act, upload: Upload, began: datetime) -> None:
    unused.claim(writing, [upload.sha256], since=began)
    writing.execute(_REPLACE, (upload.exhibit, upload.account_id, upload.id))
    writing.insert(upload)
    writing.defer(EXAMINE, {"upload": str(upload.id)}, queue=EXAMINATION)


def _limited(chunks: Iterable[bytes]) -> Iterator[bytes]:
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        require_file(taken)
        yield chunk


_REPLACE: Final = "DELETE FROM upload WHERE exhibit = %s AND account_id = %s AND id <> %s"
