"""After the court's answer, for programs: correct, ask for time, insist on a ruling, withdraw."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from yunqiao.court.casefile.callers import IdempotencyKey, caller, key_of, own_filing
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import access, correcting, drafts, queries
from yunqiao.court.filing.api.filings import last_day_to_correct, shown
from yunqiao.court.filing.api.shapes import (
    CorrectedOut,
    CorrectionGiven,
    CorrectionOut,
    FilingOut,
    Reasoned,
)
from yunqiao.court.filing.claim import ON_THE_DOCKET, Claim
from yunqiao.court.filing.drafts import ANSWERS
from yunqiao.court.filing.entries import CorrectionRequested
from yunqiao.court.filing.signers import Signers
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.states import WrongStateError

router = Router(tags=["after filing"])


@router.get(
    "/filings/{uuid:case}/correction", response=CorrectionOut, summary="See what to correct"
)
def correction(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """What the court asked for, the last day, and the claim as it stands. 409 if nothing is asked."""
    found = own_filing(request, case)
    if found.stage != "correction":
        raise WrongStateError("nothing is to be corrected")
    asked = CorrectionRequested.read(queries.correction_of(found).payload)
    return {
        "points": [{"section": point.section, "text": point.text} for point in asked.points],
        "last_day": last_day_to_correct(found),
        "claim": queries.claim_of(found).model_dump(mode="json"),
    }


@router.post(
    "/filings/{uuid:case}/correction", response=CorrectedOut, summary="Hand in corrections"
)
def correct(
    request: HttpRequest, case: UUID, given: CorrectionGiven, idempotency_key: IdempotencyKey
) -> dict[str, Any]:
    """Send the whole claim, corrected. Only the sections the court asked for may differ.

    A new file `answers` a point of the notice, and may stand in the place of one it `replaces`. The
    points `evidence` and `other` can be answered `in_words` too.
    """
    found, account = own_filing(request, case), caller(request)
    plain = given.model_dump(mode="json", exclude={"in_words"})
    content = {"correct": str(case), "claim": plain, "in_words": given.in_words}
    key = key_of(request, idempotency_key, content)
    if idempotency.recall(key) is None:
        asked = correcting.begin(by=account, case=found)
        if given.in_words:
            said = {**asked.draft.content.get(ANSWERS, {}), **given.in_words}
            drafts.save(draft=asked.draft, section=ANSWERS, content=said)
        claim = Claim.model_validate(plain, context=ON_THE_DOCKET)
        correcting.correct_claim(by=account, draft=asked.draft, claim=claim, key=key)
    warning = Signers(given, [account.person_id], found).warning(given.signature)
    return {**_as_it_stands(request, case), "warning": warning}


@router.post("/filings/{uuid:case}/more-time", response=FilingOut, summary="Ask for more time")
def more_time(
    request: HttpRequest, case: UUID, reasoned: Reasoned, idempotency_key: IdempotencyKey
) -> dict[str, Any]:
    """Ask for more time to correct; the court answers, and the docket keeps both."""
    return _with_reason(request, case, reasoned, idempotency_key, correcting.ask_more_time)


@router.post("/filings/{uuid:case}/ruling", response=FilingOut, summary="Insist on a ruling")
def insist(
    request: HttpRequest, case: UUID, reasoned: Reasoned, idempotency_key: IdempotencyKey
) -> dict[str, Any]:
    """After a refusal: ask for a formal ruling, which can be appealed."""
    return _with_reason(request, case, reasoned, idempotency_key, correcting.ask_ruling)


@router.post("/filings/{uuid:case}/withdrawal", response=FilingOut, summary="Withdraw a claim")
def withdraw(request: HttpRequest, case: UUID, idempotency_key: IdempotencyKey) -> dict[str, Any]:
    """Withdraw the claim before it is registered."""
    _require_filer(request, own_filing(request, case))
    key = key_of(request, idempotency_key, {"withdraw": str(case)})
    correcting.withdraw(by=caller(request), case_id=case, key=key)
    return _as_it_stands(request, case)


def _with_reason(
    request: HttpRequest, case: UUID, reasoned: Reasoned, given: str, do: Callable[..., None]
) -> dict[str, Any]:
    _require_filer(request, own_filing(request, case))
    key = key_of(request, given, {do.__name__: reasoned.reason, "case": str(case)})
    do(by=caller(request), case_id=case, reason=reasoned.reason, key=key)
    return _as_it_stands(request, case)


def _require_filer(request: HttpRequest, case: Case) -> None:
    access.may_act_for_filer(caller(request), case).require()


def _as_it_stands(request: HttpRequest, case: UUID) -> dict[str, Any]:
    return shown(own_filing(request, case), caller(request))
