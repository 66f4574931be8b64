"""The page that advises on courts, before signing in and inside a claim."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yunqiao.court.filing import advice, queries
from yunqiao.court.filing.forms_advice import AdviceForm, initial_of
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.identity.models import Account

OURS = {"lang", "draft"}
"""Names in the address that are no answers."""


@require_safe
def court(request: HttpRequest) -> HttpResponse:
    """Ask what is known, and say which courts may hear it; nothing is stored.

    With a draft of one's own the form begins with what is typed there.
    """
    draft = _draft(request)
    known = initial_of(advice.known_from(draft.content)) if draft else {}
    asked = bool(set(request.GET) - OURS)
    form = AdviceForm(request.GET if asked else None, initial=known)
    context: dict[str, Any] = {"form": form, "draft": draft}
    if asked and form.is_valid() and isinstance(form.value, advice.AdviceGiven):
        context["advice"] = advice.advise(form.value)
    if draft is not None:
        context["back_url"] = reverse("filing:section", args=[draft.id, "case"])
    return render(request, "filing/advice.html", context)


def _draft(request: HttpRequest) -> ClaimDraft | None:
    try:
        named = UUID(request.GET.get("draft", ""))
    except ValueError:
        return None
    account = request.user
    if not isinstance(account, Account):
        return None
    return queries.open_drafts_of(account).filter(id=named).first()
