"""The auditor's page: the cases of their courts, by words or by how they stand."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yunqiao.court.casefile.access import may_audit
from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.states import Stage
from yunqiao.court.casefile.words import stage_tag
from yunqiao.court.filing.finding import search_courts
from yunqiao.court.identity.models import StaffRole
from yunqiao.court.identity.session import account_of
from yunqiao.court.identity.staff import courts_where

RECENT: Final = 50


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Cases in one stage, those that moved last first; any other is found by its words."""
    account = account_of(request)
    may_audit(account).require()
    asked = request.GET.get("stage", "")
    stage = asked if asked in set(Stage) else Stage.REGISTERED
    found = Case.objects.filter(
        court__in=courts_where(account, StaffRole.AUDITOR), stage=stage
    ).select_related("court")
    tag = stage_tag(stage)
    context = {
        "search": search_courts(account, request.GET.get("q", "")),
        "stage": stage,
        "stages": [(one, stage_tag(one).text) for one in Stage],
        "cases": [(case, tag) for case in found.order_by("-updated_at", "-id")[:RECENT]],
    }
    return render(request, "web/audit.html", context)
