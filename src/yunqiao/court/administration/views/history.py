"""The page of what was changed at a court, by whom, from what to what."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yunqiao.court.administration import queries
from yunqiao.court.administration.views.of_court import court_of

LONGEST_SEQ = 9


@require_safe
def history(request: HttpRequest, court_id: UUID) -> HttpResponse:
    """The court's stream, newest first."""
    court = court_of(request, court_id)
    said = request.GET.get("before", "")
    known = said.isascii() and said.isdigit() and len(said) < LONGEST_SEQ
    page = queries.history_of(court, before_seq=int(said) if known else None)
    full = len(page) == queries.PAGE
    context = {
        "court": court,
        "changes": page,
        "older_url": f"?before={page[-1].entry.seq}" if full else "",
    }
    return render(request, "administration/history.html", context)
