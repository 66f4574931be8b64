"""Reading in the room of administration: values of a thing, and the history of a court."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from yunqiao.court.administration.catalogue import TOPICS
from yunqiao.court.administration.entries import Change, MessageSent
from yunqiao.court.administration.things import is_id
from yunqiao.court.administration.topics import Topic
from yunqiao.court.administration.words import KINDS, SOUGHT_BY, value_name
from yunqiao.court.casefile.words import post_name
from yunqiao.court.directory.entries import (
    DIFFERENCE_EXPLAINED,
    MONEY_LEFT_OUT,
    PERSON_NOT_FOUND,
    STATEMENT_IMPORTED,
)
from yunqiao.court.directory.models import Court, Division
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reader import written_date
from yunqiao.court.identity.models import Account

PAGE: Final = 50
ROWS: Final = frozenset({"counters", "divisions", "staff", "closures"})
"""The topics whose things are rows with an id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a change: what it was and what it became, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Past:
    """A change as the history tells it; `again_url` begins a change back, empty where none can be."""

    entry: DocketEntry
    title: str
    who: str
    lines: Sequence[Line]
    again_url: str


def values_of(court: Court, topic: Topic, subject: str, *, new: str) -> Mapping[str, Any] | None:
    """The values of a thing, empty for a new one; None where there is no such thing."""
    if subject == new:
        return {} if topic.add else None
    known_ids = {item.subject for item in topic.listed(court)}
    if subject not in known_ids or (topic.name in ROWS and not is_id(subject)):
        return None
    return topic.read(court, subject)


def title_of(court: Court, topic: Topic, subject: str) -> str:
    """What a thing is called."""
    return next((item.title for item in topic.listed(court) if item.subject == subject), subject)


def before_of(court: Court, entry_id: str) -> Mapping[str, Any]:
    """What a thing was before a change of this court; empty where the entry is none."""
    if not is_id(entry_id):
        return {}
    entry = DocketEntry.objects.filter(stream_id=court.id, id=entry_id).first()
    return Change.read(entry.payload).before if entry and "before" in entry.payload else {}


def history_of(court: Court, *, before_seq: int | None) -> Sequence[Past]:
    """The court's stream, newest first, a page at a time."""
    entries = DocketEntry.objects.filter(stream_id=court.id)
    if before_seq is not None:
        entries = entries.filter(seq__lt=before_seq)
    page = list(entries.order_by("-seq")[:PAGE])
    names = _who({entry.actor for entry in page if entry.actor})
    return [_past(court, entry, names) for entry in page]


def _past(court: Court, entry: DocketEntry, names: Mapping[UUID, str]) -> Past:
    who = names.get(entry.actor, "") if entry.actor else _("The court, by itself")
    title = str(KINDS.get(entry.kind, entry.kind))
    if entry.kind == STATEMENT_IMPORTED:
        return Past(entry, title, who, [], "")
    if entry.kind in {MONEY_LEFT_OUT, DIFFERENCE_EXPLAINED}:
        line = Line(entry.payload["name"], "", entry.payload["because"])
        return Past(entry, title, who, [line], "")
    if entry.kind == PERSON_NOT_FOUND:
        line = Line(str(SOUGHT_BY[entry.payload["by"]]), "", entry.payload["why"])
        return Past(entry, title, who, [line], "")
    if "before" not in entry.payload:
        sent = MessageSent(**entry.payload)
        line = Line(sent.to, "", f"{sent.answer} {sent.server_said}".strip())
        return Past(entry, title, who, [line], "")
    change = Change.read(entry.payload)
    topic = TOPICS[change.topic]
    again = reverse("administration:thing", args=[court.id, topic.name, change.subject])
    return Past(
        entry,
        f"{title}: {title_of(court, topic, change.subject)}",
        who,
        _lines(topic, change),
        f"{again}?again={entry.id}" if change.before else "",
    )


def _lines(topic: Topic, change: Change) -> list[Line]:
    fields = getattr(topic.form, "base_fields", {})
    order = [*(name for name in fields if name in change.after), *change.after]
    names = [name for name in dict.fromkeys(order) if change.before.get(name) != change.after[name]]
    return [
        Line(
            str(fields[name].label) if name in fields else name,
            _said(fields.get(name), name, change.before.get(name, "")),
            _said(fields.get(name), name, change.after[name]),
        )
        for name in names
    ]


def _said(field: forms.Field | None, name: str, value: Any) -> str:
    """A value as the form of its topic would show it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "、".join(map(str, value))
    if name == "division" and value:
        division = Division.objects.filter(id=value).first()
        return division.name_zh if division else str(value)
    if name == "role":
        return post_name(value) if value else ""
    if name == "value":
        return value_name(value)
    if isinstance(field, forms.DateField) and value:
        return written_date(date.fromisoformat(value))
    if isinstance(field, forms.ChoiceField):
        named = {str(one): str(label) for one, label in field.widget.choices}
        return named.get(str(value), str(value))
    return str(value)


def _who(persons: set[UUID]) -> dict[UUID, str]:
    accounts = Account.objects.filter(person__in=persons).order_by("created_at")
    return {account.person_id: str(account) for account in accounts if account.person_id}
