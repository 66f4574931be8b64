"""Writing an act: its rows, docket entries, idempotency record and jobs, in one round trip.

An action opens an act with `act(...)`, adds what it writes, and leaves the block: everything goes
to the database as one pipeline in one transaction, or nothing does. An act on something that
exists calls `lock` first and decides under the lock. Order of locks, everywhere: idempotency key,
then streams by ascending id, then the counter of a case number.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import orjson
import psycopg
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb
from psycopg.types.numeric import Int2, Int4, Int8

from yunqiao.court.foundation.canonical import GENESIS, EntryContent, body_of, hash_of
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.exchange import Statement, exchange
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import Stream

ADVANCE: Final = "procedure.advance"
"""The job that carries a new entry to whoever must act on it; `court.procedure` defines it."""

BROKEN_EXPECTATION: Final = "YQ001"
"""SQLSTATE raised by the database function `expect` when a guarded statement missed its row."""


class OutdatedError(Exception):
    """What the action saw has changed under it; the text says what. Read again and decide anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the person, and for whom when that is somebody else (the counter, an agent)."""

    person: UUID | None
    on_behalf_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A docket entry as written: where it stands and what it hashes to."""

    id: UUID
    stream_id: UUID
    seq: int
    hash: bytes


@dataclass(slots=True)
class Act:
    """What one action writes."""

    by: Actor
    entries: list[Recorded] = field(default_factory=list)
    _statements: list[Statement] = field(default_factory=list)
    _heads: dict[UUID, tuple[int, bytes]] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)
    _open: bool = False

    def lock(self, stream: Stream, *stream_ids: UUID) -> None:
        """Take the locks of existing streams, in order of id, and read where they stand.

        Raises:
            OutdatedError: there is no such stream.
        """
        for stream_id in sorted(stream_ids):
            owner = f'SELECT 1 FROM "{_OWNERS[stream]}" WHERE id = %s FOR UPDATE'
            if self.fetch(owner, [stream_id]) is None:
                raise OutdatedError(f"there is no {stream} {stream_id}")
            row = self.fetch(_HEAD, [stream_id])
            self._heads[stream_id] = (row[0], bytes(row[1])) if row else (0, GENESIS)

    def fetch(self, sql: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
        """Run a statement now, inside the act's transaction, and return its first row."""
        if not self._open:
            self._stack.enter_context(transaction.atomic())
            self._open = True
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone() if cursor.description else None

    def execute(self, sql: str, parameters: Sequence[Any]) -> None:
        """Add a statement of the room's own."""
        self._statements.append((sql, parameters))

    def first(self, sql: str, parameters: Sequence[Any]) -> None:
        """Add a statement that runs before all others, because it takes a lock that comes first."""
        self._statements.insert(0, (sql, parameters))

    def expect_row(self, sql: str, parameters: Sequence[Any], otherwise: str) -> None:
        """Add an UPDATE or INSERT … that must touch exactly one row, or the act is undone.

        Leaving the act then raises `OutdatedError` with the sentence `otherwise`.
        """
        guarded = (
            f"WITH touched AS ({sql} RETURNING 1) SELECT expect(count(*) = 1, %s) FROM touched"
        )
        self._statements.append((guarded, (*parameters, otherwise)))

    def insert(self, *rows: models.Model) -> None:
        """Add new rows, all of one model; ids are drawn already."""
        sql, values = _insert_of(type(rows[0]), len(rows))
        self._statements.append((sql, [value(row) for row in rows for value in values]))

    def record(
        self,
        stream: Stream,
        stream_id: UUID,
        kind: str,
        payload: Mapping[str, Any],
        *,
        documents: Sequence[str] = (),
        findings: Sequence[Mapping[str, Any]] = (),
        advance: bool = True,
    ) -> Recorded:
        """Add a docket entry to a stream, and the job that acts on it unless `advance` is off.

        A stream that is not locked is a new one, and this is its first entry.
        """
        seq, previous = self._heads.get(stream_id, (0, GENESIS))
        content = EntryContent(
            id=new_id(),
            stream=stream.value,
            stream_id=stream_id,
            seq=seq + 1,
            kind=kind,
            at=now(),
            actor=self.by.person,
            on_behalf_of=self.by.on_behalf_of,
            payload=payload,
            documents=documents,
            findings=findings,
        )
        body = body_of(content)
        digest = hash_of(previous, body)
        self._heads[stream_id] = (seq + 1, digest)
        place = (
            content.id,
            content.stream,
            stream_id,
            content.seq,
            kind,
            content.at,
            content.actor,
        )
        self._statements.append((_RECORD, (*place, body, previous, digest)))
        if advance:
            self.defer(ADVANCE, {"entry": str(content.id)}, lock=str(stream_id))
        recorded = Recorded(content.id, stream_id, seq + 1, digest)
        self.entries.append(recorded)
        return recorded

    def defer(
        self,
        task: str,
        arguments: Mapping[str, Any],
        *,
        lock: str | None = None,
        queue: str = "default",
    ) -> None:
        """Add a job; jobs with the same lock run one after another, in order."""
        self._statements.append((_DEFER, (queue, task, lock, Jsonb(dict(arguments), orjson.dumps))))

    def _send(self) -> None:
        try:
            exchange(*self._statements)
        except psycopg.Error as error:
            if error.sqlstate == BROKEN_EXPECTATION:
                raise OutdatedError(str(error.diag.message_primary)) from error
            raise


@contextmanager
def act(*, by: Actor) -> Iterator[Act]:
    """Collect an act and write it on leaving; an exception inside writes nothing.

    Raises:
        OutdatedError: a row the act relied on is not as it was.
        psycopg.errors.UniqueViolation: a row exists already.
    """
    collected = Act(by)
    with collected._stack:  # noqa: SLF001  # the context manager is the act's other half
        yield collected
        collected._send()  # noqa: SLF001


_OWNERS: Final = {Stream.CASE: "case", Stream.PERSON: "person", Stream.COURT: "court"}
_HEAD: Final = "SELECT seq, hash FROM docket_entry WHERE stream_id = %s ORDER BY seq DESC LIMIT 1"
_RECORD: Final = """
WITH entry AS (
  INSERT INTO docket_entry (id, stream, stream_id, seq, kind, at, actor, body, previous, hash)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
) INSERT INTO log_pending (entry_id) SELECT id FROM entry"""
_DEFER: Final = """
SELECT procrastinate_defer_jobs_v1(
  ARRAY[ROW(%s::varchar, %s::varchar, 0, %s::varchar, NULL, %s::jsonb, NULL)
    ::procrastinate_job_to_defer_v1])"""


_Value = Callable[[models.Model], Any]
_AS_IT_IS: Final = {models.BooleanField, models.CharField, models.DateTimeField,
                    models.TextField, models.UUIDField}  # fmt: skip
"""Fields of which psycopg takes the values as a row holds them."""
_OF_SIZE: Final[Mapping[type, Callable[[int], object]]] = {
    models.BigIntegerField: Int8,
    models.IntegerField: Int4,
    models.PositiveIntegerField: Int4,
    models.PositiveSmallIntegerField: Int2,
    models.SmallIntegerField: Int2,
}


@cache
def _insert_of(model: type[models.Model], rows: int) -> tuple[str, list[_Value]]:
    fields = list(model._meta.concrete_fields)  # noqa: SLF001  # Django's public name for it
    columns = ", ".join(f'"{field.column}"' for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    table = model._meta.db_table  # noqa: SLF001
    sql = f'INSERT INTO "{table}" ({columns}) VALUES {", ".join([one] * rows)}'
    return sql, [_value_of(field) for field in fields]


def _value_of(column: "models.Field[Any, Any]") -> _Value:
    kind = type(getattr(column, "target_field", column))
    changes = getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False)
    if kind in _AS_IT_IS and not changes:
        return attrgetter(column.attname)
    if kind in _OF_SIZE:
        return lambda row: _sized(_OF_SIZE[kind], getattr(row, column.attname))
    return lambda row: column.get_db_prep_save(column.pre_save(row, add=True), connection)


def _sized(size: Callable[[int], object], number: int | None) -> object:
    return None if number is None else size(number)
