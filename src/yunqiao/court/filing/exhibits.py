"""Exhibits at the moment of filing: only files that were examined and found fit become documents."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.documents import document_of, next_position
from yunqiao.court.casefile.entries import CLAIM_CORRECTED, CLAIM_FILED
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.directory.models import Court
from yunqiao.court.filing.claim import ExhibitGiven
from yunqiao.court.filing.entries import EVIDENCE, ClaimFiled
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reading import Asked
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.limits import LARGEST_ENVELOPE
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.usable import require_usable

FIELD: Final = "documents"


def uploads_of(
    by: Account,
    given: Sequence[ExhibitGiven],
    court: Court,
    envelopes: Sequence[UUID] = (),
    asked: Asked[Upload] | None = None,
) -> list[Upload]:
    """The files of a claim, in its order: the account's own, or what lies in these envelopes.

    They may have been asked for before.

    Raises:
        FilingRefusedError: one has not arrived, is not examined yet, cannot be used, or was not
            scanned where the court requires it; or all together are too large.
    """
    if not given:
        return []
    known = {upload.id: upload for upload in (asked or ask_for(by, given, envelopes)).rows}
    if len(known) < len(given):
        raise FilingRefusedError(FIELD, _("One of the documents has not arrived. Upload it again."))
    uploads = [known[exhibit.upload] for exhibit in given]
    for upload in uploads:
        require_usable(upload, _refused, scanned=court.requires_scan)
    if sum(upload.size for upload in uploads) > LARGEST_ENVELOPE:
        raise FilingRefusedError(
            FIELD,
            _("The files of one filing may have 2 GB together. Remove one, or reduce this one."),
        )
    return uploads


def ask_for(
    by: Account, given: Sequence[ExhibitGiven], envelopes: Sequence[UUID] = ()
) -> Asked[Upload]:
    """Ask for the files that a claim names."""
    within = "(account_id = %s OR envelope = ANY(%s)) AND id = ANY(%s)"
    return Asked(Upload, within, [by.id, list(envelopes), [exhibit.upload for exhibit in given]])


def documents(
    case: Case,
    given: Sequence[ExhibitGiven],
    uploads: Sequence[Upload],
    *,
    at: datetime,
    filed: Mapping[UUID, Document] | None = None,
) -> list[Document]:
    """The documents that files become on a case; `filed` are those it has, by their upload.

    A translation names the document it translates, and a replacement the one it replaces.
    """
    first = 1 if filed is None else next_position(case)
    filed = filed or {}
    made: dict[UUID, Document] = {}
    for position, (exhibit, upload) in enumerate(zip(given, uploads, strict=True), start=first):
        made[upload.id] = document(case, exhibit, upload, position=position, at=at)
    known = {**filed, **made}
    for exhibit in given:
        if exhibit.translation_of is not None:
            made[exhibit.upload].translation_of = known.get(exhibit.translation_of)
        if exhibit.replaces is not None:
            made[exhibit.upload].replaces = filed.get(exhibit.replaces)
    return list(made.values())


def document(
    case: Case, exhibit: ExhibitGiven, upload: Upload, *, position: int, at: datetime
) -> Document:
    """The document that one file becomes."""
    return document_of(
        case,
        upload,
        position=position,
        at=at,
        language=exhibit.language,
        title=exhibit.title,
        proves=exhibit.proves,
        paper=exhibit.paper.value if exhibit.paper else EVIDENCE,
        answers=exhibit.answers,
    )


def filed_on(case: Case) -> dict[UUID, Document]:
    """The documents that came with the claim and its corrections, by the upload each was."""
    by_sha = {one.sha256: one for one in Document.objects.filter(case=case).order_by("-id")}
    found: dict[UUID, Document] = {}
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=[CLAIM_FILED, CLAIM_CORRECTED])
    for entry in told.order_by("seq"):
        given = ClaimFiled.read(entry.payload).claim.documents
        new = [exhibit.upload for exhibit in given if exhibit.upload not in found]
        hashes = entry.record["documents"][: len(new)]  # a drawn signature comes after them
        found |= {upload: by_sha[sha] for upload, sha in zip(new, hashes, strict=True)}
    return found


def _refused(sentence: str) -> FilingRefusedError:
    return FilingRefusedError(FIELD, sentence)
