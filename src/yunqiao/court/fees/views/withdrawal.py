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
from yunqiao.court.fees import access, withdrawing
from yunqiao.court.fees.ruling_forms import RulingForm, WithdrawForm
from yunqiao.court.fees.views.deciding import case_to_work_on, decide
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.session import account_of


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask to withdraw the suit; what it does to the fee is shown before."""
    account = account_of(request)
    case = get_object_or_404(visible_to(account).select_related("court"), id=case_id)
    access.may_ask_to_withdraw(account, case).require()
    parties = withdrawing.may_be_asked_for(account, case)
    if not parties:
        messages.info(
            request,
            _("The withdrawal cannot be asked for now: it was asked, or the fee is not set yet."),
        )
        return redirect("web:case", case.id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            content = {"case": str(case.id), **form.cleaned_data}
            key = RequestKey.of(account.id, request.POST.get("key", ""), content)
            withdrawing.ask(by=account, case_id=case.id, key=key, **form.cleaned_data)
        except (WrongStateError, KeyMissingError, KeyReusedError):
            form.add_error(None, _("This was sent already, or the case has moved on."))
        else:
            messages.success(request, _("The court has your application. It is on the docket."))
            return redirect("web:case", case.id)
    context = {
        "case": case,
        "form": form,
        "heading": _("Withdraw the suit"),
        "foreseen": withdrawing.foreseen(case),
        "others": [one for one in withdrawing.still_to_ask(case) if one not in parties],
        "key": new_id(),
        "draft_key": f"fees/{case.id}/withdraw",
        "back_url": reverse("web:case", args=[case.id]),
        "submit_text": _("Send to the court"),
    }
    return render(request, "fees/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Rule on the withdrawal that the claimants ask for."""
    case = case_to_work_on(request, case_id)
    access.may_rule_on_withdrawal(account_of(request), case).require()
    if not withdrawing.may_be_ruled_on(case):
        messages.info(request, _("Nobody asks to withdraw the suit now."))
        return redirect("fees:desk", case.id)
    awaited = withdrawing.awaited(case)
    missing = [one for one in withdrawing.still_to_ask(case) if one not in awaited]
    posted = request.POST if request.method == "POST" else None
    form = RulingForm(posted, some_missing=bool(missing), may_allow=not awaited)

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        withdrawing.rule(
            by=account_of(request),
            case_id=case.id,
            allowed=cleaned["allowed"] == "yes",
            reason=cleaned["reason"],
            others_agree=cleaned.get("others_agree", False),
            key=key,
        )

    shown: dict[str, Any] = {
        "template": "fees/rule_on_withdrawal.html",
        "asked": withdrawing.applications(case).items(),
        "missing": missing,
        "foreseen": withdrawing.foreseen(case),
    }
    return decide(request, case, form, _("Rule on the withdrawal of the suit"), do, **shown)
