"""The papers of an application for relief while they are collected: listed, looked at, taken away."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.models import Case, Party
from yunqiao.court.fees import access, relief
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers import discarding
from yunqiao.court.papers.listing import listed
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.serving import serve_upload


@require_POST
def remove(request: HttpRequest, case_id: UUID, exhibit_id: UUID) -> HttpResponse:
    """Take a file away that was not sent yet."""
    party = _applicant(request, case_id)
    account = account_of(request)
    envelope = relief.envelope_for(account, party.case, party.id)
    discarding.remove(by=account, envelope=envelope, exhibit=exhibit_id)
    return redirect(_page(party))


@require_safe
def file(request: HttpRequest, case_id: UUID, exhibit_id: UUID, copy: str) -> HttpResponseBase:
    """A file that is being collected: its viewing copy, its thumbnail, or the original."""
    party = _applicant(request, case_id)
    envelope = relief.envelope_for(account_of(request), party.case, party.id)
    upload = get_object_or_404(Upload, envelope=envelope, exhibit=exhibit_id)
    return serve_upload(request, upload, copy)


def named(request: HttpRequest, applicants: Sequence[Party]) -> Party | None:
    """For whom an account applies: the only one it can, or the one of several that the page names."""
    asked = request.GET.get("for")
    if asked is None and not applicants[1:]:
        return applicants[0]
    return next((one for one in applicants if str(one.id) == asked), None)


def papers_in(envelope: UUID) -> list[Upload]:
    """The files collected for an application, in the order they came."""
    return list(Upload.objects.filter(envelope=envelope).order_by("id"))


def files_of(case: Case, party: Party, envelope: UUID, uploads: Sequence[Upload]) -> dict[str, Any]:
    """What `papers/_uploads.html` shows of them."""

    def remove(exhibit: UUID) -> str:
        return reverse("fees:remove_relief_file", args=[case.id, exhibit], query=_asking(party))

    def look(exhibit: UUID, copy: str) -> str:
        return reverse("fees:relief_file", args=[case.id, exhibit, copy], query=_asking(party))

    return listed(envelope, uploads, file=look, remove=remove, give_up=remove)


def _applicant(request: HttpRequest, case_id: UUID) -> Party:
    account = account_of(request)
    case = get_object_or_404(visible_to(account).select_related("court"), id=case_id)
    access.may_act_for_payer(account, case).require()
    applicants = relief.applicants(account, case)
    party = named(request, applicants) if applicants else None
    if party is None:
        raise Http404
    return party


def _page(party: Party) -> str:
    return reverse("fees:relief", args=[party.case_id], query=_asking(party))


def _asking(party: Party) -> dict[str, UUID]:
    return {"for": party.id}
