"""Taking in a file: its bytes into the store, a row for the account, once per key."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Upload
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage

LARGEST: Final = 500 * 1024 * 1024
"""Bytes in one file (issue F3)."""
LONGEST_NAME: Final = 255


class UploadRefusedError(Exception):
    """The file was not taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file taken in."""

    id: UUID
    sha256: str
    size: int
    name: str


def keep(*, by: Account, name: str, media_type: str, chunks: Iterable[bytes], key: str) -> Kept:
    """Take in a file.

    Raises:
        UploadRefusedError: it is empty, too large or has no usable name.
        StorageFullError: the store has no room.
        KeyReusedError: the key was used for another file.
    """
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise UploadRefusedError(_("Give the file a name of at most 255 characters."))
    sha256, size = gateway(Storage).keep(_limited(chunks))  # type: ignore[type-abstract]
    if size == 0:
        raise UploadRefusedError(_("The file is empty. Choose it again, or save it again first."))
    upload = Upload(
        id=new_id(),
        account=by,
        sha256=sha256,
        size=size,
        media_type=media_type.partition(";")[0][:100] or "application/octet-stream",
        name=name,
        created_at=now(),
    )
    request = RequestKey.of(by.id, key, {"name": name, "sha256": sha256})

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            result = {"id": str(upload.id), "sha256": sha256, "size": size, "name": name}
            writing.insert(upload)
            idempotency.keep(writing, request, result)
        return result

    known = idempotency.once(request, create)
    return Kept(UUID(known["id"]), known["sha256"], known["size"], known["name"])


def _limited(chunks: Iterable[bytes]) -> Iterator[bytes]:
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > LARGEST:
            raise UploadRefusedError(_("The file is larger than 500 MB. Split it or reduce it."))
        yield chunk
