"""Handing in files: in one request, or piece by piece at /api/v1/tus/ (tus 1.0)."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from yunqiao.court.casefile.callers import IdempotencyKey, NotThereError, caller
from yunqiao.court.filing.api.callers import own_draft
from yunqiao.court.papers import keeping, words
from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.names import LONGEST_NAME
from yunqiao.court.papers.states import UploadState

router = Router(tags=["uploads"])
CHUNK: Final = 1 << 18
BYTES: Final = {
    "requestBody": {
        "required": True,
        "description": "The file's bytes, 500 MB at most.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
FileName = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST_NAME,
        description="The file's name with its ending.",
        examples=["contract.pdf"],
    ),
]


class UploadOut(Schema):
    """A file that has arrived: name it by `id` in a claim's documents."""

    id: UUID
    sha256: str
    size: int
    name: str


class ExaminedOut(Schema):
    """How the examination of a file stands; `detail` says what to do if it cannot be used."""

    id: UUID
    state: UploadState
    media_type: str
    detail: str
    scan: Scan


@router.post("/uploads", response={201: UploadOut}, summary="Hand in a file", openapi_extra=BYTES)
def upload(
    request: HttpRequest, name: FileName, idempotency_key: IdempotencyKey, draft: UUID | None = None
) -> Status[dict[str, object]]:
    """Send the file's bytes as the body, with its Content-Type; name it in the query string.

    With `draft` it becomes an exhibit of that draft. Without, it waits seven days to be named in a
    claim; such files may have 2 GB together. Large files go to /api/v1/tus/ (tus 1.0), which
    resumes after a lost connection.
    """
    envelope = own_draft(request, draft).id if draft else None
    kept = keeping.keep(
        by=caller(request),
        name=name,
        media_type=request.headers.get("Content-Type", ""),
        chunks=_chunks(request),
        key=idempotency_key,
        envelope=envelope,
    )
    return Status(201, asdict(kept))


@router.get("/uploads/{uuid:upload}", response=ExaminedOut, summary="See how a file stands")
def examined(request: HttpRequest, upload: UUID) -> dict[str, Any]:
    """A claim can name a file once its state is `ready`; that takes seconds."""
    found = Upload.objects.filter(account=caller(request), id=upload).first()
    if found is None:
        raise NotThereError(_("You have no upload with this id. Send the file again."))
    return {
        "id": found.id,
        "state": found.state,
        "media_type": found.media_type,
        "detail": words.sentence_about(found),
        "scan": found.scan,
    }


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(CHUNK):
        yield chunk
