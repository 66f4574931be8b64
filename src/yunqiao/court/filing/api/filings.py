"""Filings for programs: file whole, see how they stand, read the claim and the documents."""

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from yunqiao.court.casefile.access import documents_visible_to
from yunqiao.court.casefile.callers import IdempotencyKey, NotThereError, caller, key_of, own_filing
from yunqiao.court.casefile.documents import number_of
from yunqiao.court.casefile.letters import issued_on
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState
from yunqiao.court.casefile.states import Stage
from yunqiao.court.casefile.words import letter_name, stage_tag
from yunqiao.court.filing import actions, queries
from yunqiao.court.filing.access import may_act_for_filer, may_withdraw
from yunqiao.court.filing.actions import Receipt
from yunqiao.court.filing.api.shapes import DocumentOut, FilingOut, ReceiptOut
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.kinds import CORRECT
from yunqiao.court.filing.signers import Signers
from yunqiao.court.identity.models import Account
from yunqiao.court.papers.serving import Served, serve

router = Router(tags=["filings"])
PAGE: Final = 50
WITHDRAW: Final = "withdraw"
MAY: Final[Mapping[str, tuple[str, ...]]] = {
    Stage.FILED: (WITHDRAW,),
    Stage.CORRECTION: ("correct", "ask more time", WITHDRAW),
    Stage.REFUSED: ("insist on a ruling",),
}
"""What the filer may do at each stage; `casefile.states` decides in the end."""
FILE: Final = {
    "responses": {
        HTTPStatus.OK: {
            "description": "The document's bytes.",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        },
        HTTPStatus.PARTIAL_CONTENT: {
            "description": "The bytes of the range asked for.",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        },
    }
}


@router.post("/filings", response={201: ReceiptOut}, summary="File a claim")
def file_claim(
    request: HttpRequest, claim: Claim, idempotency_key: IdempotencyKey
) -> Status[dict[str, str]]:
    """File a whole claim. The same Idempotency-Key gives the same receipt, however often it is sent."""
    account = caller(request)
    key = key_of(request, idempotency_key, claim.model_dump(mode="json"))
    return Status(
        201, received(actions.file_claim(by=account, claim=claim, key=key), claim, account)
    )


@router.get("/filings", response=list[FilingOut], summary="List your filings")
def list_filings(
    request: HttpRequest,
    after: Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out.")] = 0,
) -> list[dict[str, Any]]:
    """Newest activity first, fifty at a time."""
    account = caller(request)
    return [shown(case, account) for case in queries.filings_of(account)[after : after + PAGE]]


@router.get("/filings/{uuid:case}", response=FilingOut, summary="See how a filing stands")
def filing(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """Its stage, what can be done now and by when, and the case number once there is one."""
    return shown(own_filing(request, case), caller(request))


@router.get("/filings/{uuid:case}/claim", response=Claim, summary="Read the claim")
def claim(request: HttpRequest, case: UUID) -> Claim:
    """The claim as it stands: as filed, or as last corrected."""
    return queries.claim_of(own_filing(request, case))


@router.get(
    "/filings/{uuid:case}/documents", response=list[DocumentOut], summary="List the documents"
)
def documents(request: HttpRequest, case: UUID) -> list[dict[str, Any]]:
    """Exhibits and the court's letters, in the order they came onto the case."""
    found = own_filing(request, case)
    letters = {document: issued.kind for document, issued in issued_on(found).items()}
    kept = sorted(
        documents_visible_to(caller(request)).filter(case=found).order_by("position", "id"),
        key=lambda document: (document.added_at, document.id in letters),
    )
    return [
        {
            "id": document.id,
            "number": number_of(document),
            "name": document.name,
            "title": document.title,
            "media_type": document.media_type,
            "size": document.size,
            "sha256": document.sha256,
            **_letter(letters.get(document.id)),
            "added_at": document.added_at,
        }
        for document in kept
    ]


@router.get(
    "/filings/{uuid:case}/documents/{uuid:document}",
    summary="Download a document",
    openapi_extra=FILE,
)
def document(request: HttpRequest, case: UUID, document: UUID) -> HttpResponseBase:
    """The original, byte for byte, or the range that a Range header asks for."""
    seen = documents_visible_to(caller(request)).filter(case=own_filing(request, case))
    found = seen.filter(id=document).first()
    if found is None:
        raise NotThereError(_("The case has no such document. List its documents to see them."))
    served = Served(sha256=found.sha256, media_type=found.media_type, name=found.name, inline=False)
    return serve(request, served)


def _letter(kind: str | None) -> dict[str, str | None]:
    return {
        "letter": kind,
        "letter_zh": letter_name(kind, "zh-hans") if kind else None,
        "letter_en": letter_name(kind, "en") if kind else None,
    }


def shown(case: Case, account: Account) -> dict[str, Any]:
    """How a filing stands, for one account."""
    return {
        "case": case.id,
        "receipt": case.receipt,
        "court": case.court.code,
        "stage": case.stage,
        "stage_words": str(stage_tag(case.stage).text),
        "number": case.number,
        "filed_at": case.filed_at,
        "may": _may(case, account),
        "last_day": last_day_to_correct(case),
    }


def _may(case: Case, account: Account) -> tuple[str, ...]:
    may = MAY.get(case.stage, ())
    if not may or not may_act_for_filer(account, case):
        return ()
    if WITHDRAW in may and not may_withdraw(account, case):
        return tuple(act for act in may if act != WITHDRAW)
    return may


def received(receipt: Receipt, claim: Claim, account: Account) -> dict[str, str]:
    """The receipt, and what to say of the signature."""
    signers = Signers(claim, [account.person_id])
    return {**asdict(receipt), "warning": signers.warning(claim.signature)}


def last_day_to_correct(case: Case) -> object:
    """The last court-local day for the party's corrections, while that deadline runs."""
    if case.stage != Stage.CORRECTION:
        return None
    running = Deadline.objects.filter(case=case, kind=CORRECT, state=DeadlineState.RUNNING)
    return running.order_by("last_day").values_list("last_day", flat=True).first()
