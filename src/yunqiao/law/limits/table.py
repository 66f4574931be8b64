"""The table of time limits, dated and sourced, as rows the law can match against facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final

from yunqiao.law.catalogue import Confidence
from yunqiao.law.findings import Citation, Reason, reason
from yunqiao.law.instruments import by_short_name
from yunqiao.law.limits.facts import Circumstances, Event, Who
from yunqiao.law.periods import Period, Unit
from yunqiao.law.rows import rows


class Sense(Enum):
    """How the length is meant."""

    WITHIN = "within"
    BEFORE = "before"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NOT_BEFORE = "not_before"
    DEEMED = "deemed"
    EXPIRES = "expires"
    NONE = "none"


class Roll(Enum):
    """Whether the last day moves over rest days; deemed service and expiry are not settled."""

    YES = "yes"
    NO = "no"
    DEEMED = "deemed"
    UNSETTLED = "unsettled"


Condition = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """One row: under these conditions, on these dates, this event sets this length running.

    `of_pack` names the row of the collected facts it comes from, or the correction that added it.
    """

    id: str
    of_pack: str
    event: Event
    who: Who
    conditions: tuple[Condition, ...]
    period: Period | None
    sense: Sense
    roll: Roll
    citations: tuple[Citation, ...]
    citations_before_2024: tuple[Citation, ...]
    in_force_from: date
    in_force_to: date | None
    source: str
    confidence: Confidence
    act: Reason
    note: Reason | None

    def in_force(self, on: date) -> bool:
        """Whether the row governs an event of that court-local day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def cited(self, on: date) -> tuple[Citation, ...]:
        """Its sources, by the numbering in force on that day."""
        if on < NUMBERING_OF_2023 and self.citations_before_2024:
            return self.citations_before_2024
        return self.citations

    def unmet(self, facts: Circumstances) -> str | None:
        """The first unknown fact it turns on; empty where a known fact excludes it; else None."""
        unknown = None
        for name, wanted in self.conditions:
            found = getattr(facts, name)
            if found is None:
                unknown = unknown or name
            elif _word(found) not in wanted:
                return ""
        return unknown


NUMBERING_OF_2023: Final = date(2024, 1, 1)


def _row(cells: dict[str, str], notes: dict[str, Reason]) -> LimitRow:
    note = cells["note"]
    if note and note not in notes:
        notes[note] = reason(f"limits.note.{note}")
    return LimitRow(
        id=cells["id"],
        of_pack=cells["pack"],
        event=Event(cells["event"]),
        who=Who(cells["who"]),
        conditions=_conditions(cells["when"]),
        period=Period(int(cells["n"]), Unit(cells["unit"])) if cells["n"] else None,
        sense=Sense(cells["sense"]),
        roll=Roll(cells["roll"]),
        citations=_citations(cells["citations"]),
        citations_before_2024=_citations(cells["before_2024"]),
        in_force_from=date.fromisoformat(cells["from"]),
        in_force_to=date.fromisoformat(cells["to"]) if cells["to"] else None,
        source=cells["source"],
        confidence=Confidence(cells["confidence"]),
        act=reason(f"limits.{cells['id']}"),
        note=notes.get(note),
    )


def _conditions(written: str) -> tuple[Condition, ...]:
    pairs = (part.split("=") for part in written.split(";") if part)
    return tuple((name, frozenset(options.split("|"))) for name, options in pairs)


def _citations(written: str) -> tuple[Citation, ...]:
    known = by_short_name()
    parts = (part.strip().rpartition(" ") for part in written.split(";") if part)
    return tuple(known[short][article] for short, _, article in parts)


def _word(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return "yes" if value else "no"


def _read() -> Iterator[LimitRow]:
    notes: dict[str, Reason] = {}
    for cells in rows("time_limits.csv"):
        yield _row(cells, notes)


ROWS: Final = tuple(_read())


_PERIODS: Final = {row.id: row.period for row in ROWS if row.period}


def period_of(limit: str) -> Period:
    """The length of a limit by its id: a length is written in the table and nowhere else.

    Raises:
        KeyError: no row of that id has a length.
    """
    return _PERIODS[limit]


@cache
def rows_of(event: Event) -> tuple[LimitRow, ...]:
    """The rows an event can set running, in the order of the table."""
    return tuple(row for row in ROWS if row.event is event)
