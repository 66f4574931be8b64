"""Pages of one paper of a proof: its files, what is typed from it, the statement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.permits import Permit
from yunqiao.court.foundation.reader import written_date
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.proof import access, actions, queries, words
from yunqiao.court.identity.proof.checks import Typed
from yunqiao.court.identity.proof.forms import DetailsForm
from yunqiao.court.identity.proof.giving import of_other_kind, uploads_of
from yunqiao.court.identity.proof.kinds import KINDS
from yunqiao.court.identity.proof.models import IdentityPaper
from yunqiao.court.identity.proof.who import EVERYBODY
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers import discarding, listing, plain_forms, receiving
from yunqiao.court.papers.examine.kinds import KINDS as FILE_KINDS
from yunqiao.court.papers.examine.kinds import Family
from yunqiao.court.papers.models import Upload, UploadSession
from yunqiao.court.papers.serving import serve_upload
from yunqiao.court.papers.tus_views import Door, answer_reader


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Why a paper is wanted, and its files; a plain form works without scripts."""
    found = _paper(request, paper_id)
    if request.method == "POST":
        access.may_give(account_of(request), found).require()
        taken = plain_forms.take(
            request, by=account_of(request), envelope=found.id, exhibit=_replaced(request, found)
        )
        for sentence in taken:
            messages.error(request, sentence)
        return redirect("proof:paper", found.id)
    part = request.GET.get("part") == "list"
    whole = "identity/proof/statement.html" if found.is_statement else "identity/proof/paper.html"
    template = "identity/proof/_uploads.html" if part else whole
    return render(request, template, _context(found))


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """What stands on the paper: read from its lines as far as they go, confirmed by the person."""
    found, account = _paper(request, paper_id), account_of(request)
    access.may_give(account, found).require()
    if found.is_statement:
        raise Http404
    given = request.POST.dict() if request.method == "POST" else None
    reads = given is not None and given.get("do") == "read"
    if given is not None and reads:
        form = _details_form(found, None, read=_filled_in(found, given))
    else:
        form = _details_form(found, given)
    if given is not None and not reads and form.is_valid():
        actions.describe(by=account, paper=found, typed=form.cleaned_data)
        return redirect("proof:overview")
    context = {
        "form": form,
        "heading": words.title_of(found),
        "back_url": reverse("proof:paper", args=[found.id]),
        "paper": found,
        "has_zone": "zone" in form.fields,
        "was_read": reads,
        "checks": words.checks_of(found) if found.typed_in_round and given is None else (),
    }
    return render(request, "identity/proof/details.html", context)


@require_POST
def remove(request: HttpRequest, paper_id: UUID, exhibit_id: UUID) -> HttpResponse:
    """Take a file away that the court does not have yet."""
    found = _paper(request, paper_id)
    access.may_give(account_of(request), found).require()
    discarding.remove(by=account_of(request), envelope=found.id, exhibit=exhibit_id)
    return redirect("proof:paper", found.id)


@require_POST
def give_up(request: HttpRequest, paper_id: UUID, session_id: UUID) -> HttpResponse:
    """Discard a file that has not arrived whole."""
    found = _paper(request, paper_id)
    mine = UploadSession.objects.filter(envelope=found.id, account=account_of(request))
    receiving.discard(get_object_or_404(mine, id=session_id))
    return redirect("proof:paper", found.id)


@require_safe
def file(request: HttpRequest, paper_id: UUID, exhibit_id: UUID, which: str) -> HttpResponseBase:
    """A file that is being given: its viewing copy, its thumbnail, or the original."""
    found = _paper(request, paper_id)
    upload = get_object_or_404(Upload, envelope=found.id, exhibit=exhibit_id)
    return serve_upload(request, upload, which)


@login_not_required  # a script cannot follow to the sign-in page; it gets a sentence instead
def uploads(request: HttpRequest, session_id: UUID | None = None) -> HttpResponse:
    """Uploads that resume, into a paper that is the reader's to give."""
    return answer_reader(request, _door, session_id)


def _door(account: Account) -> Door:
    def may_fill(envelope: UUID | None) -> Permit:
        found = queries.own_papers(account).filter(id=envelope).first() if envelope else None
        return access.may_give(account, found)

    return Door(
        account=account,
        address=lambda session: reverse("proof:upload", args=[session]),
        may_fill=may_fill,
    )


def _context(found: IdentityPaper) -> dict[str, Any]:
    families = {Family.RECORDING} if found.is_statement else {Family.PDF, Family.PICTURE}
    kinds = [kind for kind in FILE_KINDS.values() if kind.family in families]
    may_give = access.may_give(found.proof.account, found)
    return {
        **listing.listed(
            found.id,
            uploads_of(found),
            file=lambda exhibit, copy: reverse("proof:file", args=[found.id, exhibit, copy]),
            remove=lambda exhibit: reverse("proof:remove", args=[found.id, exhibit]),
            give_up=lambda session: reverse("proof:give_up", args=[found.id, session]),
        ),
        "paper": found,
        "of_other_kind": of_other_kind(found),
        "proof": found.proof,
        "title": words.title_of(found),
        "why": words.why_wanted(found),
        "article": words.article_of(found),
        "formality": words.formality_of(found),
        "any_of": [str(KINDS[kind].name) for kind in found.one_of],
        "accept": listing.accepted(kinds),
        "is_mine_to_give": may_give.allowed,
        "given": list(found.files.order_by("round", "position")),
        "code": words.spoken_code(found.proof.code),
        "today": written_date(court_date(now())),
    }


def _details_form(
    found: IdentityPaper, given: dict[str, str] | None, read: dict[str, str] | None = None
) -> DetailsForm:
    born = found.details.get("birth_date")
    initial = {
        "kind": found.kind,
        "birth_date": born,
        "expires_on": found.expires_on.isoformat() if found.expires_on else None,
    }
    return DetailsForm(
        given,
        initial=read or initial,
        paper=found,
        may_keep=bool(found.masked),
        has_birth=EVERYBODY[found.proof.said["who"]].natural,
    )


def _filled_in(found: IdentityPaper, given: dict[str, str]) -> dict[str, str]:
    """What was typed, with what number and lines say by themselves where nothing was typed."""
    kind = given.get("kind") or found.one_of[0]
    if kind not in found.one_of:
        return given
    typed = Typed(
        kind=kind,
        number=given.get("number", ""),
        zone=given.get("zone", ""),
        nationality=found.proof.place,
    )
    known = typed.read(court_date(now()))
    read = {
        "kind": kind,
        "number": known.number,
        "birth_date": known.birth_date.isoformat() if known.birth_date else "",
        "expires_on": known.expires_on.isoformat() if known.expires_on else "",
    }
    return {**given, **{name: given.get(name) or value for name, value in read.items()}}


def _replaced(request: HttpRequest, found: IdentityPaper) -> UUID | None:
    given = request.POST.get("exhibit", "")
    if not given:
        return None
    here = [upload.exhibit for upload in uploads_of(found)]
    return next((exhibit for exhibit in here if str(exhibit) == given), None)


def _paper(request: HttpRequest, paper_id: UUID) -> IdentityPaper:
    mine = queries.own_papers(account_of(request)).select_related("proof__account", "proof__court")
    return get_object_or_404(mine, id=paper_id)
