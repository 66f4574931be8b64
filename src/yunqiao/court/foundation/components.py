"""What the includes of templates/components show. Every text comes already translated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django import forms


class Colour(StrEnum):
    """Colours of a tag; each is legible in govuk-frontend's palette."""

    GREY = "grey"
    BLUE = "blue"
    TEAL = "teal"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class Progress(StrEnum):
    """How far an item of a timeline is."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


class Urgency(StrEnum):
    """How near a deadline is; `soon` and `overdue` are told by colour and in words."""

    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Tag:
    """A short state; no colour means ordinary text, as for a completed task."""

    text: str
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list; without `url` it cannot be started yet."""

    title: str
    status: Tag
    url: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A question and its answer, with the link that changes it and comes back.

    `wrong` says what is to be put right about the answer; empty if it can stay.
    """

    key: str
    value: str | Sequence[str]
    change_url: str = ""
    wrong: str = ""

    @property
    def lines(self) -> Sequence[str]:
        """The answer, line by line."""
        return [self.value] if isinstance(self.value, str) else self.value


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document to open: its title, and its kind and size as people say them."""

    title: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something that happened at an instant, or a legal date, or is still ahead.

    `by` is who acted, in words; `proof` is how its place on the docket can be checked.
    """

    title: str
    at: datetime | date | None = None
    text: str = ""
    progress: Progress = Progress.DONE
    by: str = ""
    proof: str = ""
    documents: Sequence[DocumentLink] = ()

    @property
    def instant(self) -> datetime | None:
        """When, if it is known to the minute."""
        return self.at if isinstance(self.at, datetime) else None


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    """What must be done by whom, and its last day, a court-local date."""

    title: str
    last_day: date
    left: str
    urgency: Urgency = Urgency.OPEN
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of a matter; `count` is shown beside its title."""

    title: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the matter, their role, and one character to know them by."""

    name: str
    role: str
    sign: str


class DateInput(forms.DateInput):
    """A date picked on the device's own calendar, sent as ISO 8601."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
