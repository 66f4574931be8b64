"""One round trip to the database: statements prepared, sent together, done all or none.

psycopg's own pipeline sends statements one by one and waits at both ends of a transaction, which
for an act of ten statements costs four times the processor time (docs/decisions/0001).
"""

from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import Any, Final
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import abc, errors, generators
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

Statement = tuple[str, Sequence[Any]]
"""SQL with %s in the places of its parameters, and the parameters."""
Rows = list[tuple[Any, ...]]

MOST_PREPARED: Final = 500
"""Statements that a connection keeps prepared."""

_Shape = tuple[str, tuple[int, ...]]
"""What is prepared: the SQL of a statement and the types of its parameters."""
_Message = tuple[_Shape, Sequence[abc.Buffer | None], Sequence[Format]]


def exchange(*statements: Statement) -> list[Rows]:
    """Run the statements, in a transaction of their own or within the one that is open.

    Returns the rows that each gave, none where it gives no rows.

    Raises:
        psycopg.Error: the first statement that failed; none has had an effect.
    """
    wrapper = connections[DEFAULT_DB_ALIAS]  # looked up once: it is found through the thread
    wrapper.validate_no_broken_transaction()
    wrapper.ensure_connection()
    raw: psycopg.Connection[Any] = wrapper.connection
    if raw.autocommit:
        return _again_if_forgotten(raw, statements)
    raw.execute("SAVEPOINT exchange")
    return _again_if_forgotten(raw, [*statements, ("RELEASE SAVEPOINT exchange", ())])[:-1]


def _again_if_forgotten(
    raw: psycopg.Connection[Any], statements: Sequence[Statement]
) -> list[Rows]:
    """Once more where psycopg rolled back, for then the connection forgot what it had prepared."""
    try:
        return _send(raw, statements)
    except errors.InvalidSqlStatementName:
        return _send(raw, statements)


def _send(raw: psycopg.Connection[Any], statements: Sequence[Statement]) -> list[Rows]:
    transformer: abc.Transformer = Transformer(raw)
    messages = [_message(transformer, *statement) for statement in statements]
    try:
        before = _queue(raw, messages)
        answers = raw.wait(_answers(raw.pgconn))
        raw.pgconn.exit_pipeline_mode()
    except BaseException:
        raw.close()  # how much of it the database has taken is not known
        raise
    for place, answer in enumerate(answers):
        if answer.status == ExecStatus.FATAL_ERROR:
            error = errors.error_from_result(answer)
            if place < before or isinstance(error, errors.InvalidSqlStatementName):
                _NAMES[raw].clear()
            if raw.info.transaction_status == TransactionStatus.INERROR:
                raw.execute("ROLLBACK TO SAVEPOINT exchange")
            raise error
    return [_rows(transformer, answer) for answer in answers[before:]]


def _message(transformer: abc.Transformer, sql: str, parameters: Sequence[Any]) -> _Message:
    values = transformer.dump_sequence(parameters, [PyFormat.AUTO] * len(parameters))
    return (sql, transformer.types or ()), values, transformer.formats or ()


def _queue(raw: psycopg.Connection[Any], messages: Sequence[_Message]) -> int:
    """Hand everything to libpq, and before it what prepares it; return how much that is.

    Until the synchronisation at the end PostgreSQL runs what is in no transaction as one.
    """
    wire, names = raw.pgconn, _NAMES.setdefault(raw, {})
    wire.enter_pipeline_mode()
    before = 0
    for shape in {shape: None for shape, _values, _formats in messages}:
        name = names.pop(shape, None)
        if name is None:
            name = b"exchange_%d" % next(_NUMBERS)
            wire.send_prepare(name, _numbered(shape[0]), shape[1])
            before += 1
        names[shape] = name  # the latest used come last
    while len(names) > max(MOST_PREPARED, len(messages)):
        wire.send_query_params(b"DEALLOCATE " + names.pop(next(iter(names))), None)
        before += 1
    for shape, values, formats in messages:
        wire.send_query_prepared(names[shape], values, formats)
    wire.pipeline_sync()
    return before


def _answers(wire: PGconn) -> abc.PQGen[list[PGresult]]:
    yield from generators.send(wire)
    answers: list[PGresult] = []
    while True:
        given = yield from generators.fetch_many(wire)
        if not given:
            raise psycopg.OperationalError("the database has gone away")
        if given[0].status == ExecStatus.PIPELINE_SYNC:
            return answers
        answers += given


def _rows(transformer: abc.Transformer, answer: PGresult) -> Rows:
    if answer.status != ExecStatus.TUPLES_OK:
        return []
    transformer.set_pgresult(answer)
    return transformer.load_rows(0, answer.ntuples, tuple)


@cache
def _numbered(sql: str) -> bytes:
    """The SQL with its parameters as PostgreSQL numbers them, from $1."""
    first, *rest = sql.split("%s")
    return (first + "".join(f"${n}{part}" for n, part in enumerate(rest, start=1))).encode()


_NUMBERS: Final = count()
_NAMES: Final[WeakKeyDictionary[psycopg.Connection[Any], dict[_Shape, bytes]]] = WeakKeyDictionary()
