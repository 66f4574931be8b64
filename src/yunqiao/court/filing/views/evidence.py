"""Pages of the files of a draft, evidence or an agent's papers: the list, one file, its bytes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.words import paper_name
from yunqiao.court.filing import arranging, correction, evidence, facts, sections
from yunqiao.court.filing.evidence import EVIDENCE, PAPERS, Exhibit
from yunqiao.court.filing.forms_agents import PaperForm
from yunqiao.court.filing.forms_evidence import ExhibitForm
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.views.reach import of_open_draft, open_draft
from yunqiao.court.foundation import live
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers import plain_forms, receiving, words
from yunqiao.court.papers.limits import room_in
from yunqiao.court.papers.listing import accepted, unfinished
from yunqiao.court.papers.models import UploadSession
from yunqiao.court.papers.serving import serve_upload
from yunqiao.court.papers.states import UploadState


@require_http_methods(["GET", "POST"])
@of_open_draft
def listing(request: HttpRequest, draft_id: UUID, which: str = EVIDENCE) -> HttpResponse:
    """A list of files and the way to add to it; a plain form works without scripts."""
    draft = _draft(request, draft_id, which)
    if request.method == "POST":
        return _take_plain(request, draft, which)
    part = request.GET.get("part") == "list"
    template = "filing/_exhibits.html" if part else "filing/evidence.html"
    events = live.events(request, [live.envelope_topic(draft.id)])
    return render(request, template, {**_context(request, draft, which), "events": events})


@require_http_methods(["GET", "POST"])
@of_open_draft
def exhibit(
    request: HttpRequest, draft_id: UUID, exhibit_id: UUID, which: str = EVIDENCE
) -> HttpResponse:
    """What one file is and proves."""
    draft = _draft(request, draft_id, which)
    found = _exhibit(draft, exhibit_id, which)
    form = _form(request, draft, found, which)
    if request.method == "POST" and form.is_valid():
        said = {**found.said, **form.cleaned_data}
        try:
            arranging.describe(draft=draft, exhibit=found.id, said=said, which=which)
        except OutdatedError:
            form.add_error(None, _("The draft was changed in another window. Save again."))
        else:
            return redirect(f"filing:{which}", draft.id)
    heading = _("Paper %(number)s") if which == PAPERS else _("Exhibit %(number)s")
    context = {
        "form": form,
        "heading": heading % {"number": found.number},
        "back_url": sections.files_url(draft, which),
        "exhibit": found,
        "about": words.kind_and_size(found.upload.media_type, found.upload.size),
    }
    return render(request, "filing/exhibit.html", context)


@require_POST
@of_open_draft
def arrange(
    request: HttpRequest, draft_id: UUID, exhibit_id: UUID, which: str = EVIDENCE
) -> HttpResponse:
    """Move a file up or down, or remove it."""
    draft = _draft(request, draft_id, which)
    found = _exhibit(draft, exhibit_id, which)
    moves = {"up": -1, "down": 1}
    asked = request.POST.get("do", "")
    try:
        if asked in moves:
            arranging.move(draft=draft, exhibit=found.id, steps=moves[asked], which=which)
        elif asked == "remove":
            arranging.remove(draft=draft, exhibit=found.id, which=which)
            messages.success(request, _("“%(name)s” was removed.") % {"name": found.upload.name})
    except OutdatedError:
        messages.error(request, _("The draft was changed in another window. Look at it again."))
    return redirect(f"filing:{which}", draft.id)


@require_POST
@of_open_draft
def give_up(
    request: HttpRequest, draft_id: UUID, session_id: UUID, which: str = EVIDENCE
) -> HttpResponse:
    """Discard a file that has not arrived whole."""
    draft = _draft(request, draft_id, which)
    envelope = evidence.envelope_of(draft, which)
    receiving.discard(get_object_or_404(UploadSession, id=session_id, envelope=envelope))
    return redirect(f"filing:{which}", draft.id)


@require_safe
@of_open_draft
def file(
    request: HttpRequest, draft_id: UUID, exhibit_id: UUID, copy: str, which: str = EVIDENCE
) -> HttpResponseBase:
    """A file of the draft: its viewing copy, its thumbnail, or the original as a download."""
    upload = _exhibit(_draft(request, draft_id, which), exhibit_id, which).upload
    return serve_upload(request, upload, copy)


def _take_plain(request: HttpRequest, draft: ClaimDraft, which: str) -> HttpResponse:
    read = not plain_forms.is_too_large(request)
    replaced = _id(request.POST.get("exhibit", "")) if read else None
    if replaced is not None:
        _exhibit(draft, replaced, which)
    envelope = evidence.envelope_of(draft, which)
    for sentence in plain_forms.take(
        request, by=account_of(request), envelope=envelope, exhibit=replaced
    ):
        messages.error(request, sentence)
    return redirect(f"filing:{which}", draft.id)


def _context(request: HttpRequest, draft: ClaimDraft, which: str) -> dict[str, object]:
    exhibits = evidence.exhibits_of(draft, which)
    envelope = evidence.envelope_of(draft, which)
    to_check = request.GET.get("back") == "check"
    whole = reverse("filing:check" if to_check else "filing:draft", args=[draft.id])
    onward = whole if to_check or draft.corrects_id else sections.after(draft, which)
    return {
        "draft": draft,
        "which": which,
        "is_papers": which == PAPERS,
        "envelope": envelope,
        "needed": _needed(draft) if which == PAPERS else [],
        "rows": [_row(draft, exhibit, which) for exhibit in exhibits],
        "checking": any(e.upload.state == UploadState.RECEIVED for e in exhibits),
        "unfinished": unfinished(
            envelope, lambda session: _address("give_up", which, draft.id, session)
        ),
        "room": room_in(envelope),
        "accept": accepted(),
        "list_url": sections.files_url(draft, which),
        "back_url": whole,
        "next_url": onward,
        **sections.place(draft, which),
    }


def _row(draft: ClaimDraft, exhibit: Exhibit, which: str) -> dict[str, object]:
    upload, place = exhibit.upload, (draft.id, exhibit.id)
    ready = upload.state == UploadState.READY
    return {
        "exhibit": exhibit,
        **words.row_of(upload),
        "what": _what(draft, exhibit, which),
        "described": bool(exhibit.said.get("proves") or which == PAPERS),
        "edit_url": _address("exhibit", which, *place),
        "arrange_url": _address("arrange", which, *place),
        "thumbnail_url": _file(which, *place, "thumbnail", ready and upload.thumbnail_sha256),
        "view_url": _file(which, *place, "view", ready and upload.viewing_sha256),
    }


def _what(draft: ClaimDraft, exhibit: Exhibit, which: str) -> str:
    """What an agent's paper is, or which point of the court's notice a new file answers."""
    if which == PAPERS:
        return paper_name(evidence.paper_of(exhibit).value)
    if draft.corrects_id is None:
        return ""
    point = evidence.answered_point(draft, exhibit)
    if not point:
        return _("Say which point it answers.")
    return _("Answers: %(point)s") % {"point": correction.title_of(point)}


def _needed(draft: ClaimDraft) -> list[str]:
    """The papers the law asks of such an agent; none before they said who they are."""
    said = (draft.content.get("representation") or {}).get("kind")
    if not said:
        return []
    papers = facts.papers_of(facts.AgentKind(said)).value.papers
    return [paper_name(paper.value) for paper in papers]


def _form(
    request: HttpRequest, draft: ClaimDraft, found: Exhibit, which: str
) -> PaperForm | ExhibitForm:
    posted = request.POST if request.method == "POST" else None
    initial: dict[str, object] = {"title": found.title, **found.said}
    if which == PAPERS:
        return PaperForm(posted, initial={**initial, "paper": evidence.paper_of(found).value})
    filed = [(item["upload"], item["title"]) for item in evidence.filed_with(draft)]
    numbered = [(key, f"{number}. {title}") for number, (key, title) in enumerate(filed, start=1)]
    others = [(str(e.id), f"{e.number}. {e.title}") for e in evidence.exhibits_of(draft)]
    return ExhibitForm(
        posted,
        initial={"answers": evidence.answered_point(draft, found), **initial},
        others=[*numbered, *(other for other in others if other[0] != str(found.id))],
        filed=numbered,
        points=[(name, correction.title_of(name)) for name in draft.asked],
    )


def _draft(request: HttpRequest, draft_id: UUID, which: str) -> ClaimDraft:
    draft = open_draft(request, draft_id)
    if which == PAPERS and not sections.is_by_agent(draft):
        raise Http404
    return draft


def _exhibit(draft: ClaimDraft, exhibit_id: UUID, which: str) -> Exhibit:
    for found in evidence.exhibits_of(draft, which):
        if found.id == exhibit_id:
            return found
    raise Http404


def _address(act: str, which: str, *place: UUID) -> str:
    return reverse(f"filing:{act}" if which == EVIDENCE else f"filing:{act}_paper", args=place)


def _file(which: str, draft: UUID, exhibit: UUID, copy: str, sha256: object) -> str:
    name = "exhibit_file" if which == EVIDENCE else "paper_file"
    return reverse(f"filing:{name}", args=[draft, exhibit, copy]) if sha256 else ""


def _id(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Http404 from None
