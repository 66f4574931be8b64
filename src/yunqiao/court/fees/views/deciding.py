"""A page on which court staff enter or decide something: the form, the act, the way back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case
from yunqiao.court.fees import access
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of

OVERTAKEN = (WrongStateError, OutdatedError, KeyMissingError, KeyReusedError)
Do = Callable[[dict[str, Any], RequestKey], None]


def case_to_work_on(request: HttpRequest, case_id: UUID) -> Case:
    """The case, for staff who work on its fee."""
    case = get_object_or_404(Case.objects.select_related("court"), id=case_id)
    access.may_work_on_fees(account_of(request), case).require()
    return case


def decide(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    heading: str,
    do: Do | None,
    *,
    template: str = "fees/decide.html",
    **shown: Any,
) -> HttpResponse:
    """Show a form, and act as it says; without an act it is only shown."""
    if do is not None and request.method == "POST" and form.is_valid():
        content = {"case": str(case.id), "act": request.path, **form.cleaned_data}
        try:
            key = RequestKey.of(account_of(request).id, request.POST.get("key", ""), content)
            do(form.cleaned_data, key)
        except OVERTAKEN:
            return overtaken(request, case)
        if not form.errors:
            messages.success(request, _("Done. It is on the docket."))
            return redirect("fees:desk", case.id)
    context = {
        "case": case,
        "form": form,
        "heading": heading,
        "key": new_id(),
        "draft_key": f"fees/{request.path}",
        "back_url": reverse("fees:desk", args=[case.id]),
        "submit_text": _("Put it on the docket"),
    }
    return render(request, template, {**context, **shown})


def overtaken(request: HttpRequest, case: Case) -> HttpResponse:
    """Say that the case stands otherwise now."""
    messages.error(request, _("This no longer fits how the fee stands. Look at it again."))
    return redirect("fees:desk", case.id)
