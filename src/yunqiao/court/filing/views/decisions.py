"""The filing clerk's pages for decisions other than acceptance."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import access, deciding, examining, facts, reaching
from yunqiao.court.filing.entries import PartyReached, Point
from yunqiao.court.filing.forms_desk import (
    CorrectionForm,
    MoreTimeForm,
    ReachedForm,
    ReasonForm,
)
from yunqiao.court.filing.kinds import REACH_PARTY
from yunqiao.court.filing.queries import claim_of, waits_for
from yunqiao.court.filing.sections import SECTIONS
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.legal_words import articles_of
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.session import account_of

Overtaken = (WrongStateError, KeyMissingError, KeyReusedError, deciding.NewDayError)


@require_http_methods(["GET", "POST"])
def ask_correction(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name everything to correct."""
    case = _case(request, case_id)
    by_agent = claim_of(case).representation is not None
    parts = [
        (name, str(section.title))
        for name, section in SECTIONS.items()
        if by_agent or name != "representation"
    ]
    form = CorrectionForm(request.POST if request.method == "POST" else None, parts=parts)

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        points = [Point(section=name, text=text) for name, text in cleaned.items() if text]
        deciding.request_correction(by=account_of(request), case_id=case.id, points=points, key=key)

    today = court_date(now(), case.court.zone)
    finding = facts.correction_deadline(today, court=case.court)
    shown = {
        "last_day": finding.date("last_day"),
        "article": articles_of(finding),
    }
    heading = gettext_lazy("Ask for corrections")
    return _decide(request, case, form, heading, do, template="filing/correction.html", **shown)


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Do not accept the filing, with reasons."""
    about = _("The party sees these reasons and may file anew or ask for a formal ruling.")
    return _reasoned(request, case_id, gettext_lazy("Do not accept"), deciding.refuse_filing, about)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Rule that the case is not taken."""
    about = _("The ruling can be appealed. To take the case after all, accept and register it.")
    heading = gettext_lazy("Rule inadmissible")
    said = examining.said(_case(request, case_id))
    return _reasoned(request, case_id, heading, deciding.rule_inadmissible, about, said=said)


@require_http_methods(["GET", "POST"])
def answer_time(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Answer a request for more time."""
    case = _case(request, case_id)
    try:
        finding = deciding.extended_time(case)
    except WrongStateError:
        _overtaken(request)
        return redirect("filing:examine", case.id)
    form = MoreTimeForm(
        request.POST if request.method == "POST" else None,
        passed=deciding.has_passed(finding, case),
        today=court_date(now(), case.court.zone),
    )

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        deciding.decide_more_time(
            by=account_of(request),
            case_id=case.id,
            granted=cleaned["granted"] == "yes",
            reason=cleaned["reason"],
            until=cleaned.get("until"),
            key=key,
        )

    return _decide(request, case, form, gettext_lazy("More time for corrections"), do)


@require_http_methods(["GET", "POST"])
def reach(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Note how a party was reached whom a notice did not reach."""
    case = _case(request, case_id)
    if request.method != "POST" and not waits_for(case, REACH_PARTY):
        messages.info(request, _("Every notice of this case has arrived. Nobody is to be reached."))
        return redirect("filing:examine", case.id)
    today = court_date(now(), case.court.zone)
    sides = reaching.sides_missed(case)
    form = ReachedForm(
        request.POST if request.method == "POST" else None,
        initial={"on": today.isoformat()},
        sides=sides,
    )

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        noted = PartyReached(
            how=cleaned["how"],
            note=cleaned["note"],
            on=cleaned["on"].isoformat(),
            email=cleaned["email"],
            party=cleaned.get("party") or "".join(str(one.id) for one in sides[:1]),
        )
        reaching.reach_party(by=account_of(request), case_id=case.id, reached=noted, key=key)

    shown: dict[str, Any] = {
        "missed": reaching.missed(case),
        "parties": sides,
        "service": claim_of(case).service_address,
        "submit_text": _("Put it on the docket"),
        "done": _("Noted on the docket."),
    }
    heading = gettext_lazy("A notice did not reach the party")
    return _decide(request, case, form, heading, do, template="filing/reach.html", **shown)


@require_POST
def return_papers(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Return papers that were not corrected in time."""
    case, account = _case(request, case_id), account_of(request)
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), {"return": str(case_id)})
        deciding.return_papers(by=account, case_id=case_id, key=key)
    except deciding.TooEarlyError:
        messages.error(
            request, _("The party's time is still running. The papers cannot be returned yet.")
        )
    except Overtaken:
        _overtaken(request)
    return redirect("filing:examine", case.id)


def _reasoned(
    request: HttpRequest,
    case_id: UUID,
    heading: Promise,
    decide: Callable[..., None],
    about: str,
    **shown: Any,
) -> HttpResponse:
    case = _case(request, case_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        decide(by=account_of(request), case_id=case.id, reason=cleaned["reason"], key=key)

    return _decide(request, case, form, heading, do, about=about, **shown)


def _decide(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    heading: Promise,
    do: Callable[[dict[str, Any], RequestKey], None],
    *,
    template: str = "filing/reason.html",
    **shown: Any,
) -> HttpResponse:
    """Show a form, and decide as it says."""
    if request.method == "POST" and form.is_valid():
        content = {"case": str(case.id), "decision": str(request.path), **form.cleaned_data}
        try:
            key = RequestKey.of(account_of(request).id, request.POST.get("key", ""), content)
            do(form.cleaned_data, key)
        except Overtaken:
            _overtaken(request)
            return redirect("filing:examine", case.id)
        messages.success(request, shown.get("done") or _("Decided. The party is told."))
        return redirect("filing:worklist")
    context = {
        "form": form,
        "heading": heading,
        "key": new_id(),
        "draft_key": f"desk/{request.path}",
        "back_url": reverse("filing:examine", args=[case.id]),
        "submit_text": _("Decide and tell the party"),
    }
    return render(request, template, {**context, **shown})


def _case(request: HttpRequest, case_id: UUID) -> Case:
    case = get_object_or_404(Case.objects.select_related("court"), id=case_id)
    access.may_examine(account_of(request), case).require()
    return case


def _overtaken(request: HttpRequest) -> None:
    messages.error(
        request, _("This filing was decided in the meantime. Look at how it stands now.")
    )
