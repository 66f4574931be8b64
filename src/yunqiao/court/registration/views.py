"""Pages of judges and court clerks: what waits, a case with its papers, assigning it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.words import stage_tag
from yunqiao.court.foundation import live
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of
from yunqiao.court.registration import access, actions, drafting, queries
from yunqiao.court.registration.forms import AssignForm
from yunqiao.court.registration.models import PaperDraft

LONGEST_VERSION = 9


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Registered cases of one's divisions that wait for something, the most urgent first."""
    account = account_of(request)
    access.may_see_worklist(account).require()
    mine = bool(request.GET.get("mine"))
    page = queries.worklist(account, mine=mine, after=request.GET.get("after", ""))
    older = f"?after={page.after}{'&mine=1' if mine else ''}" if page.after else ""
    topics = [live.court_topic(court) for court in queries.courts_of(account)]
    context = {
        "page": page,
        "mine": mine,
        "older_url": older,
        "events": live.events(request, topics),
    }
    return render(request, "registration/worklist.html", context)


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A registered case as its court's staff work on it: who hears it, which papers go out."""
    found, account = _case(request, case_id), account_of(request)
    context = {
        "case": found,
        "tag": stage_tag(found.stage),
        "assignment": queries.assignment_of(found),
        "papers": queries.papers_of(found),
        "may_assign": bool(access.may_assign(account, found)),
        "is_trial_staff": bool(access.may_see_worklist(account)),
    }
    return render(request, "registration/case.html", context)


@require_safe
def paper(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """The draft of a paper as PDF."""
    found = _case(request, case_id)
    draft = get_object_or_404(PaperDraft.objects.select_related("party"), case=found, id=paper_id)
    pdf = drafting.typeset_draft(found, draft)
    if pdf is None:
        raise Http404
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{draft.kind}.pdf"'
    return response


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Assign a case to a division and a judge."""
    found, account = _case(request, case_id), account_of(request)
    access.may_assign(account, found).require()
    held = queries.assignment_of(found)
    if held is None:
        raise Http404
    initial = {"division": str(held.division_id or "")}
    posted = request.POST if request.method == "POST" else None
    form = AssignForm(posted, initial=initial, case=found)
    if request.method == "POST" and form.is_valid() and _assign(request, found, form):
        messages.success(request, _("The case was assigned. It is on the docket."))
        return redirect("registration:case", found.id)
    context = {
        "form": form,
        "case": found,
        "heading": _("Assign the case"),
        "seen": request.POST.get("seen") or held.version,
        "key": new_id(),
        "back_url": reverse("registration:case", args=[found.id]),
        "submit_text": _("Assign"),
    }
    return render(request, "registration/assign.html", context)


def _assign(request: HttpRequest, found: Case, form: AssignForm) -> bool:
    """Assign as the form says; a form that could not be followed says why."""
    account = account_of(request)
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), form.cleaned_data)
        actions.assign_judge(
            by=account,
            case_id=found.id,
            judge_id=form.chosen("judge"),
            division_id=form.chosen("division"),
            reason=form.cleaned_data["reason"],
            seen=_seen(request),
            key=key,
        )
    except (OutdatedError, KeyMissingError, KeyReusedError):
        form.add_error(
            None, _("Somebody assigned this case in the meantime. Open it again and look.")
        )
    except actions.NoJudgeError:
        form.add_error("judge", _("This division has no such judge. Choose another, or the rule."))
    return form.is_valid()


def _case(request: HttpRequest, case_id: UUID) -> Case:
    found = get_object_or_404(Case.objects.select_related("court"), id=case_id)
    access.may_prepare(account_of(request), found).require()
    return found


def _seen(request: HttpRequest) -> int:
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST_VERSION else 0
