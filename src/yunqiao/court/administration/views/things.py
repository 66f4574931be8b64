"""Pages of a topic: the list of its things, and changing one."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yunqiao.court.administration import actions, queries
from yunqiao.court.administration.catalogue import TOPICS
from yunqiao.court.administration.forms import TopicForm
from yunqiao.court.administration.things import AccountClosedError
from yunqiao.court.administration.thresholds import threshold_of
from yunqiao.court.administration.topics import Topic
from yunqiao.court.administration.views.of_court import court_of
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError, RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.identity.session import account_of

NEW: Final = "new"


@require_safe
def listing(request: HttpRequest, court_id: UUID, name: str) -> HttpResponse:
    """The things of a topic."""
    court, topic = court_of(request, court_id), topic_of(name)
    items = topic.listed(court)
    if not topic.add and len(items) == 1:
        return redirect("administration:thing", court.id, name, items[0].subject)
    threshold = threshold_of(court) if name == "fees" else None
    context = {
        "court": court,
        "topic": topic,
        "items": items,
        "new": NEW,
        "threshold": threshold,
    }
    return render(request, "administration/topic.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, court_id: UUID, name: str, subject: str) -> HttpResponse:
    """Change one thing, or make a new one; `?again=ENTRY` begins with what it was before a change."""
    court, topic = court_of(request, court_id), topic_of(name)
    known = queries.values_of(court, topic, subject, new=NEW)
    if known is None:
        raise Http404
    initial = queries.before_of(court, request.GET.get("again", "")) or known
    form = _form(request, court, topic, subject, initial, is_new=subject == NEW)
    if request.method == "POST" and form.is_valid():
        return _take(request, court, topic, subject, form, known)
    return edit_page(request, court, topic, subject, form, known)


def edit_page(
    request: HttpRequest,
    court: Court,
    topic: Topic,
    subject: str,
    form: TopicForm,
    known: Mapping[str, Any],
    **more: Any,
) -> HttpResponse:
    """The page that asks for the values of a thing."""
    context = {
        "form": form,
        "court": court,
        "topic": topic,
        "subject": subject,
        "heading": topic.add if subject == NEW else queries.title_of(court, topic, subject),
        "seen": request.POST.get("seen") or actions.fingerprint(known),
        "key": new_id(),
        "action": reverse("administration:thing", args=[court.id, topic.name, subject]),
        "back_url": _back(court, topic),
        "submit_text": _("Save the change"),
        "is_letter": topic.name == "letters",
        "is_year": topic.name == "years",
        **more,
    }
    return render(request, "administration/thing.html", context)


def topic_of(name: str) -> Topic:
    """The topic of an address."""
    if name not in TOPICS:
        raise Http404
    return TOPICS[name]


def _form(
    request: HttpRequest,
    court: Court,
    topic: Topic,
    subject: str,
    initial: Mapping[str, Any],
    *,
    is_new: bool,
) -> TopicForm:
    posted = request.POST if request.method == "POST" else None
    about = {"court": court, "by": account_of(request), "subject": subject, "is_new": is_new}
    return topic.form(posted, initial=dict(initial), **about)


def _take(
    request: HttpRequest,
    court: Court,
    topic: Topic,
    subject: str,
    form: TopicForm,
    known: Mapping[str, Any],
) -> HttpResponse:
    values = form.values()
    shown = actions.fingerprint(values)
    if topic.preview and request.POST.get("confirmed") != shown:
        moves = topic.preview(court, subject, values)
        more = {
            "confirmed": shown,
            "moves": moves,
            "submit_text": _("Save, now that I have seen it"),
        }
        return edit_page(request, court, topic, subject, form, known, **more)
    account = account_of(request)
    said = {"topic": topic.name, "subject": subject, "values": values}
    try:
        key = RequestKey.of(account.id, request.POST.get("key", ""), said)
        changed = actions.change(
            by=account,
            court_id=court.id,
            topic=topic,
            subject=str(new_id()) if subject == NEW else subject,
            seen=request.POST.get("seen", ""),
            values=values,
            key=key,
        )
    except (OutdatedError, KeyMissingError, KeyReusedError):
        form.add_error(
            None,
            _("Somebody changed this in the meantime. Open it again and see what they set."),
        )
    except AccountClosedError:
        form.add_error("email", _("The account of this address was closed."))
    else:
        said_so = _("Saved. It stands in the history.") if changed else _("Nothing was changed.")
        messages.success(request, said_so)
        return redirect(_back(court, topic))
    return edit_page(request, court, topic, subject, form, known)


def _back(court: Court, topic: Topic) -> str:
    """The list of the topic; the court where the topic is one thing."""
    if topic.name == "details":
        return reverse("administration:court", args=[court.id])
    return reverse("administration:topic", args=[court.id, topic.name])
