"""Pages of writing and filing a claim."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.filing import actions, correcting, drafts, evidence, queries, sections
from yunqiao.court.filing.forms import SignatureForm
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.sections import SECTIONS, Section
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of

LONGEST_VERSION: Final = 9
"""Digits of a draft's version that fit its column."""


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what is asked, and begin a draft or go on with one."""
    account = account_of(request)
    if request.method == "POST":
        try:
            draft = drafts.start(by=account, language=get_language() or "zh-hans")
        except drafts.TooManyDraftsError:
            messages.error(request, _("You have 50 open drafts. File or delete one of them first."))
            return redirect("web:matters")
        return redirect("filing:draft", draft.id)
    return render(request, "filing/start.html", {"drafts": queries.open_drafts_of(account)[:5]})


@require_safe
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The task list of a draft."""
    found = _draft(request, draft_id)
    if found.corrects_id is not None:
        return redirect("filing:correct", found.corrects_id)
    tasks = sections.tasks(found)
    context = {"draft": found, "tasks": tasks, "complete": drafts.is_complete(found)}
    return render(request, "filing/draft.html", context)


@require_POST
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Delete a draft."""
    drafts.discard(by=account_of(request), draft_id=_draft(request, draft_id).id)
    messages.success(request, _("The draft was deleted."))
    return redirect("web:matters")


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, draft_id: UUID, name: str) -> HttpResponse:
    """A section: its form, or the list of its items."""
    found = _draft(request, draft_id)
    part = _section(found, name)
    if not part.many:
        return _answer(request, found, part, found.content.get(name) or {}, number=None)
    items = found.content.get(name) or []
    if not items:
        return redirect("filing:item", found.id, name, 1)
    rows = [(number, sections.title_of(item)) for number, item in enumerate(items, start=1)]
    context = {
        "draft": found,
        "section": part,
        "rows": rows,
        "next_number": len(items) + 1,
        "back_url": _back(request, found),
        "next_url": _next(found, part),
    }
    return render(request, "filing/items.html", context | _place(part))


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, draft_id: UUID, name: str, number: int) -> HttpResponse:
    """One party or request of a list; the number after the last one adds."""
    found = _draft(request, draft_id)
    part = _section(found, name)
    items = found.content.get(name) or []
    if not part.many or not 1 <= number <= len(items) + 1:
        raise Http404
    initial = items[number - 1] if number <= len(items) else {}
    return _answer(request, found, part, initial, number=number)


@require_POST
def remove(request: HttpRequest, draft_id: UUID, name: str, number: int) -> HttpResponse:
    """Take one party or request out of its list."""
    found = _draft(request, draft_id)
    part = _section(found, name)
    items = found.content.get(name) or []
    if not part.many or not 1 <= number <= len(items):
        raise Http404
    found.version = _version(request)
    try:
        drafts.save(draft=found, section=name, content=[*items[: number - 1], *items[number:]])
    except OutdatedError:
        messages.error(request, _("The draft was changed in another window. Look at it again."))
    return redirect("filing:section", found.id, name)


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Check the answers, sign and file."""
    account = account_of(request)
    found = get_object_or_404(ClaimDraft, id=draft_id, account=account)
    if found.filed_as_id is not None:
        return redirect("web:case" if found.corrects_id else "filing:receipt", found.filed_as_id)
    obstacle = evidence.obstacle(found)
    complete = drafts.is_complete(found) and not obstacle
    posted = request.POST if request.method == "POST" else None
    form = SignatureForm(posted, initial={"key": str(new_id())})
    if request.method == "POST" and form.is_valid() and complete:
        try:
            return _file(request, found, form)
        except (OutdatedError, KeyMissingError, KeyReusedError):
            form = _to_sign_again(form)
        except FilingRefusedError as error:
            form.add_error(None, str(error))
    shown = found.asked if found.corrects_id else list(SECTIONS)
    parts = [(SECTIONS[name].title, sections.summary(found, name)) for name in shown]
    if not found.corrects_id:
        parts.append((sections.EVIDENCE_TITLE, sections.evidence_summary(found)))
    context = {
        "draft": found,
        "parts": parts,
        "form": form,
        "complete": complete,
        "obstacle": obstacle,
        "evidence": evidence.fingerprint(found),
        "back_url": reverse("filing:draft", args=[found.id]),
        "step": len(SECTIONS) + 1,
        "steps": len(SECTIONS) + 1,
    }
    return render(request, "filing/check.html", context)


@require_safe
def receipt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The receipt of a filing of one's own."""
    case = get_object_or_404(queries.filings_of(account_of(request)), id=case_id)
    context = {
        "case": case,
        "task": queries.examination_of(case),
        "fingerprint": queries.filing_of(case).hash.hex(),
    }
    return render(request, "filing/receipt.html", context)


