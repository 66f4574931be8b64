"""Pages of writing a claim, part by part."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.filing import correction, drafts, queries, sections
from yunqiao.court.filing.forms_agents import OTHER, ForWhomForm
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.sections import Section
from yunqiao.court.filing.views.reach import of_open_draft, open_draft
from yunqiao.court.filing.views.versions import version_of
from yunqiao.court.foundation.components import SummaryRow
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say what is asked, and begin a draft or go on with one."""
    account = account_of(request)
    if request.method == "POST":
        try:
            draft = drafts.start(
                by=account,
                language=get_language() or "zh-hans",
                as_agent=request.POST.get("for_whom") == OTHER,
            )
        except drafts.TooManyDraftsError:
            messages.error(request, _("You have 50 open drafts. File or delete one of them first."))
            return redirect("web:matters")
        return redirect("filing:draft", draft.id)
    context = {"drafts": queries.open_drafts_of(account)[:5], "form": ForWhomForm()}
    return render(request, "filing/start.html", context)


@require_safe
@of_open_draft
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The task list of a draft."""
    found = open_draft(request, draft_id)
    if found.corrects_id is not None:
        return redirect("filing:correct", found.corrects_id)
    tasks = sections.tasks(found)
    context = {"draft": found, "tasks": tasks, "complete": drafts.is_complete(found)}
    return render(request, "filing/draft.html", context)


@require_POST
@of_open_draft
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Delete a draft."""
    drafts.discard(by=account_of(request), draft_id=open_draft(request, draft_id).id)
    messages.success(request, _("The draft was deleted."))
    return redirect("web:matters")


@require_http_methods(["GET", "POST"])
@of_open_draft
def section(request: HttpRequest, draft_id: UUID, name: str) -> HttpResponse:
    """A section: its form, or the list of its items."""
    found = open_draft(request, draft_id)
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
        "asked": correction.texts_on(found, part.name),
        "rows": rows,
        "next_number": len(items) + 1,
        "back_url": _back(request, found),
        "next_url": sections.after(found, part.name),
    }
    return render(request, "filing/items.html", context | sections.place(found, part.name))


@require_http_methods(["GET", "POST"])
@of_open_draft
def item(request: HttpRequest, draft_id: UUID, name: str, number: int) -> HttpResponse:
    """One party or request of a list; the number after the last one adds."""
    found = open_draft(request, draft_id)
    part = _section(found, name)
    items = found.content.get(name) or []
    if not part.many or not 1 <= number <= len(items) + 1:
        raise Http404
    initial = items[number - 1] if number <= len(items) else {}
    return _answer(request, found, part, initial, number=number)


@require_POST
@of_open_draft
def remove(request: HttpRequest, draft_id: UUID, name: str, number: int) -> HttpResponse:
    """Take one party or request out of its list."""
    found = open_draft(request, draft_id)
    part = _section(found, name)
    items = found.content.get(name) or []
    if not part.many or not 1 <= number <= len(items):
        raise Http404
    found.version = version_of(request)
    try:
        drafts.save(draft=found, section=name, content=[*items[: number - 1], *items[number:]])
    except OutdatedError:
        messages.error(request, _("The draft was changed in another window. Look at it again."))
    return redirect("filing:section", found.id, name)


def _answer(
    request: HttpRequest,
    found: ClaimDraft,
    part: Section,
    initial: Mapping[str, Any],
    number: int | None,
) -> HttpResponse:
    extra = {} if number is None else {"number": number - 1}
    known = dict(initial) or sections.suggested(found, account_of(request), part.name, number)
    theirs: list[SummaryRow] = []
    if part.name == "case" and "court" in request.GET:  # taken from the advice
        known["court"] = request.GET["court"]
    form = part.form(request.POST if request.method == "POST" else None, initial=known, **extra)
    if request.method == "POST" and form.is_valid():
        found.version = version_of(request)
        if number is not None and request.POST.get("as_new"):
            number = len(found.content.get(part.name) or []) + 1
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
            theirs = sections.answers_of(found, part.name, number)
        else:
            return redirect(_after(request, found, part))
    context = {
        "draft": found,
        "section": part,
        "heading": part.title,
        "hint": part.hint_in(found),
        "asked": correction.texts_on(found, part.name),
        "form": form,
        "theirs": theirs,
        "may_add": bool(theirs) and number is not None,
        "draft_key": f"claim/{found.id}/{part.name}/{number or 0}",
        "draft_saved_at": found.updated_at,
        "back_url": _back(request, found, part),
    }
    return render(request, "filing/section.html", context | sections.place(found, part.name))


def _content(found: ClaimDraft, part: Section, form: forms.Form, number: int | None) -> Any:
    content = sections.content_of(form)
    if number is None:
        return content
    items = list(found.content.get(part.name) or [])
    items[number - 1 : number] = [content]
    return items


def _section(found: ClaimDraft, name: str) -> Section:
    """A section of this draft; of corrections only those the court asked for."""
    asked = found.corrects_id is None or name in found.asked
    part = next((part for part in sections.parts(found) if part.name == name), None)
    if part is None or not asked:
        raise Http404
    return part


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
    return sections.section_url(found, part.name) if part.many else sections.after(found, part.name)
