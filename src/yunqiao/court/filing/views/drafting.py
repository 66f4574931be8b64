"""Pages of writing a claim, part by part."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.filing import drafts, evidence, queries, sections
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.sections import SECTIONS, Section
from yunqiao.court.filing.views.versions import version_of
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of


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
    if part.name == "case" and "court" in request.GET:  # taken from the advice
        known["court"] = request.GET["court"]
    form = part.form(request.POST if request.method == "POST" else None, initial=known, **extra)
    if request.method == "POST" and form.is_valid():
        found.version = version_of(request)
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
