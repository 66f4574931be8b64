"""The uploads of an envelope as `papers/_uploads.html` lists them, and what may be added to them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from yunqiao.court.papers import receiving
from yunqiao.court.papers.examine.kinds import KINDS, Kind
from yunqiao.court.papers.models import Upload, UploadSession
from yunqiao.court.papers.states import UploadState
from yunqiao.court.papers.words import row_of

Address = Callable[[UUID], str]


def listed(
    envelope: UUID,
    uploads: Sequence[Upload],
    *,
    file: Callable[[UUID, str], str],
    remove: Address,
    give_up: Address,
) -> dict[str, Any]:
    """What has arrived and what has not.

    The addresses: of a copy of an exhibit, by its name, of taking an exhibit away, and of giving up
    an upload that waits for its next piece.
    """
    return {
        "rows": [_row(upload, file, remove) for upload in uploads],
        "checking": any(upload.state == UploadState.RECEIVED for upload in uploads),
        "unfinished": unfinished(envelope, give_up),
    }


def unfinished(envelope: UUID, give_up: Address) -> list[tuple[UploadSession, int, str]]:
    """Uploads that wait for their next piece: how many percent have come, and where to give up."""
    return [
        (session, session.received * 100 // session.size, give_up(session.id))
        for session in receiving.unfinished(envelope)
    ]


def accepted(kinds: Iterable[Kind] = KINDS.values()) -> str:
    """The endings of files of these kinds, as an input field takes them."""
    return ",".join(f".{ending}" for kind in kinds for ending in kind.extensions)


def _row(upload: Upload, file: Callable[[UUID, str], str], remove: Address) -> dict[str, object]:
    def address(copy: str, sha256: str) -> str:
        shown = sha256 and upload.state == UploadState.READY
        return file(upload.exhibit, copy) if shown else ""

    return {
        **row_of(upload),
        "thumbnail_url": address("thumbnail", upload.thumbnail_sha256),
        "view_url": address("view", upload.viewing_sha256),
        "remove_url": remove(upload.exhibit),
    }
