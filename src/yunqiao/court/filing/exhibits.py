"""Exhibits at the moment of filing: only files that were examined and found fit become documents."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.directory.models import Court
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.reading import rows
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.limits import LARGEST_ENVELOPE
from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.states import UploadState

FIELD: Final = "documents"


def uploads_of(by: Account, claim: Claim, court: Court) -> list[Upload]:
    """The files of a claim, in its order.

    Raises:
        FilingRefusedError: one has not arrived, is not examined yet, cannot be used, or was not
            scanned where the court requires it; or all together are too large.
    """
    if not claim.documents:
        return []
    wanted = [exhibit.upload for exhibit in claim.documents]
    known = {
        upload.id: upload
        for upload in rows(Upload, "account_id = %s AND id = ANY(%s)", [by.id, wanted])
    }
    if len(known) < len(wanted):
        raise FilingRefusedError(FIELD, _("One of the documents has not arrived. Upload it again."))
    uploads = [known[upload] for upload in wanted]
    for upload in uploads:
        _require_usable(upload, court)
    if sum(upload.size for upload in uploads) > LARGEST_ENVELOPE:
        raise FilingRefusedError(
            FIELD,
            _("The files of one filing may have 2 GB together. Remove one, or reduce this one."),
        )
    return uploads


def documents(case: Case, claim: Claim, uploads: Sequence[Upload]) -> list[Document]:
    """The documents a claim puts on its case; a translation names the document it translates."""
    made: dict[UUID, Document] = {}
    for position, (exhibit, upload) in enumerate(
        zip(claim.documents, uploads, strict=True), start=1
    ):
        made[upload.id] = Document(
            case=case,
            sha256=upload.sha256,
            size=upload.size,
            media_type=upload.media_type,
            name=upload.name,
            language=exhibit.language,
            position=position,
            title=exhibit.title or upload.name,
            proves=exhibit.proves,
            viewing_sha256=upload.viewing_sha256,
            viewing_type=upload.viewing_type,
            thumbnail_sha256=upload.thumbnail_sha256,
            pages=upload.pages,
            scan=upload.scan,
            added_at=case.filed_at,
        )
    for exhibit in claim.documents:
        if exhibit.translation_of is not None:
            made[exhibit.upload].translation_of = made[exhibit.translation_of]
    return list(made.values())


def _require_usable(upload: Upload, court: Court) -> None:
    if upload.state != UploadState.READY:
        raise FilingRefusedError(FIELD, str(_WAITING[upload.state]) % {"name": upload.name})
    if court.requires_scan and upload.scan != Scan.CLEAN:
        raise FilingRefusedError(
            FIELD,
            _(
                "This court takes only files that were scanned for viruses, and “%(name)s” was not."
                " Try again later, or call the hotline 12368."
            )
            % {"name": upload.name},
        )


_WAITING: Final[Mapping[str, Promise]] = {
    UploadState.RECEIVED: gettext_lazy(
        "“%(name)s” is still being checked. Wait a minute, then file again."
    ),
    UploadState.REFUSED: gettext_lazy(
        "“%(name)s” cannot be used. Replace it or remove it from the evidence, then file again."
    ),
}
