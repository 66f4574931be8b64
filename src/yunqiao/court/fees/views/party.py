"""What the party who pays sees: what the case costs and why, and asking for relief."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.casefile.words import stage_tag
from yunqiao.court.fees import access, queries
from yunqiao.court.fees import relief as asking
from yunqiao.court.fees.forms import ReliefForm
from yunqiao.court.fees.paying import queries as paying
from yunqiao.court.fees.views.relief_papers import files_of, named, papers_in
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers import plain_forms
from yunqiao.court.papers.listing import accepted
from yunqiao.court.papers.models import Upload


@require_safe
def fees(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the case costs, why, by when, and how it stands."""
    case, account = _case(request, case_id), account_of(request)
    access.may_see_fees(account, case).require()
    pays = bool(access.may_act_for_payer(account, case))
    payer = paying.payer_of(account, case) if pays else None
    fee = queries.fee_of(case)
    context = {
        "case": case,
        "fee": fee,
        "tag": fee.tag if fee else stage_tag(case.stage),
        "applications": queries.applications_seen_by(account, case),
        "letters": queries.letters_seen_by(account, case),
        "pay": paying.to_pay(account, payer) if payer else None,
        "paid": paying.paid_by(account, case),
        "paid_back": paying.paid_back(account, case),
        "taken_back": paying.taken_back(account, case),
        "may_ask": bool(asking.applicants(account, case)),
    }
    return render(request, "fees/fees.html", context)


@require_http_methods(["GET", "POST"])
def relief(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask to pay later, less or nothing; files come in the same form."""
    case, account = _case(request, case_id), account_of(request)
    access.may_act_for_payer(account, case).require()
    applicants = asking.applicants(account, case)
    if not applicants:
        messages.info(
            request, _("There is nothing to ask for now: nothing is to be paid, or you have asked.")
        )
        return redirect("fees:fees", case.id)
    party = named(request, applicants)
    if party is None:
        context = {"case": case, "applicants": applicants, "back_url": _back(case)}
        return render(request, "fees/relief_for.html", context)
    envelope = asking.envelope_for(account, case, party.id)
    adds = "add" in request.POST or plain_forms.is_too_large(request)
    if request.method == "POST" and (plain_forms.is_too_large(request) or request.FILES):
        for sentence in plain_forms.take(request, by=account, envelope=envelope):
            messages.error(request, sentence)
    sends = request.method == "POST" and not adds
    form = ReliefForm(request.POST if sends else None, initial=_typed(request))
    uploads = papers_in(envelope)
    if sends and form.is_valid() and _ask(request, party, form, uploads):
        messages.success(request, _("The court has your application. It is on the docket."))
        return redirect("fees:fees", case.id)
    context = {
        "case": case,
        "form": form,
        "heading": _("Ask to pay later, less or nothing"),
        "party": party if party.person_id != account.person_id else None,
        **files_of(case, party, envelope, uploads),
        "accept": accepted(),
        "key": new_id(),
        "draft_key": f"fees/{party.id}/relief",
        "back_url": _back(case),
        "submit_text": _("Send to the court"),
    }
    return render(request, "fees/relief.html", context)


def _ask(request: HttpRequest, party: Party, form: ReliefForm, uploads: Sequence[Upload]) -> bool:
    account, case = account_of(request), party.case
    files = [one.id for one in uploads]
    given = asking.ReliefGiven(**form.cleaned_data, uploads=files, party=party.id)
    content = {
        "case": str(case.id),
        "party": str(party.id),
        **form.cleaned_data,
        "uploads": [str(one) for one in files],
    }
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), content)
        asking.ask(by=account, case_id=case.id, given=given, key=key)
    except asking.ReliefRefusedError as error:
        form.add_error(None, str(error))
    except (WrongStateError, KeyMissingError, KeyReusedError):
        form.add_error(None, _("This was sent already, or the fee changed. Look at the fee again."))
    return form.is_valid()


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed already while files are added."""
    if request.method != "POST":
        return {}
    said = request.POST
    return {
        "kind": said.get("kind", ""),
        "grounds": said.getlist("grounds"),
        "reasons": said.get("reasons", ""),
    }


def _back(case: Case) -> str:
    return reverse("fees:fees", args=[case.id])


def _case(request: HttpRequest, case_id: UUID) -> Case:
    visible = visible_to(account_of(request)).select_related("court")
    return get_object_or_404(visible, id=case_id)
