"""Pages of the evidence of a draft: the list, one exhibit, what is done with it, its file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.filing import arranging, evidence, queries, sections
from yunqiao.court.filing.evidence import Exhibit
from yunqiao.court.filing.forms_evidence import ExhibitForm
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers import plain_forms, receiving, words
from yunqiao.court.papers.examine.kinds import KINDS
from yunqiao.court.papers.limits import room_in
from yunqiao.court.papers.models import UploadSession
from yunqiao.court.papers.serving import serve_upload
from yunqiao.court.papers.states import UploadState


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The evidence list and the way to add to it; a plain form works without scripts."""
    draft = _draft(request, draft_id)
    if request.method == "POST":
        return _take_plain(request, draft)
    part = request.GET.get("part") == "list"
    template = "filing/_exhibits.html" if part else "filing/evidence.html"
    return render(request, template, _context(request, draft))


@require_http_methods(["GET", "POST"])
def exhibit(request: HttpRequest, draft_id: UUID, exhibit_id: UUID) -> HttpResponse:
    """What one exhibit is and proves."""
    draft = _draft(request, draft_id)
    found = _exhibit(draft, exhibit_id)
    others = [(str(e.id), f"{e.number}. {e.title}") for e in evidence.exhibits_of(draft)]
    form = ExhibitForm(
        request.POST or None,
        initial={"title": found.title, **found.said},
        others=[other for other in others if other[0] != str(found.id)],
    )
    if request.method == "POST" and form.is_valid():
        try:
            arranging.describe(draft=draft, exhibit=found.id, said=form.cleaned_data)
        except OutdatedError:
            form.add_error(None, _("The draft was changed in another window. Save again."))
        else:
            return redirect("filing:evidence", draft.id)
    context = {
        "form": form,
        "heading": _("Exhibit %(number)s") % {"number": found.number},
        "back_url": reverse("filing:evidence", args=[draft.id]),
        "exhibit": found,
        "about": words.kind_and_size(found.upload.media_type, found.upload.size),
    }
    return render(request, "filing/exhibit.html", context)


@require_POST
def arrange(request: HttpRequest, draft_id: UUID, exhibit_id: UUID) -> HttpResponse:
    """Move an exhibit up or down, or remove it with its file."""
    draft = _draft(request, draft_id)
    found = _exhibit(draft, exhibit_id)
    steps = {"up": -1, "down": 1}
    asked = request.POST.get("do", "")
    try:
        if asked in steps:
            arranging.move(draft=draft, exhibit=found.id, steps=steps[asked])
        elif asked == "remove":
            arranging.remove(draft=draft, exhibit=found.id)
            messages.success(request, _("“%(name)s” was removed.") % {"name": found.upload.name})
    except OutdatedError:
        messages.error(request, _("The draft was changed in another window. Look at it again."))
    return redirect("filing:evidence", draft.id)


@require_POST
def give_up(request: HttpRequest, draft_id: UUID, session_id: UUID) -> HttpResponse:
    """Discard a file that has not arrived whole."""
    draft = _draft(request, draft_id)
    session = get_object_or_404(
        UploadSession, id=session_id, envelope=draft.id, account_id=draft.account_id
    )
    receiving.discard(session)
    return redirect("filing:evidence", draft.id)


@require_safe
def file(request: HttpRequest, draft_id: UUID, exhibit_id: UUID, which: str) -> HttpResponseBase:
    """A file of the draft: its viewing copy, its thumbnail, or the original as a download."""
    upload = _exhibit(_draft(request, draft_id), exhibit_id).upload
    return serve_upload(request, upload, which)


def _take_plain(request: HttpRequest, draft: ClaimDraft) -> HttpResponse:
    replaced = _id(request.POST.get("exhibit", ""))
    if replaced is not None:
        _exhibit(draft, replaced)
    for sentence in plain_forms.take(
        request, by=draft.account, envelope=draft.id, exhibit=replaced
    ):
        messages.error(request, sentence)
    return redirect("filing:evidence", draft.id)


def _context(request: HttpRequest, draft: ClaimDraft) -> dict[str, object]:
    exhibits = evidence.exhibits_of(draft)
    to_check = request.GET.get("back") == "check"
    whole = reverse("filing:check" if to_check else "filing:draft", args=[draft.id])
    return {
        "draft": draft,
        "rows": [_row(exhibit) for exhibit in exhibits],
        "checking": any(e.upload.state == UploadState.RECEIVED for e in exhibits),
        "unfinished": [
            (session, session.received * 100 // session.size)
            for session in receiving.unfinished(draft.id)
        ],
        "room": room_in(draft.id),
        "accept": ",".join(f".{e}" for kind in KINDS.values() for e in kind.extensions),
        "back_url": whole,
        "next_url": whole if to_check else sections.after_evidence(draft),
    }


def _row(exhibit: Exhibit) -> dict[str, object]:
    return {"exhibit": exhibit, **words.row_of(exhibit.upload)}


def _draft(request: HttpRequest, draft_id: UUID) -> ClaimDraft:
    mine = queries.open_drafts_of(account_of(request)).filter(corrects=None)
    return get_object_or_404(mine.select_related("account"), id=draft_id)


def _exhibit(draft: ClaimDraft, exhibit_id: UUID) -> Exhibit:
    for found in evidence.exhibits_of(draft):
        if found.id == exhibit_id:
            return found
    raise Http404


def _id(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Http404 from None
