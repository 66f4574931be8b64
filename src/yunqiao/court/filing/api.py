"""Filing for programs: hand in files, file a claim, see how it stands."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Header, Router, Schema, Status

from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import actions
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.queries import filings_of
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.identity.models import Account
from yunqiao.court.papers import keeping, words
from yunqiao.court.papers.models import Upload

router = Router(tags=["filing"])
IdempotencyKey = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=128)]


class ReceiptOut(Schema):
    """What the filer holds at once. `entry_hash` is the SHA-256 of the docket entry."""

    case: UUID
    receipt: str
    filed_at: datetime
    entry: UUID
    entry_hash: str


class UploadOut(Schema):
    """A file that has arrived: name it by `id` in a claim's documents."""

    id: UUID
    sha256: str
    size: int
    name: str


class ExaminedOut(Schema):
    """How the examination of a file stands: received, ready or refused, and what to do then."""

    id: UUID
    state: str
    media_type: str
    detail: str
    scan: str


class FilingOut(Schema):
    """How a filing stands. `number` is null until the case is registered."""

    case: UUID
    receipt: str
    stage: str
    number: str | None
    filed_at: datetime


@router.post("/filings", response={201: ReceiptOut}, summary="File a claim")
def file_claim(
    request: HttpRequest, claim: Claim, idempotency_key: IdempotencyKey
) -> Status[dict[str, str]]:
    """File a whole claim. The same Idempotency-Key gives the same receipt, however often it is sent."""
    account = _account(request)
    key = RequestKey.of(account.id, idempotency_key, claim.model_dump(mode="json"))
    return Status(201, asdict(actions.file_claim(by=account, claim=claim, key=key)))


@router.get("/filings/{case}", response=FilingOut, summary="See how a filing stands")
def filing(request: HttpRequest, case: UUID) -> dict[str, object]:
    """The stage of a filing of one's own, and its case number once there is one."""
    found = filings_of(_account(request)).filter(id=case).first()
    if found is None:
        raise NotPermittedError(_("You have no filing with this id."))
    return _filing(found)


@router.post("/uploads", response={201: UploadOut}, summary="Hand in a file")
def upload(
    request: HttpRequest, name: str, idempotency_key: IdempotencyKey
) -> Status[dict[str, object]]:
    """Send the file's bytes as the body, with its Content-Type; name it in the query string."""
    account = _account(request)
    kept = keeping.keep(
        by=account,
        name=name,
        media_type=request.headers.get("Content-Type", ""),
        chunks=_chunks(request),
        key=idempotency_key,
    )
    return Status(201, asdict(kept))


@router.get("/uploads/{upload}", response=ExaminedOut, summary="See how a file stands")
def examined(request: HttpRequest, upload: UUID) -> dict[str, object]:
    """A claim can name a file once it is ready. Large files go to /api/v1/tus/ (tus 1.0)."""
    found = Upload.objects.filter(account=_account(request), id=upload).first()
    if found is None:
        raise NotPermittedError(_("You have no upload with this id."))
    return {
        "id": found.id,
        "state": found.state,
        "media_type": found.media_type,
        "detail": words.sentence_about(found),
        "scan": found.scan,
    }


CHUNK: Final = 1 << 18


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(CHUNK):
        yield chunk


def _account(request: HttpRequest) -> Account:
    account = request.auth  # type: ignore[attr-defined]  # ninja puts there what the token check returned
    assert isinstance(account, Account)
    return account


def _filing(case: Case) -> dict[str, object]:
    return {
        "case": case.id,
        "receipt": case.receipt,
        "stage": case.stage,
        "number": case.number,
        "filed_at": case.filed_at,
    }
