"""The filing clerk's pages: the worklist, and examining one filing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.documents import listed
from yunqiao.court.casefile.entries import (
    CASE_REGISTERED,
    CORRECTION_REQUESTED,
    INADMISSIBILITY_RULED,
)
from yunqiao.court.casefile.filer import filer_of, taken_down_by
from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.casefile.words import stage_tag
from yunqiao.court.filing import (
    access,
    actions,
    assigning,
    examining,
    lapsing,
    presence,
    queries,
    queue,
    reaching,
)
from yunqiao.court.filing.finding import search_courts
from yunqiao.court.filing.kinds import REACH_PARTY
from yunqiao.court.filing.signers import Signers
from yunqiao.court.foundation import live
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.due import due_tag
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.middleware import content_security_policy
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.session import account_of


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Filings that wait for a decision, the most urgent first."""
    account = account_of(request)
    access.may_see_worklist(account).require()
    asked = queue.Asked.of(request.GET.dict())
    page = queue.worklist(account, asked, after=request.GET.get("after", ""))
    courts = queue.courts_of(account)
    context = {
        "page": page,
        "asked": asked,
        "courts": courts,
        "events": live.events(request, [live.court_topic(court.id) for court in courts]),
        "search": search_courts(account, request.GET.get("q", "")),
        "first_url": asked.address("") if request.GET.get("after") else "",
        "older_url": asked.address(page.after) if page.after else "",
    }
    return render(request, "filing/worklist.html", context)


@require_http_methods(["GET", "POST"])
def examine(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One filing, side by side with what can be decided on it."""
    account = account_of(request)
    case = get_object_or_404(Case.objects.select_related("court"), id=case_id)
    access.may_examine(account, case).require()
    if request.method == "POST":
        return _accept(request, case)
    task, claim = queries.examination_of(case), queries.claim_of(case)
    signers = Signers(claim, [filer_of(case), taken_down_by(case)], case)
    today = court_date(now(), case.court.zone)
    late, lapsed = (
        lapsing.overdue_examination(case, today),
        lapsing.unanswered_correction(case, today),
    )
    context = {
        "case": case,
        "claim": claim,
        "signed_by_other": signers.warning(claim.signature),
        "documents": listed(case, account),
        "task": task,
        "due": due_tag(task.due_on) if task else None,
        "is_mine": task is not None and task.assigned_to_id == account.id,
        "can_accept": STAGES.allows(case.stage, CASE_REGISTERED),
        "can_ask": STAGES.allows(case.stage, CORRECTION_REQUESTED),
        "can_rule": STAGES.allows(case.stage, INADMISSIBILITY_RULED),
        "may_register": examining.Proposal.of(late) if late is not None and late.is_yes else None,
        "may_return": examining.Proposal.of(lapsed)
        if lapsed is not None and lapsed.code == lapsing.RETURN_PAPERS
        else None,
        "rounds": examining.rounds(case),
        "said": examining.said(case),
        "authorities": examining.authorities(case, today),
        "missed": reaching.missed(case) if queries.waits_for(case, REACH_PARTY) else [],
        "others": presence.others(case, account),
        **queries.correction_state(case),
        "filer_person": filer_of(case),
        "key": new_id(),
    }
    presence.note(case, account)
    response = render(request, "filing/examine.html", context)
    response["Content-Security-Policy"] = content_security_policy(frame_src="'self'")
    return response


@require_POST
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a filing, or give it back to the queue."""
    account = account_of(request)
    get_object_or_404(Case, id=case_id)
    if request.POST.get("to") == "queue":
        assigning.give_back(by=account, case_id=case_id)
    else:
        try:
            assigning.take(by=account, case_id=case_id)
        except assigning.TakenError:
            messages.error(request, _("Another clerk has taken this filing, or it was decided."))
    return redirect("filing:examine", case_id)


def _accept(request: HttpRequest, case: Case) -> HttpResponse:
    account = account_of(request)
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), {"accept": str(case.id)})
        registered = actions.accept_filing(by=account, case_id=case.id, key=key)
    except (WrongStateError, KeyReusedError, KeyMissingError):
        messages.error(
            request, _("This filing was decided in the meantime. Look at how it stands now.")
        )
        return redirect("filing:examine", case.id)
    said = {"number": registered.number}
    messages.success(request, _("Registered as %(number)s.") % said)
    return redirect("filing:decided", case.id)


@require_safe
def decided(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What was just decided, and what comes next: a second tap here decides nothing."""
    account = account_of(request)
    case = get_object_or_404(Case.objects.select_related("court"), id=case_id)
    access.may_examine(account, case).require()
    context = {"case": case, "tag": stage_tag(case.stage), "next": queue.next_after(account, case)}
    return render(request, "filing/decided.html", context)
