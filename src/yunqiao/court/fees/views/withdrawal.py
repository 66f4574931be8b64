"""Withdrawing a registered suit: the page on which a claimant asks, and the one on which a judge rules."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.at_counter import person_served_by
from yunqiao.court.casefile.models import Case
from yunqiao.court.fees import access, queries, withdrawing
from yunqiao.court.fees.changing import LastDayMissingError
from yunqiao.court.fees.views.deciding import case_to_work_on, decide
from yunqiao.court.fees.withdrawal_forms import CounterWithdrawForm, RulingForm, WithdrawForm
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask to withdraw the suit; what it does to the fee is shown before."""
    account = account_of(request)
    case = _reached(account, case_id)
    access.may_ask_to_withdraw(account, case).require()
    home = _home(account, case)
    parties = withdrawing.may_be_asked_for(account, case)
    if not parties:
        messages.info(
            request,
            _("The withdrawal cannot be asked for now: it was asked, or the fee is not set yet."),
        )
        return redirect(home)
    served = person_served_by(account, case)
    at_counter = any(one.person_id == served != account.person_id for one in parties)
    form_of = CounterWithdrawForm if at_counter else WithdrawForm
    form = form_of(request.POST if request.method == "POST" else None, claimants=parties)
    if request.method == "POST" and form.is_valid() and _ask(request, case, form):
        messages.success(request, _("The court has your application. It is on the docket."))
        return redirect(home)
    context = {
        "case": case,
        "form": form,
        "heading": _("Withdraw the suit"),
        "at_counter": ", ".join(one.name for one in parties) if at_counter else "",
        "foreseen": withdrawing.foreseen(case),
        "others": [one for one in withdrawing.still_to_ask(case) if one not in parties],
        "key": new_id(),
        "draft_key": f"fees/{case.id}/withdraw",
        "back_url": home,
        "submit_text": _("Send to the court"),
    }
    return render(request, "fees/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Rule on the withdrawal that claimants ask for."""
    case = case_to_work_on(request, case_id)
    access.may_rule_on_withdrawal(account_of(request), case).require()
    if not withdrawing.may_be_ruled_on(case):
        messages.info(request, _("Nobody asks to withdraw the suit now."))
        return redirect("fees:desk", case.id)
    awaited = withdrawing.awaited(case)
    missing = [one for one in withdrawing.still_to_ask(case) if one not in awaited]
    foreseen = withdrawing.foreseen(case)
    form = RulingForm(
        request.POST if request.method == "POST" else None,
        missing=len(missing),
        awaited=len(awaited),
        sets_day=foreseen is not None and foreseen.lacks_day,
        today=queries.today_at(case),
    )

    def do(_cleaned: dict[str, Any], key: RequestKey) -> None:
        try:
            withdrawing.rule(
                by=account_of(request),
                case_id=case.id,
                ruling=form.ruling(),
                seen=request.POST.getlist("seen"),
                key=key,
            )
        except LastDayMissingError:
            form.add_error(None, _("The fee changed. Give a day after today by which it is paid."))

    shown: dict[str, Any] = {
        "template": "fees/rule_on_withdrawal.html",
        "asked": withdrawing.applications(case).items(),
        "missing": missing,
        "awaited": awaited,
        "foreseen": foreseen,
    }
    return decide(request, case, form, _("Rule on the withdrawal of the suit"), do, **shown)


def _ask(request: HttpRequest, case: Case, form: WithdrawForm) -> bool:
    account, said = account_of(request), form.cleaned_data
    at_counter = None
    if isinstance(form, CounterWithdrawForm):
        at_counter = withdrawing.AtCounter(
            presence=said["presence"], signed=said["signed"], signature=said["signature"]
        )
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), {"case": str(case.id), **said})
        withdrawing.ask(
            by=account,
            case_id=case.id,
            reason=said["reason"],
            claimants=[UUID(one) for one in said.get("claimants", [])],
            at_counter=at_counter,
            key=key,
        )
    except (WrongStateError, KeyMissingError, KeyReusedError):
        form.add_error(None, _("This was sent already, or the case has moved on."))
    return form.is_valid()


def _reached(account: Account, case_id: UUID) -> Case:
    """A case the account sees, or one whose person it serves at the counter of another court."""
    cases = Case.objects.select_related("court")
    case = get_object_or_404(cases, id=case_id)
    if person_served_by(account, case):
        return case
    return get_object_or_404(visible_to(account).select_related("court"), id=case_id)


def _home(account: Account, case: Case) -> str:
    seen = visible_to(account).filter(id=case.id).exists()
    return reverse("web:case" if seen else "filing:counter_receipt", args=[case.id])
