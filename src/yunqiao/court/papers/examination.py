"""Examining an upload: scan it, look at it in a process of its own, record what was found."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from yunqiao.court.foundation import live
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.papers import unused
from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError
from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.process import Limits, examine
from yunqiao.court.papers.states import FOUND_FIT, FOUND_UNFIT, UPLOADS, UploadState
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.scanning.port import Scanner, ScannerUnavailableError, Verdict
from yunqiao.gateways.storage.port import NO_ROOM, Storage, StorageFullError

PIECE: Final = 1 << 18


def examine_upload(*, upload_id: UUID, give_up: bool, limits: Limits | None = None) -> None:
    """Examine an upload that has arrived, once. The original stays as it is, fit or unfit.

    With `give_up`, a scanner that cannot be reached leaves the file not scanned.

    Raises:
        ScannerUnavailableError: try again later.
        StorageFullError: there is no room to look at it; nothing was found, nothing is kept.
    """
    upload = Upload.objects.filter(id=upload_id, state=UploadState.RECEIVED).first()
    if upload is None:
        return
    scan = _scanned(upload, give_up=give_up)
    if scan is Scan.INFECTED:
        _record(upload, FOUND_UNFIT, scan=scan, reason=Reason.INFECTED)
        return
    began = now()
    try:
        found = _looked_at(upload, limits)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFullError("the folder of examinations is full") from error
        raise
    except UnfitError as error:
        _record(upload, FOUND_UNFIT, scan=scan, reason=error.reason)
        return
    _record(upload, FOUND_FIT, since=began, scan=scan, **found)


def give_up(*, upload_id: UUID) -> None:
    """Refuse an upload whose examination ended every worker that began it."""
    upload = Upload.objects.filter(id=upload_id, state=UploadState.RECEIVED).first()
    if upload is not None:
        _record(upload, FOUND_UNFIT, reason=Reason.TOO_COSTLY)


def _scanned(upload: Upload, *, give_up: bool) -> Scan:
    try:
        content = gateway(Storage).read(upload.sha256)  # type: ignore[type-abstract]
        verdict = gateway(Scanner).scan(content, upload.size)  # type: ignore[type-abstract]
    except ScannerUnavailableError:
        if not give_up:
            raise
        return Scan.NOT_SCANNED
    return _SCANS[verdict]


def _looked_at(upload: Upload, limits: Limits | None) -> dict[str, str | int | None]:
    """The columns that say what the file is; what was made from it is stored."""
    with TemporaryDirectory(prefix="yunqiao-") as place:
        folder = Path(place)
        original = folder / "original"
        with original.open("wb") as file:
            for piece in gateway(Storage).read(upload.sha256):  # type: ignore[type-abstract]
                file.write(piece)
        found = examine(original, upload.name, folder, limits)
        return {
            "media_type": found.media_type,
            "viewing_type": found.viewing_type,
            "viewing_sha256": _stored(folder, found.viewing) or _as_it_is(found, upload),
            "thumbnail_sha256": _stored(folder, found.thumbnail),
            "pages": found.pages,
            "reason": Reason.MISNAMED if found.misnamed else "",
        }


def _as_it_is(found: Fit, upload: Upload) -> str:
    return upload.sha256 if found.viewing_type else ""


def _stored(folder: Path, name: str) -> str:
    if not name:
        return ""
    return gateway(Storage).keep(_pieces(folder / name))[0]  # type: ignore[type-abstract]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _record(
    upload: Upload, outcome: str, *, since: datetime | None = None, **found: str | int | None
) -> None:
    """Move the upload on; one that was examined or removed in the meantime is left alone."""
    target = UPLOADS.move(upload.state, outcome)
    made = [str(found.get(copy) or "") for copy in ("viewing_sha256", "thumbnail_sha256")]
    waiting = Upload.objects.filter(id=upload.id, state=upload.state)
    since = since or now()
    with act(by=Actor(person=None)) as writing:
        unused.claim(writing, made, since=since)
        recorded = waiting.update(state=target, **found)
    if not recorded:
        unused.note(*made, since=since)
    if upload.envelope:
        live.tell(live.envelope_topic(upload.envelope))


_SCANS: Final = {
    Verdict.CLEAN: Scan.CLEAN,
    Verdict.INFECTED: Scan.INFECTED,
    Verdict.NOT_SCANNED: Scan.NOT_SCANNED,
}
