"""What the court's staff see of fees: the worklist, the fee of a case, what is to be entered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yunqiao.court.casefile.words import stage_tag
from yunqiao.court.fees import access, entering, gathering, queries
from yunqiao.court.fees.assessing import last_assessment
from yunqiao.court.fees.forms import FactsForm, ReceiptForm
from yunqiao.court.fees.period import told_on
from yunqiao.court.fees.views.deciding import case_to_work_on, decide
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.identity.session import account_of


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits about fees at one's courts, the most urgent first."""
    account = account_of(request)
    access.may_see_worklist(account).require()
    return render(request, "fees/worklist.html", {"rows": queries.worklist(account)})


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What a case costs, for the staff who work on it."""
    found = case_to_work_on(request, case_id)
    account, fee = account_of(request), queries.fee_of(found)
    context = {
        "case": found,
        "tag": stage_tag(found.stage),
        "fee": fee,
        "tasks": queries.tasks_on(found),
        "applications": queries.applications_on(found),
        "letters": queries.letters_seen_by(account, found),
        "may_rule": access.may_rule_on_withdrawal(account, found),
    }
    return render(request, "fees/desk.html", context)


@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter what the fee depends on and is not known."""
    found = case_to_work_on(request, case_id)
    if found.registered_on is None or last_assessment(found) is not None:
        messages.info(
            request, _("Nothing is missing: the fee is set, or the case is not registered.")
        )
        return redirect("fees:desk", found.id)
    basis = gathering.basis_at_acceptance(found)
    missing = gathering.missing_in(basis)
    posted = request.POST if request.method == "POST" else None
    form = FactsForm(posted, basis=basis, missing=missing)

    def do(_cleaned: dict[str, Any], key: RequestKey) -> None:
        entering.enter_facts(by=account_of(request), case_id=found.id, given=form.given(), key=key)

    return decide(request, found, form, _("What the fee depends on"), do, on=basis.on)


@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter when the party received the notice to pay."""
    found = case_to_work_on(request, case_id)
    if last_assessment(found) is None:
        messages.info(request, _("The fee is not set yet."))
        return redirect("fees:desk", found.id)
    posted = request.POST if request.method == "POST" else None
    form = ReceiptForm(posted, today=queries.today_at(found), told_on=told_on(found))

    def do(cleaned: dict[str, Any], key: RequestKey) -> None:
        entering.enter_receipt(
            by=account_of(request), case_id=found.id, notified_on=cleaned["notified_on"], key=key
        )

    about = _("The seven days run from the day after (article 22 of the Measures).")
    return decide(request, found, form, _("When the notice was received"), do, about=about)