@require_safe
def claim(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The claim as it was filed, for whoever may see the case."""
    case = get_object_or_404(visible_to(account_of(request)).select_related("court"), id=case_id)
    context = {"case": case, "claim": queries.claim_of(case)}
    return render(request, "filing/claim.html", context)


def _file(request: HttpRequest, found: ClaimDraft, form: SignatureForm) -> HttpResponse:
    account = account_of(request)
    seen = (_version(request), request.POST.get("evidence", ""))
    if seen != (found.version, evidence.fingerprint(found)):
        raise OutdatedError(actions.CHANGED_ELSEWHERE)
    claim = drafts.claim_of(found, form.cleaned_data["signature"])
    content = {"draft": str(found.id), "claim": claim.model_dump(mode="json")}
    key = RequestKey.of(account.id, form.cleaned_data["key"], content)
    if found.corrects_id is not None:
        correcting.correct_claim(by=account, draft=found, claim=claim, key=key)
        return redirect("web:case", found.corrects_id)
    filed = actions.file_claim(by=account, claim=claim, key=key, draft=found)
    return redirect("filing:receipt", filed.case)


def _to_sign_again(refused: SignatureForm) -> SignatureForm:
    """The form with a new key and the name as typed; whether it is true is asked anew."""
    data = {"key": str(new_id()), "signature": refused.cleaned_data["signature"], "true": ""}
    form = SignatureForm(data)
    form.full_clean()
    form.errors.clear()
    changed = "This draft was changed or filed in another window. Check it again before you sign."
    form.add_error(None, _(changed))
    return form


def _answer(
    request: HttpRequest,
    found: ClaimDraft,
    part: Section,
    initial: Mapping[str, Any],
    number: int | None,
) -> HttpResponse:
    extra = {} if number is None else {"number": number - 1}
    known = dict(initial) or sections.suggested(found, account_of(request), part.name, number)
    if part.name == "case" and "court" in request.GET:  # taken from the advice
        known["court"] = request.GET["court"]
    form = part.form(request.POST if request.method == "POST" else None, initial=known, **extra)
    if request.method == "POST" and form.is_valid():
        found.version = _version(request)
        try:
            drafts.save(draft=found, section=part.name, content=_content(found, part, form, number))
        except OutdatedError:
            found.refresh_from_db()
            form.add_error(
                None,
                _(
                    "This draft was changed in another window. See whether what you typed still fits, then save again."
                ),
            )
        else:
            return redirect(_after(request, found, part))
    context = {
        "draft": found,
        "section": part,
        "heading": part.title,
        "form": form,
        "draft_key": f"claim/{found.id}/{part.name}/{number or 0}",
        "draft_saved_at": found.updated_at,
        "back_url": _back(request, found, part),
    }
    return render(request, "filing/section.html", context | _place(part))


def _content(found: ClaimDraft, part: Section, form: forms.Form, number: int | None) -> Any:
    content = sections.content_of(form)
    if number is None:
        return content
    items = list(found.content.get(part.name) or [])
    items[number - 1 : number] = [content]
    return items


def _draft(request: HttpRequest, draft_id: UUID) -> ClaimDraft:
    return get_object_or_404(ClaimDraft, id=draft_id, account=account_of(request), filed_as=None)


def _section(found: ClaimDraft, name: str) -> Section:
    """A section of this draft; of corrections only those the court asked for."""
    if name not in SECTIONS or (found.corrects_id is not None and name not in found.asked):
        raise Http404
    return SECTIONS[name]


def _version(request: HttpRequest) -> int:
    """The version of the draft the page was drawn from; 0, which no draft has, if it is not said."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < LONGEST_VERSION else 0


def _place(part: Section) -> dict[str, int]:
    """Which of the steps this is; checking and signing is the last."""
    return {"step": list(SECTIONS).index(part.name) + 1, "steps": len(SECTIONS) + 1}


def _back(request: HttpRequest, found: ClaimDraft, part: Section | None = None) -> str:
    """Where one came from: checking, the list of a section's items, or the task list."""
    if request.GET.get("back") == "check":
        return reverse("filing:check", args=[found.id])
    if part is not None and part.many and found.content.get(part.name):
        return sections.section_url(found, part.name)
    return reverse("filing:draft", args=[found.id])


def _after(request: HttpRequest, found: ClaimDraft, part: Section) -> str:
    if request.GET.get("back") == "check" or request.POST.get("later"):
        return _back(request, found)
    return sections.section_url(found, part.name) if part.many else _next(found, part)


def _next(found: ClaimDraft, part: Section) -> str:
    names = list(SECTIONS)
    following = names[names.index(part.name) + 1 :]
    if part.name == "facts" and not found.corrects_id and not evidence.exhibits_of(found):
        return reverse("filing:evidence", args=[found.id])
    waiting = [name for name in following if not drafts.is_done(found.content, name)]
    return (
        sections.section_url(found, waiting[0])
        if waiting
        else reverse("filing:draft", args=[found.id])
    )
