"""Checking a draft, signing it and filing it, and handing in a correction."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yunqiao.court.filing import (
    actions,
    correcting,
    correction,
    drafts,
    evidence,
    queries,
    sections,
)
from yunqiao.court.filing.counter import is_at_counter
from yunqiao.court.filing.forms_signing import SignatureForm
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.signers import Signers
from yunqiao.court.filing.views.reach import home_of, open_draft
from yunqiao.court.filing.views.versions import version_of
from yunqiao.court.foundation.components import SummaryRow
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Check the answers, sign and file."""
    account = account_of(request)
    reached = queries.reachable_drafts(account).select_related("filed_as")
    found = get_object_or_404(reached, id=draft_id)
    if found.filed_as is not None:
        if found.corrects_id is None:
            return redirect("filing:receipt", found.filed_as.id)
        return redirect(home_of(account, found.filed_as))
    found = open_draft(request, draft_id)
    if is_at_counter(account, found):
        return redirect("filing:counter_sign", found.id)
    obstacle = evidence.obstacle(found)
    complete = drafts.is_complete(found) and not obstacle
    posted = request.POST if request.method == "POST" else None
    signers = signers_of(found, account.person_id) if complete else None
    form = SignatureForm(posted, initial={"key": str(new_id())}, signers=signers)
    if request.method == "POST" and form.is_valid() and complete:
        try:
            return _file(request, found, form)
        except (OutdatedError, KeyMissingError, KeyReusedError):
            form = _to_sign_again(form)
        except FilingRefusedError as error:
            form.add_error(None, str(error))
    context = {
        "draft": found,
        "heading": _heading(found),
        "parts": parts_of(found),
        "form": form,
        "complete": complete,
        "obstacle": obstacle,
        "unanswered": correction.unanswered(found),
        "evidence": evidence.fingerprint(found),
        "back_url": reverse("filing:draft", args=[found.id]),
        "draft_key": f"claim/{found.id}/check",
        **sections.place(found, sections.CHECK),
    }
    return render(request, "filing/check.html", context)


def _heading(found: ClaimDraft) -> str:
    if found.corrects_id is not None:
        return _("Correct what the court asked for")
    return _("Check your claim, sign and file")


def signers_of(found: ClaimDraft, person: UUID | None) -> Signers:
    """By which names a whole draft can be signed, by this person."""
    return Signers(drafts.claim_of(found, drafts.UNSIGNED), [person], found.corrects)


def parts_of(found: ClaimDraft) -> list[tuple[object, list[SummaryRow]]]:
    """The answers, part by part; of a correction what was asked for and the files added."""
    if found.corrects_id is not None:
        return correction.parts(found)
    shown: list[tuple[object, list[SummaryRow]]] = []
    for part in sections.parts(found):
        shown.append((part.title, sections.summary(found, part.name)))
        if which := sections.FOLLOWED_BY.get(part.name):
            title = sections.PAPERS_TITLE if which == evidence.PAPERS else sections.EVIDENCE_TITLE
            shown.append((title, sections.files_summary(found, which)))
    return shown


def _file(request: HttpRequest, found: ClaimDraft, form: SignatureForm) -> HttpResponse:
    account = account_of(request)
    seen = (version_of(request), request.POST.get("evidence", ""))
    if seen != (found.version, evidence.fingerprint(found)):
        raise OutdatedError(actions.CHANGED_ELSEWHERE)
    claim = drafts.claim_of(found, form.cleaned_data["signature"])
    drawn = form.cleaned_data["drawn"]
    content = {"draft": str(found.id), "claim": claim.model_dump(mode="json"), "drawn": drawn}
    key = RequestKey.of(account.id, form.cleaned_data["key"], content)
    if found.corrects_id is not None:
        correcting.correct_claim(by=account, draft=found, claim=claim, key=key, drawn=drawn)
        messages.success(request, _("The court has your corrections and examines the claim again."))
        return redirect("web:case", found.corrects_id)
    filed = actions.file_claim(by=account, claim=claim, key=key, draft=found, drawn=drawn)
    return redirect("filing:receipt", filed.case)


def _to_sign_again(refused: SignatureForm) -> SignatureForm:
    """The form with a new key, signed as before; whether it is true is asked anew."""
    signed = {name: refused.cleaned_data[name] for name in ("signature", "anyway", "drawn")}
    data = {"key": str(new_id()), "true": "", **signed}
    form = SignatureForm(data, signers=refused.signers)
    form.full_clean()
    form.errors.clear()
    changed = "This draft was changed or filed in another window. Check it again before you sign."
    form.add_error(None, _(changed))
    return form
