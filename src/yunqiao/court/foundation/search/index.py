"""The table of what each case is found by: filled with the act that makes it so, read unprepared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import psycopg
from django.db import connection

from yunqiao.court.foundation.search.words import folded, patterns, query, tokens
from yunqiao.court.foundation.writing import Act

MOST: Final = 1000
"""Matches that are counted; more are said to be more."""


@dataclass(frozen=True, slots=True)
class Within:
    """Whose cases are searched: an SQL condition on the table `case`, as c, and its parameters.

    Of the `marks`, a case carries at least one; they only let the index skip the others.
    """

    condition: str
    parameters: tuple[Any, ...]
    marks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of a page of matches, newest activity first, and how many there are up to `MOST`."""

    ids: list[UUID]
    count: int
    more: bool


def court_mark(court_id: UUID) -> str:
    """What marks the cases of a court; no text folds to it."""
    return f"court:{court_id}"


def add(act: Act, case_id: UUID, texts: Iterable[str], *, marks: Iterable[str] = ()) -> None:
    """Add to the act that the case is found by these texts, besides those it is found by already."""
    joined = "\n".join(texts)
    words = sorted({*tokens(joined), *marks})
    act.execute(_ADD, (case_id, " ".join(words), " ".join(folded(joined))))


def find(words: str, within: Within, *, limit: int) -> Found:
    """The cases that hold all the words."""
    wanted = query(words)
    if not wanted:
        return Found([], 0, more=False)
    if within.marks:
        any_mark = " | ".join(f"'{mark}'" for mark in within.marks)
        wanted = f"({any_mark}) & {wanted}"
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    # Prepared, the plan would be one for any word, and the common ones a thousand times slower.
    rows = raw.execute(
        _FIND.format(within=within.condition),
        (wanted, patterns(words), *within.parameters, MOST + 1, limit),
        prepare=False,
    ).fetchall()
    count = rows[0][1] if rows else 0
    return Found([row[0] for row in rows], min(count, MOST), more=count > MOST)


_ADD: Final = """
INSERT INTO search (case_id, tsv, text) VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')), %s)
ON CONFLICT (case_id) DO UPDATE
SET tsv = search.tsv || excluded.tsv, text = search.text || ' ' || excluded.text"""
_FIND: Final = """
SELECT id, count(*) OVER () FROM (
  SELECT c.id, c.updated_at FROM search s JOIN "case" c ON c.id = s.case_id
  WHERE s.tsv @@ %s::tsquery AND s.text LIKE ALL (%s::text[]) AND {within}
  LIMIT %s
) found
ORDER BY updated_at DESC, id DESC LIMIT %s"""
