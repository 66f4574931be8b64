"""Pages of the person who proves who they are: overview, who, check and give."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yunqiao.court.foundation.components import Colour, SummaryRow, Tag, Task
from yunqiao.court.foundation.due import due_tag
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.legal_words import place_name
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.models import Account, Script
from yunqiao.court.identity.names import names_of
from yunqiao.court.identity.proof import actions, queries, words
from yunqiao.court.identity.proof.forms import WhoForm
from yunqiao.court.identity.proof.giving import is_done, obstacle
from yunqiao.court.identity.proof.history import history_of
from yunqiao.court.identity.proof.models import IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import OPEN_TO_PARTY, PaperState, ProofState
from yunqiao.court.identity.proof.who import EVERYBODY, NATURAL, ORGANISATION
from yunqiao.court.identity.session import account_of


@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """What is wanted and why, how it stands, what comes next; a proved person may begin anew."""
    account = account_of(request)
    if request.method == "POST":
        actions.begin(by=account)
        return redirect("proof:who")
    proof = queries.own_proof(account)
    context: dict[str, object] = {"proof": proof}
    if proof is not None:
        papers = queries.papers_of(proof)
        decision = queries.last_decision(proof)
        context |= {
            "tag": words.state_tag(proof),
            "is_open": proof.state in OPEN_TO_PARTY,
            "is_waiting": proof.state == ProofState.WAITING,
            "is_proved": proof.state == ProofState.PROVED,
            "is_complete": not obstacle(proof, papers),
            "tasks": _tasks(proof, papers),
            "due": due_tag(proof.due_on) if proof.due_on else None,
            "history": history_of(proof) if proof.round else (),
            "points": words.points_of(decision, proof) if decision and proof.round else (),
        }
    return render(request, "identity/proof/overview.html", context)


@require_http_methods(["GET", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """Say who one is; the law names the papers then."""
    account = account_of(request)
    proof = queries.own_proof(account)
    if proof is None or not actions.may_say_who(proof):
        return redirect("proof:overview")
    said = EVERYBODY.get(proof.said.get("who", ""))
    kind = ORGANISATION if said is not None and not said.natural else NATURAL
    kind = request.GET.get("kind", kind)
    form = WhoForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        initial={
            **proof.said,
            **_names(account, proof),
            "representative": proof.representative,
            "court": str(proof.court_id or ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_who(by=account, proof=proof, said=form.cleaned_data)
        except actions.NotReadyError as error:
            messages.error(request, str(error))
        return redirect("proof:overview")
    context = {
        "form": form,
        "heading": _("Who you are"),
        "back_url": reverse("proof:overview"),
        "is_organisation": kind == ORGANISATION,
        "wrong": proof.wrong,
    }
    return render(request, "identity/proof/who.html", context)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Check everything, and give it to the court."""
    account = account_of(request)
    proof = queries.own_proof(account)
    if proof is None or proof.state not in OPEN_TO_PARTY:
        return redirect("proof:overview")
    if request.method == "POST":
        try:
            key = RequestKey.of(account.id, request.POST.get("key", ""), {"proof": str(proof.id)})
            actions.submit(by=account, proof_id=proof.id, key=key)
        except actions.NotReadyError as error:
            messages.error(request, str(error))
        except (WrongStateError, OutdatedError, KeyMissingError, KeyReusedError):
            messages.error(request, _("This was given from another window. Look at how it stands."))
        else:
            messages.success(request, _("The court has your papers. You will hear by e-mail."))
        return redirect("proof:overview")
    papers = queries.papers_of(proof)
    if sentence := obstacle(proof, papers):
        messages.error(request, sentence)
        return redirect("proof:overview")
    context = {
        "proof": proof,
        "rows": _summary(proof, papers),
        "warnings": [
            (words.title_of(paper), found)
            for paper in papers
            for found in words.checks_of(paper)
            if found.fails
        ],
        "key": new_id(),
    }
    return render(request, "identity/proof/check.html", context)


def _names(account: Account, proof: IdentityProof) -> dict[str, str]:
    """The names as said; until then those of the account, that of the passport first."""
    if proof.name:
        return {"name": proof.name, "other_name": proof.other_name}
    known = sorted(names_of(account), key=lambda one: one.script != Script.PASSPORT)
    first, second, *_rest = [*(one.text for one in known), "", ""]
    return {"name": first, "other_name": second}


def _tasks(proof: IdentityProof, papers: list[IdentityPaper]) -> list[Task]:
    said = bool(proof.category)
    state = Tag(_("Done"), Colour.GREEN) if said else Tag(_("To do"), Colour.BLUE)
    if proof.wrong:
        state = Tag(_("To correct"), Colour.ORANGE)
    url = reverse("proof:who") if actions.may_say_who(proof) else ""
    name = EVERYBODY[proof.said["who"]].name if said else ""
    return [Task(_("Who you are"), state, url, str(name)), *(_task(proof, p) for p in papers)]


def _task(proof: IdentityProof, paper: IdentityPaper) -> Task:
    is_open = proof.state in OPEN_TO_PARTY and paper.state != PaperState.GIVEN
    url = reverse("proof:paper", args=[paper.id]) if is_open else ""
    tag = words.paper_tag(paper, done=is_done(paper))
    hint = paper.wrong or words.why_wanted(paper)
    return Task(words.title_of(paper), tag, url, hint)


def _summary(proof: IdentityProof, papers: list[IdentityPaper]) -> list[SummaryRow]:
    change = reverse("proof:who") if actions.may_say_who(proof) else ""
    said = [str(EVERYBODY[proof.said["who"]].name), place_name(proof.place)]
    names = [proof.name, proof.other_name, proof.representative]
    rows = [
        SummaryRow(_("Who you are"), [line for line in said if line], change),
        SummaryRow(_("Name"), [line for line in names if line], change),
    ]
    for paper in papers:
        url = reverse("proof:paper", args=[paper.id]) if paper.state != PaperState.GIVEN else ""
        lines = [paper.masked, words.paper_tag(paper, done=True).text]
        rows.append(SummaryRow(words.title_of(paper), [line for line in lines if line], url))
    return rows
