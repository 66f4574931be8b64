"""Pages of the agents on a case: who acts for whom, naming one, renewing, revoking, giving up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.access import (
    may_end_authority,
    may_name_agents,
    takes_part,
    visible_to,
)
from yunqiao.court.casefile.filer import filer_of
from yunqiao.court.casefile.models import Case, Party, Representation
from yunqiao.court.casefile.representing import agents_on, principal_of
from yunqiao.court.casefile.words import paper_name
from yunqiao.court.filing import authorising, handed_in, queries
from yunqiao.court.filing.access import may_renew
from yunqiao.court.filing.claim import RepresentationGiven
from yunqiao.court.filing.facts import AgentPaper
from yunqiao.court.filing.forms_agents import AuthorityForm
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.words import agent_name, power_names
from yunqiao.court.foundation.components import Colour, Tag, Task
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.accounts import ensure_person, open_account
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers.states import UploadState


@require_safe
def agents(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who acts for whom on the case, and what one can change about it."""
    account, case = account_of(request), case_of(request, case_id)
    names = dict(Party.objects.filter(case=case).values_list("person", "name"))
    rows = [
        {
            "held": held,
            "kind": agent_name(held.kind),
            "powers": power_names(held.powers),
            "party": names.get(held.principal_id, ""),
            "may_renew": bool(may_renew(account, case, held)),
            "may_end": bool(may_end_authority(account, held.principal_id, held.agent_id)),
            "own": held.agent_id == account.person_id,
        }
        for held in agents_on(case)
    ]
    context = {
        "case": case,
        "rows": rows,
        "may_name": bool(may_name_agents(account, case, principal_for(account, case))),
        "key": new_id(),
    }
    return render(request, "filing/agents.html", context)


@require_http_methods(["GET", "POST"])
def authorise(
    request: HttpRequest, case_id: UUID, representation_id: UUID | None = None
) -> HttpResponse:
    """Name a further agent, or renew the authority of one, with the papers that show it."""
    account, case = account_of(request), case_of(request, case_id)
    held = _held(case, representation_id)
    principal = held.principal_id if held else principal_for(account, case)
    (
        may_renew(account, case, held) if held else may_name_agents(account, case, principal)
    ).require()
    form = AuthorityForm(request.POST or None, initial=_initial(held))
    if request.method == "POST" and form.is_valid():
        try:
            _authorise(request, form, case, principal)
        except FilingRefusedError as error:
            field = error.field.rpartition("/")[2]
            form.add_error(field if field in form.fields else None, str(error))
        except (KeyMissingError, KeyReusedError):
            form.add_error(None, _("This could not be done. Load the page again, and try again."))
        else:
            messages.success(request, _("The authority is on the docket; both of you are told."))
            return redirect("filing:agents", case.id)
    context = {
        "case": case,
        "form": form,
        "heading": _("Renew the authority") if held else _("Name an agent"),
        "papers": [_paper(account, case, paper, held) for paper in AgentPaper],
        "key": new_id(),
        "draft_key": f"case/{case.id}/agent/{representation_id or 'new'}",
        "back_url": reverse("filing:agents", args=[case.id]),
        "submit_text": _("Put it on the docket"),
    }
    return render(request, "filing/authorise.html", context)


@require_POST
def end(request: HttpRequest, case_id: UUID, representation_id: UUID) -> HttpResponse:
    """Revoke an authority, or give up one's own."""
    account, case = account_of(request), case_of(request, case_id)
    try:
        content = {"end": str(representation_id)}
        key = RequestKey.of(account.id, request.POST.get("key", ""), content)
        authorising.end_authority(
            by=account, case_id=case.id, representation_id=representation_id, key=key
        )
    except (WrongStateError, KeyMissingError, KeyReusedError):
        messages.error(request, _("This authority has ended already."))
    else:
        messages.success(request, _("The authority has ended. It is on the docket."))
    if visible_to(account).filter(id=case.id).exists():
        return redirect("filing:agents", case.id)
    return redirect("web:matters")


def _authorise(request: HttpRequest, form: AuthorityForm, case: Case, principal: UUID) -> None:
    account = account_of(request)
    assert isinstance(form.value, RepresentationGiven)
    agent = open_account(form.cleaned_data["email"], account.language)
    if agent.is_active:
        ensure_person(agent)
    content = {"case": str(case.id), **form.value.model_dump(mode="json")}
    authorising.authorise(
        by=account,
        case_id=case.id,
        principal=principal,
        agent=agent,
        given=form.value,
        papers=list(handed_in.given(account, case)),
        envelopes=handed_in.envelopes_of(account, case),
        key=RequestKey.of(account.id, request.POST.get("key", ""), content),
    )


def _paper(account: Account, case: Case, paper: AgentPaper, held: Representation | None) -> Task:
    """One kind of paper, with where its files are added."""
    uploads = handed_in.uploads_of(account, case, paper)
    if any(upload.state == UploadState.REFUSED for upload in uploads):
        status = Tag(_("Look again"), Colour.ORANGE)
    elif any(upload.state == UploadState.RECEIVED for upload in uploads):
        status = Tag(_("Being checked"), Colour.BLUE)
    elif uploads:
        number = len(uploads)
        status = Tag(ngettext("%(number)s file", "%(number)s files", number) % {"number": number})
    else:
        status = Tag(_("Nothing yet"), Colour.GREY)
    renew = {"renew": held.id} if held else {}
    url = reverse("filing:agent_paper", args=[case.id, paper.value], query=renew)
    hint = _("Always needed") if paper is AgentPaper.POWER_OF_ATTORNEY else ""
    return Task(paper_name(paper.value), status, url, hint)


def _initial(held: Representation | None) -> dict[str, Any]:
    if held is None:
        return {}
    account = queries.account_of_person(held.agent_id)
    return {
        "email": account.email if account else "",
        "principal": held.principal_category,
        "kind": held.kind,
        "name": held.name,
        "office": held.office,
        "licence": held.licence,
        "signed_in": held.signed_in,
        "powers": held.powers,
        "receives": held.receives,
    }


def _held(case: Case, representation_id: UUID | None) -> Representation | None:
    if representation_id is None:
        return None
    return get_object_or_404(agents_on(case), id=representation_id)


def principal_for(account: Account, case: Case) -> UUID:
    """The party oneself is, or acts for; for a clerk the one who filed."""
    own = takes_part(account, case) and account.person_id
    principal = principal_of(account.person_id, case.id) or own or filer_of(case)
    assert principal is not None
    return principal


def case_of(request: HttpRequest, case_id: UUID) -> Case:
    """A case one takes part in, or one of the court whose filing clerk one is."""
    account = account_of(request)
    case = get_object_or_404(visible_to(account).select_related("court"), id=case_id)
    if not takes_part(account, case):
        may_name_agents(account, case, principal_for(account, case)).require()
    return case
