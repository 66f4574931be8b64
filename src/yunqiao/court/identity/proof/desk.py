"""The filing clerk's pages: who waits to be checked, and checking one identity."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.foundation import live
from yunqiao.court.foundation.due import due_tag
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.legal_words import place_name
from yunqiao.court.foundation.middleware import content_security_policy
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.proof import access, deciding, looking, queries, words
from yunqiao.court.identity.proof import by_hand as marking
from yunqiao.court.identity.proof.entries import Point
from yunqiao.court.identity.proof.forms import MORE, PROVED, DecisionForm, WhyForm
from yunqiao.court.identity.proof.giving import files_of
from yunqiao.court.identity.proof.models import IdentityFile, IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import ProofState
from yunqiao.court.identity.proof.who import EVERYBODY
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers.serving import Served, serve
from yunqiao.court.papers.words import kind_and_size

OVERTAKEN: Final = (WrongStateError, OutdatedError, KeyMissingError, KeyReusedError)


@require_http_methods(["GET", "POST"])
def worklist(request: HttpRequest) -> HttpResponse:
    """Identities that wait to be checked, the most urgent first; one is found by its number.

    The number is posted, so that no address, history or log keeps it.
    """
    account = account_of(request)
    access.may_see_worklist(account).require()
    number = request.POST.get("number", "").strip()[:60]
    context = {
        "rows": queries.worklist(account),
        "asked": bool(number),
        "found": queries.found_by_number(account, number) if number else [],
        "events": live.events(request, list(map(live.court_topic, queries.courts_of(account)))),
    }
    return render(request, "identity/proof/worklist.html", context)


@require_http_methods(["GET", "POST"])
def examine(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """One identity: papers and statement beside what was typed, the checks, the register's word."""
    proof, account = _proof(request, proof_id), account_of(request)
    papers, said = queries.papers_of(proof), EVERYBODY[proof.said["who"]]
    shown = [_shown(paper) for paper in papers]
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        papers=[(paper, words.title_of(paper)) for paper in papers],
        objections=any(one["objects"] for one in shown)
        or (said.natural and proof.register != "match"),
    )
    if request.method == "POST" and form.is_valid():
        return _decide(request, proof, form)
    other = looking.look_in(by=account, proof=proof)
    context = {
        "proof": proof,
        "who": said.name,
        "place": place_name(proof.place),
        "is_natural": said.natural,
        "papers": shown,
        "tag": words.state_tag(proof),
        "due": due_tag(proof.due_on) if proof.due_on else None,
        "register": words.register_tag(proof),
        "differs": words.differences(proof),
        "can_decide": proof.state == ProofState.WAITING,
        "form": form,
        "why_form": WhyForm(),
        "other": other,
        "key": new_id(),
    }
    response = render(request, "identity/proof/examine.html", context)
    response["Content-Security-Policy"] = content_security_policy(frame_src="'self'")
    return response


@require_POST
def number(request: HttpRequest, proof_id: UUID, paper_id: UUID) -> HttpResponse:
    """Show a number in full, once the look stands on the person's docket."""
    proof = _proof(request, proof_id)
    papers = IdentityPaper.objects.select_related("proof__court")
    found = get_object_or_404(papers, id=paper_id, proof=proof)
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why: the reason stands on the record."))
        return redirect("proof:examine", proof.id)
    seen = looking.see_number(by=account_of(request), paper=found, why=form.cleaned_data["why"])
    context = {"proof": proof, "title": words.title_of(found), "number": seen}
    response = render(request, "identity/proof/number.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def file(request: HttpRequest, proof_id: UUID, file_id: UUID, which: str) -> HttpResponseBase:
    """A file as the court has it; the look stands on the person's docket."""
    _proof(request, proof_id)
    found = queries.file_of(proof_id, file_id)
    if found is None:
        raise Http404
    shown = {
        "original": (found.sha256, found.media_type, False),
        "view": (found.viewing_sha256, found.viewing_type, True),
        "thumbnail": (found.thumbnail_sha256, "image/jpeg", True),
    }
    sha256, media_type, inline = shown.get(which, ("", "", False))
    if not sha256:
        raise Http404
    looking.see_file(by=account_of(request), file=found)
    served = Served(sha256=sha256, media_type=media_type, name=found.name, inline=inline)
    return serve(request, served)


@require_POST
def by_hand(request: HttpRequest, proof_id: UUID) -> HttpResponse:
    """Say that the person was reached whom no e-mail reached."""
    marking.done_by_hand(by=account_of(request), proof=_proof(request, proof_id))
    return redirect("proof:examine", proof_id)


def _decide(request: HttpRequest, proof: IdentityProof, form: DecisionForm) -> HttpResponse:
    account, decision = account_of(request), form.cleaned_data["decision"]
    points = [Point(paper=paper, text=text) for paper, text in form.points]
    content = {"proof": str(proof.id), "round": proof.round, **form.cleaned_data}
    try:
        if request.POST.get("round") != str(proof.round):
            raise OutdatedError("other papers were given since this page was shown")
        key = RequestKey.of(account.id, request.POST.get("key", ""), content)
        if decision == PROVED:
            reason = form.cleaned_data.get("reason", "")
            deciding.prove(by=account, proof_id=proof.id, reason=reason, key=key)
        else:
            decide = deciding.want_more if decision == MORE else deciding.refuse
            decide(by=account, proof_id=proof.id, points=points, key=key)
    except OVERTAKEN:
        messages.error(request, _("This was decided in the meantime. Look at how it stands now."))
        return redirect("proof:examine", proof.id)
    following = queries.next_after(account, proof)
    if following is None:
        messages.success(request, _("Decided. The person is told. Nobody else waits."))
        return redirect("proof:worklist")
    messages.success(request, _("Decided. The person is told. This is the next one."))
    return redirect("proof:examine", following.id)


def _shown(paper: IdentityPaper) -> dict[str, Any]:
    checks = words.checks_of(paper, same_elsewhere=queries.is_given_elsewhere(paper))
    return {
        "paper": paper,
        "title": words.title_of(paper),
        "formality": words.formality_of(paper),
        "article": words.article_of(paper),
        "birth_date": paper.details.get("birth_date"),
        "checks": checks,
        "objects": any(check.fails for check in checks),
        "files": [_file(file) for file in files_of(paper)],
    }


def _file(file: IdentityFile) -> dict[str, Any]:
    kinds = (("video/", "film"), ("audio/", "sound"), ("image/", "picture"), ("", "frame"))
    how = next(how for start, how in kinds if file.viewing_type.startswith(start))
    about = kind_and_size(file.media_type, file.size)
    return {"file": file, "about": about, "how": how if file.viewing_sha256 else ""}


def _proof(request: HttpRequest, proof_id: UUID) -> IdentityProof:
    proofs = IdentityProof.objects.select_related("court", "seen_by").filter(round__gt=0)
    proof = get_object_or_404(proofs, id=proof_id)
    access.may_check(account_of(request), proof).require()
    return proof
