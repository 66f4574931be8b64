"""What can be administered: each topic reads its things of a court and writes a change of one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from yunqiao.court.administration.entries import Values
from yunqiao.court.administration.forms import TopicForm
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.writing import Act

Read = Callable[[Court, str], Values]
"""The values of a thing by its subject; empty if there is none."""
Write = Callable[[Act, Court, str, Values], None]


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of a topic as its list shows it; `state` is empty for one in ordinary use."""

    subject: str
    title: str
    about: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One part of a court's administration.

    `add` is the name of the button that makes a new thing; without it the things are given.
    """

    name: str
    kind: str
    title: Promise
    hint: Promise
    form: Callable[..., TopicForm]
    read: Read
    write: Write
    listed: Callable[[Court], Sequence[Item]]
    add: Promise | None = None
    preview: Callable[[Court, str, Values], Sequence[Any]] | None = None
