"""Pages of the papers that show what an agent may do, handed in when the agent is named."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.access import may_name_agents, visible_to
from yunqiao.court.casefile.models import Case, Representation
from yunqiao.court.casefile.representing import agents_on
from yunqiao.court.casefile.words import paper_name
from yunqiao.court.filing import handed_in
from yunqiao.court.filing.facts import AgentPaper
from yunqiao.court.filing.views.agents import case_of, principal_for
from yunqiao.court.foundation.permits import Permit, denied
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers import discarding, plain_forms, receiving
from yunqiao.court.papers.listing import accepted, listed
from yunqiao.court.papers.models import Upload, UploadSession
from yunqiao.court.papers.serving import serve_upload
from yunqiao.court.papers.tus_views import Door, answer_reader


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, case_id: UUID, paper: str) -> HttpResponse:
    """The files of one kind of paper and the way to add to them; a plain form works too."""
    case, kind = _asked(request, case_id, paper)
    account = account_of(request)
    envelope = handed_in.envelope_of(account, case.id, kind)
    if request.method == "POST":
        for sentence in plain_forms.take(request, by=account, envelope=envelope):
            messages.error(request, sentence)
        return redirect(request.get_full_path())
    part = request.GET.get("part") == "list"
    template = "papers/_uploads.html" if part else "filing/agent_paper.html"
    return render(request, template, _context(account, case, kind, _renewed(request, case)))


@require_POST
def remove(request: HttpRequest, case_id: UUID, paper: str, file_id: UUID) -> HttpResponse:
    """Take a file away that was not used yet, or give one up that has not arrived whole."""
    case, kind = _asked(request, case_id, paper)
    account = account_of(request)
    envelope = handed_in.envelope_of(account, case.id, kind)
    for session in UploadSession.objects.filter(id=file_id, envelope=envelope).order_by("id"):
        receiving.discard(session)
    discarding.remove(by=account, envelope=envelope, exhibit=file_id)
    place, renew = [case.id, kind.value], _renewed(request, case)
    return redirect(reverse("filing:agent_paper", args=place, query=_asking(renew)))


@require_safe
def file(
    request: HttpRequest, case_id: UUID, paper: str, exhibit_id: UUID, copy: str
) -> HttpResponseBase:
    """A file that is being handed in: its viewing copy, its thumbnail, or the original."""
    case, kind = _asked(request, case_id, paper)
    envelope = handed_in.envelope_of(account_of(request), case.id, kind)
    upload = get_object_or_404(Upload, envelope=envelope, exhibit=exhibit_id)
    return serve_upload(request, upload, copy)


@login_not_required  # a script cannot follow to the sign-in page; it gets a sentence instead
def uploads(
    request: HttpRequest, case_id: UUID, paper: str, session_id: UUID | None = None
) -> HttpResponse:
    """Uploads that resume, of whoever may name an agent on the case."""
    kind = _kind(paper)

    def door_of(account: Account) -> Door:
        return Door(
            account=account,
            address=lambda session: reverse(
                "filing:agent_upload", args=[case_id, kind.value, session]
            ),
            may_fill=lambda envelope: _may_fill(account, case_id, kind, envelope),
        )

    return answer_reader(request, door_of, session_id)


def _may_fill(account: Account, case_id: UUID, kind: AgentPaper, envelope: UUID | None) -> Permit:
    case = visible_to(account).filter(id=case_id).first()
    if case is None or envelope != handed_in.envelope_of(account, case_id, kind):
        return denied(_("The file belongs to no paper of yours here. Load the page again."))
    return may_name_agents(account, case, principal_for(account, case))


def _context(
    account: Account, case: Case, kind: AgentPaper, renew: Representation | None
) -> dict[str, object]:
    place, asking = [case.id, kind.value], _asking(renew)
    envelope = handed_in.envelope_of(account, case.id, kind)

    def remove(file: UUID) -> str:
        return reverse("filing:remove_agent_paper", args=[*place, file], query=asking)

    return {
        **listed(
            envelope,
            handed_in.uploads_of(account, case, kind),
            file=lambda exhibit, copy: reverse(
                "filing:agent_paper_file", args=[*place, exhibit, copy]
            ),
            remove=remove,
            give_up=remove,
        ),
        "title": paper_name(kind.value),
        "list_url": reverse("filing:agent_paper", args=place, query={**asking, "part": "list"}),
        "uploads_url": reverse("filing:agent_uploads", args=place),
        "envelope": envelope,
        "accept": accepted(),
        "back_url": reverse("filing:renew_agent", args=[case.id, renew.id])
        if renew
        else reverse("filing:name_agent", args=[case.id]),
    }


def _renewed(request: HttpRequest, case: Case) -> Representation | None:
    """The authority for whose renewal the papers are, if it is for one."""
    return next((one for one in agents_on(case) if str(one.id) == request.GET.get("renew")), None)


def _asking(renew: Representation | None) -> dict[str, UUID]:
    """The query that says so."""
    return {"renew": renew.id} if renew else {}


def _asked(request: HttpRequest, case_id: UUID, paper: str) -> tuple[Case, AgentPaper]:
    account, case = account_of(request), case_of(request, case_id)
    may_name_agents(account, case, principal_for(account, case)).require()
    return case, _kind(paper)


def _kind(paper: str) -> AgentPaper:
    try:
        return AgentPaper(paper)
    except ValueError:
        raise Http404 from None
