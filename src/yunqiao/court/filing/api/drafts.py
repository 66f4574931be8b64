"""Drafts for programs: begun, saved section by section, checked, submitted."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from yunqiao.court.casefile.callers import IdempotencyKey, NotThereError, caller, key_of
from yunqiao.court.filing import actions, arranging, checking, drafts, evidence
from yunqiao.court.filing.api.callers import own_draft, own_drafts
from yunqiao.court.filing.api.filings import received
from yunqiao.court.filing.api.shapes import (
    Answers,
    CheckedOut,
    DraftBegun,
    DraftOut,
    ReceiptOut,
    Signed,
)
from yunqiao.court.filing.evidence import EVIDENCE
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.signers import Signers
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.papers import words

router = Router(tags=["drafts"])


@router.post("/drafts", response={201: DraftOut}, summary="Begin a draft")
def begin_draft(
    request: HttpRequest, begun: DraftBegun, idempotency_key: IdempotencyKey
) -> Status[dict[str, Any]]:
    """Begin a claim that is written section by section. An account has at most 50 open drafts."""
    language = begun.language or get_language() or "zh-hans"
    key = key_of(request, idempotency_key, {"draft": begun.model_dump(mode="json")})
    draft = drafts.start_once(by=caller(request), language=language, key=key)
    return Status(201, _shown(draft))


@router.get("/drafts", response=list[DraftOut], summary="List your open drafts")
def list_drafts(request: HttpRequest) -> list[dict[str, Any]]:
    """Last touched first."""
    open_ones = own_drafts(request).filter(filed_as=None)
    return [_shown(draft) for draft in open_ones.order_by("-updated_at", "-id")]


@router.get("/drafts/{uuid:draft}", response=DraftOut, summary="Read a draft")
def read_draft(request: HttpRequest, draft: UUID) -> dict[str, Any]:
    """Every section as saved, and the exhibits with how their files stand."""
    return _shown(own_draft(request, draft))


@router.patch("/drafts/{uuid:draft}", response=DraftOut, summary="Save sections of a draft")
def save_draft(request: HttpRequest, draft: UUID, answers: Answers) -> dict[str, Any]:
    """Save the sections given, all or none. 409 if the draft has another version by now."""
    found = own_draft(request, draft)
    sections = answers.by_section()
    if EVIDENCE in sections:
        _require_own_exhibits(found, answers)
    found.version = answers.version
    drafts.save_sections(draft=found, sections=sections)
    return _shown(found)


@router.delete("/drafts/{uuid:draft}", response={204: None}, summary="Delete a draft")
def delete_draft(request: HttpRequest, draft: UUID) -> Status[None]:
    """Everything in it is lost. A claim that was filed cannot be deleted."""
    drafts.discard(by=caller(request), draft_id=own_draft(request, draft).id)
    return Status(204, None)


@router.delete(
    "/drafts/{uuid:draft}/evidence/{uuid:exhibit}",
    response={204: None},
    summary="Take an exhibit out of a draft",
)
def remove_exhibit(request: HttpRequest, draft: UUID, exhibit: UUID) -> Status[None]:
    """Its file goes with it."""
    found = own_draft(request, draft)
    if all(known.id != exhibit for known in evidence.exhibits_of(found)):
        raise NotThereError(_("The draft has no such exhibit. Read the draft for those it has."))
    arranging.remove(draft=found, exhibit=exhibit)
    return Status(204, None)


@router.get("/drafts/{uuid:draft}/check", response=CheckedOut, summary="Check a draft")
def check_draft(
    request: HttpRequest,
    draft: UUID,
    signature: Annotated[
        str, Query(max_length=300, description="The name you mean to sign with.")
    ] = "",
) -> dict[str, Any]:
    """Everything that keeps the draft from being filed, at once, and an estimate of the fee."""
    found, account = own_draft(request, draft), caller(request)
    errors = checking.errors_of(found, account)
    claim = drafts.claim_of(found, drafts.UNSIGNED) if signature and not errors else None
    estimate = checking.fee_of(found)
    return {
        "complete": not errors,
        "version": found.version,
        "errors": [asdict(error) for error in errors],
        "fee": asdict(estimate) if estimate else None,
        "warning": Signers(claim, [account.person_id]).warning(signature) if claim else "",
    }


@router.post("/drafts/{uuid:draft}/submit", response={201: ReceiptOut}, summary="Sign and submit")
def submit_draft(
    request: HttpRequest, draft: UUID, signed: Signed, idempotency_key: IdempotencyKey
) -> Status[dict[str, str]]:
    """Sign the draft and file it. The same Idempotency-Key gives the same receipt."""
    account, found = caller(request), own_draft(request, draft, filed=True)
    errors = [] if found.filed_as_id else checking.errors_of(found, account)
    if errors:
        raise FilingRefusedError(errors[0].pointer.lstrip("#/"), errors[0].detail)
    if signed.version != found.version:
        raise OutdatedError(actions.CHANGED_ELSEWHERE)
    claim = drafts.claim_of(found, signed.signature)
    content = {"draft": str(found.id), "claim": claim.model_dump(mode="json")}
    key = key_of(request, idempotency_key, content)
    filed = actions.file_claim(by=account, claim=claim, key=key, draft=found)
    return Status(201, received(filed, claim, account))


def _require_own_exhibits(draft: ClaimDraft, answers: Answers) -> None:
    known = {exhibit.id for exhibit in evidence.exhibits_of(draft)}
    for place, said in enumerate(answers.evidence or ()):
        if said.exhibit not in known:
            raise FilingRefusedError(
                f"evidence/{place}/exhibit", _("The draft has no such exhibit. Upload it first.")
            )
        if said.translation_of and said.translation_of not in known - {said.exhibit}:
            raise FilingRefusedError(
                f"evidence/{place}/translation_of",
                _("Say which other document of the claim this one translates."),
            )


def _shown(draft: ClaimDraft) -> dict[str, Any]:
    content = draft.content
    return {
        "id": draft.id,
        "version": draft.version,
        "language": content.get("language", "zh-hans"),
        "saved_at": draft.updated_at,
        "complete": drafts.is_complete(draft) and not evidence.obstacle(draft),
        **{name: content.get(name) or [] for name in ("claimants", "defendants", "requests")},
        **{name: content.get(name) for name in ("facts", "case", "service_address")},
        "evidence": [_exhibit(exhibit) for exhibit in evidence.exhibits_of(draft)],
    }


def _exhibit(exhibit: evidence.Exhibit) -> dict[str, Any]:
    upload, said = exhibit.upload, exhibit.said
    return {
        "exhibit": exhibit.id,
        "upload": upload.id,
        "name": upload.name,
        "size": upload.size,
        "state": upload.state,
        "detail": words.sentence_about(upload),
        "title": exhibit.title,
        "proves": said.get("proves", ""),
        "language": said.get("language", ""),
        "translation_of": said.get("translation_of") or None,
    }
