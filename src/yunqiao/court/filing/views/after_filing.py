"""Pages after the court's answer: correct the claim, ask for time, insist on a ruling, withdraw."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.models import Case, Deadline, DeadlineState
from yunqiao.court.filing import correcting
from yunqiao.court.filing.access import may_act_for_filer
from yunqiao.court.filing.entries import Point
from yunqiao.court.filing.forms import ReasonForm
from yunqiao.court.filing.kinds import CORRECT
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.queries import filings_of
from yunqiao.court.filing.sections import SECTIONS, section_url
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.session import account_of


@require_safe
def correct(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the court asked for, point by point, and where to correct it."""
    case = _case(request, case_id)
    try:
        asked = correcting.begin(by=account_of(request), case=case)
    except WrongStateError:
        return _overtaken(request, case)
    running = Deadline.objects.filter(case=case, kind=CORRECT, state=DeadlineState.RUNNING)
    context = {
        "case": case,
        "draft": asked.draft,
        "points": [_shown(asked.draft, point) for point in asked.correction.points],
        "deadline": running.order_by("last_day").first(),
    }
    return render(request, "filing/correct.html", context)


@require_http_methods(["GET", "POST"])
def more_time(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for more time to correct."""
    heading = gettext_lazy("Ask for more time")
    return _with_reason(request, case_id, heading, correcting.ask_more_time)


@require_http_methods(["GET", "POST"])
def insist(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the court for a formal ruling."""
    heading = gettext_lazy("Ask for a formal ruling")
    return _with_reason(request, case_id, heading, correcting.ask_ruling)


@require_POST
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Withdraw the claim."""
    case, account = _case(request, case_id), account_of(request)
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), {"withdraw": str(case_id)})
        correcting.withdraw(by=account, case_id=case_id, key=key)
    except (WrongStateError, KeyMissingError, KeyReusedError):
        return _overtaken(request, case)
    messages.success(request, _("The claim was withdrawn."))
    return redirect("web:case", case_id)


def _with_reason(
    request: HttpRequest, case_id: UUID, heading: Promise, do: Callable[..., None]
) -> HttpResponse:
    """Ask for a reason, then do it."""
    case, account = _case(request, case_id), account_of(request)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            key = RequestKey.of(account.id, request.POST.get("key", ""), {do.__name__: reason})
            do(by=account, case_id=case_id, reason=reason, key=key)
        except (WrongStateError, KeyMissingError, KeyReusedError):
            return _overtaken(request, case)
        messages.success(request, _("The court has your request. It is on the docket."))
        return redirect("web:case", case_id)
    context: dict[str, Any] = {
        "heading": heading,
        "form": form,
        "key": new_id(),
        "back_url": reverse("web:case", args=[case_id]),
        "submit_text": _("Send to the court"),
    }
    return render(request, "filing/reason.html", context)


def _case(request: HttpRequest, case_id: UUID) -> Case:
    account = account_of(request)
    case = get_object_or_404(filings_of(account), id=case_id)
    may_act_for_filer(account, case).require()
    return case


def _overtaken(request: HttpRequest, case: Case) -> HttpResponse:
    messages.error(request, _("This no longer fits how the case stands. Look at what comes next."))
    return redirect("web:case", case.id)


def _shown(draft: ClaimDraft, point: Point) -> tuple[str, Point, str]:
    section = SECTIONS.get(point.section)
    if section is None:
        return _("Anything else"), point, ""
    return str(section.title), point, section_url(draft, point.section) + "?back=check"
