"""Pages after the court's answer: correct the claim, ask for time, insist on a ruling, withdraw."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.entries import CORRECTION_TIME_ASKED, RULING_ASKED
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState
from yunqiao.court.casefile.states import STAGES
from yunqiao.court.filing import correcting, correction, drafts
from yunqiao.court.filing.access import may_act_at_counter, may_act_for_filer
from yunqiao.court.filing.counter_forms import CounterReasonForm
from yunqiao.court.filing.drafts import ANSWERS
from yunqiao.court.filing.entries import OTHER
from yunqiao.court.filing.forms_desk import AnswerForm, ReasonForm
from yunqiao.court.filing.kinds import CORRECT
from yunqiao.court.filing.queries import matters_of
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.views.reach import home_of, of_open_draft, open_draft
from yunqiao.court.filing.views.versions import version_of
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError
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
        "back_url": home_of(account_of(request), case),
        "draft": asked.draft,
        "points": correction.asked(asked.draft, case, asked.correction.points),
        "deadline": running.order_by("last_day").first(),
    }
    return render(request, "filing/correct.html", context)


@require_http_methods(["GET", "POST"])
@of_open_draft
def answer(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The answer in words to what the court asked for beside the parts of the claim."""
    draft = open_draft(request, draft_id)
    if draft.corrects is None or OTHER not in draft.asked:
        raise Http404
    said = draft.content.get(ANSWERS) or {}
    form = AnswerForm(request.POST or None, initial={"answer": said.get(OTHER, "")})
    theirs = ""
    if request.method == "POST" and form.is_valid():
        draft.version = version_of(request)
        content = {**said, OTHER: form.cleaned_data["answer"]}
        try:
            drafts.save(draft=draft, section=ANSWERS, content=content)
        except OutdatedError:
            draft.refresh_from_db()
            theirs = (draft.content.get(ANSWERS) or {}).get(OTHER, "")
            form.add_error(
                None, _("This draft was changed in another window. Look at both, then save again.")
            )
        else:
            return redirect(_back(request, draft.id, draft.corrects.id))
    context = {
        "form": form,
        "draft": draft,
        "heading": _("Answer the court"),
        "asked": correction.texts_on(draft, OTHER),
        "theirs": theirs,
        "draft_key": f"claim/{draft.id}/answer",
        "draft_saved_at": draft.updated_at,
        "back_url": _back(request, draft.id, draft.corrects.id),
        "files_url": reverse("filing:evidence", args=[draft.id]),
    }
    return render(request, "filing/answer.html", context)


@require_http_methods(["GET", "POST"])
def more_time(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask for more time to correct."""
    heading = gettext_lazy("Ask for more time")
    closed = gettext_lazy(
        "The court is not waiting for anything from you, so there is no time to extend."
    )
    return _with_reason(
        request, case_id, heading, correcting.ask_more_time, CORRECTION_TIME_ASKED, closed
    )


@require_http_methods(["GET", "POST"])
def insist(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the court for a formal ruling."""
    heading = gettext_lazy("Ask for a formal ruling")
    closed = gettext_lazy(
        "A ruling can be asked for once the court has refused the claim or returned the papers."
    )
    return _with_reason(request, case_id, heading, correcting.ask_ruling, RULING_ASKED, closed)


@require_POST
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Withdraw the claim."""
    case, account = _case(request, case_id), account_of(request)
    presence = request.POST.get("presence", "")
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), {"withdraw": str(case_id)})
        correcting.withdraw(by=account, case_id=case_id, key=key, presence=presence)
    except (NotPermittedError, FilingRefusedError) as error:
        messages.error(request, str(error))
        return redirect(home_of(account, case))
    except (WrongStateError, KeyMissingError, KeyReusedError):
        return _overtaken(request, case)
    messages.success(request, _("The claim was withdrawn."))
    return redirect(home_of(account, case))


def _with_reason(
    request: HttpRequest,
    case_id: UUID,
    heading: Promise,
    do: Callable[..., None],
    entry: str,
    closed: Promise,
) -> HttpResponse:
    """Ask for a reason, then do it; where the case stands otherwise, say so instead."""
    case, account = _case(request, case_id), account_of(request)
    if request.method != "POST" and not STAGES.allows(case.stage, entry):
        messages.info(request, str(closed))
        return redirect(home_of(account, case))
    ask = CounterReasonForm if may_act_at_counter(account, case) else ReasonForm
    form = ask(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            key = RequestKey.of(account.id, request.POST.get("key", ""), {do.__name__: said})
            do(by=account, case_id=case_id, key=key, **said)
        except (WrongStateError, KeyMissingError, KeyReusedError):
            return _overtaken(request, case)
        messages.success(request, _("The court has your request. It is on the docket."))
        return redirect(home_of(account, case))
    context: dict[str, Any] = {
        "heading": heading,
        "form": form,
        "key": new_id(),
        "draft_key": f"case/{case_id}/{entry}",
        "back_url": home_of(account, case),
        "submit_text": _("Send to the court"),
    }
    return render(request, "filing/reason.html", context)


def _case(request: HttpRequest, case_id: UUID) -> Case:
    account = account_of(request)
    case = get_object_or_404(matters_of(account), id=case_id)
    may_act_for_filer(account, case).require()
    return case


def _back(request: HttpRequest, draft_id: UUID, case_id: UUID) -> str:
    if request.GET.get("back") == "check":
        return reverse("filing:check", args=[draft_id])
    return reverse("filing:correct", args=[case_id])


def _overtaken(request: HttpRequest, case: Case) -> HttpResponse:
    messages.error(request, _("This no longer fits how the case stands. Look at what comes next."))
    return redirect(home_of(account_of(request), case))
