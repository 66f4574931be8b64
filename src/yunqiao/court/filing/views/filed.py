"""A claim that was filed: its receipt, and the claim itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.filing import queries
from yunqiao.court.identity.session import account_of


@require_safe
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The receipt of a filing of one's own."""
    case = get_object_or_404(queries.filings_of(account_of(request)), id=case_id)
    context = {
        "case": case,
        "task": queries.examination_of(case),
        "fingerprint": queries.filing_of(case).hash.hex(),
    }
    return render(request, "filing/receipt.html", context)


@require_safe
def claim(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The claim as it was filed, for whoever may see the case."""
    case = get_object_or_404(visible_to(account_of(request)).select_related("court"), id=case_id)
    context = {"case": case, "claim": queries.claim_of(case)}
    return render(request, "filing/claim.html", context)
