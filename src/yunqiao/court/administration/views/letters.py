"""A letter as it would go out today, filled with sample data, as PDF."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from yunqiao.court.administration.sample_letters import SAMPLES, sample
from yunqiao.court.administration.views.of_court import court_of


@require_safe
def preview(request: HttpRequest, court_id: UUID, letter: str) -> HttpResponse:
    """The sample, with the court's own words in it."""
    court = court_of(request, court_id)
    if letter not in SAMPLES:
        raise Http404
    response = HttpResponse(sample(court, letter), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{letter}.pdf"'
    return response
