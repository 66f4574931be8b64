"""The audit spread over processes: each takes a range of streams, then a range of the tree."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.shared_memory import SharedMemory
from typing import Any, Final

import psycopg

from yunqiao.court.foundation.audit.chains import HASH_SIZE, ChainAudit, Tally, entries_between
from yunqiao.court.foundation.audit.tree import ComputedTree, tile_roots
from yunqiao.court.foundation.tiles import TILE_WIDTH

Connection = psycopg.Connection[tuple[Any, ...]]
WORTH_A_PROCESS: Final = 50_000
_RANGES_PER_WORKER: Final = 8
_SESSION: Final = """
    SET TIME ZONE 'UTC'; SET DateStyle = 'ISO'; SET bytea_output = 'hex'; SET jit = off;
    SET max_parallel_workers_per_gather = 0; SET enable_hashjoin = off; SET enable_mergejoin = off
"""
"""One leaf looked up per entry: any other plan reads the whole log for each range of streams."""
_LOWEST: Final = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the database that several sessions look at."""

    conninfo: str
    name: str

    @contextmanager
    def open(self) -> Iterator[Connection]:
        """A session that sees this state."""
        with _reading(self.conninfo) as connection:
            connection.execute(f"SET TRANSACTION SNAPSHOT '{self.name}'")
            yield connection


@contextmanager
def snapshot_of(conninfo: str) -> Iterator[tuple[Snapshot, Connection]]:
    """The state of the database as it is now, and a session that sees it.

    Raises:
        psycopg.Error: the database does not answer or has no docket.
    """
    with _reading(conninfo) as connection:
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row
        yield Snapshot(conninfo, row[0]), connection


class Passes:
    """Runs the passes over a snapshot, in this process or in others, as the size asks for."""

    def __init__(self, snapshot: Snapshot, *, size: int, workers: int) -> None:
        """`size` is that of the log."""
        self._snapshot = snapshot
        self._size = size
        self._workers = workers if size >= WORTH_A_PROCESS else 1
        self._memory = SharedMemory(create=True, size=max(1, size * HASH_SIZE))
        assert self._memory.buf is not None
        self._leaves = self._memory.buf[: size * HASH_SIZE]

    def close(self) -> None:
        """Give the memory back."""
        self._leaves.release()
        self._memory.close()
        self._memory.unlink()

    def run(self, connection: Connection) -> tuple[list[Tally], ComputedTree]:
        """Audit all entries in the order of their streams, then compute the tree they make."""
        with _executor(self._workers) as executor:
            ranges = _stream_ranges(connection, self._workers * _RANGES_PER_WORKER)
            tallies = [
                executor.submit(_audit_streams, self._snapshot, first, last, self._memory.name)
                for first, last in ranges
            ]
            done = [tally.result() for tally in tallies]
            parts = [
                executor.submit(_tile_roots, self._memory.name, first, last)
                for first, last in _even_ranges(self._size // TILE_WIDTH, self._workers)
            ]
            roots = b"".join(part.result() for part in parts)
        return done, ComputedTree(self._leaves, roots)


def _audit_streams(snapshot: Snapshot, first: str, last: str | None, memory: str) -> Tally:
    with (
        _leaves(memory) as leaves,
        snapshot.open() as connection,
        connection.cursor() as cursor,
        cursor.copy(entries_between(first, last)) as rows,
    ):
        return ChainAudit(leaves).take(rows)


def _tile_roots(memory: str, first: int, last: int) -> bytes:
    with _leaves(memory) as leaves:
        return tile_roots(leaves, first, last)


@contextmanager
def _leaves(memory: str) -> Iterator[memoryview]:
    shared = SharedMemory(memory)
    assert shared.buf is not None
    try:
        with shared.buf as leaves:
            yield leaves
    finally:
        shared.close()


@contextmanager
def _reading(conninfo: str) -> Iterator[Connection]:
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(_SESSION)
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield connection
        connection.execute("COMMIT")


def _stream_ranges(connection: Connection, count: int) -> list[tuple[str, str | None]]:
    """Ranges of stream ids, from one up to, not including, another, of about as many entries each."""
    rows = connection.execute(
        "SELECT unnest(percentile_disc(%s::float8[]) WITHIN GROUP (ORDER BY stream_id))::text"
        " FROM docket_entry TABLESAMPLE SYSTEM (2)",
        [[number / count for number in range(1, count)]],
    ).fetchall()
    bounds = sorted({row[0] for row in rows if row[0]})
    return list(zip([_LOWEST, *bounds], [*bounds, None], strict=True))


def _even_ranges(total: int, parts: int) -> list[tuple[int, int]]:
    return [(total * part // parts, total * (part + 1) // parts) for part in range(parts)]


@contextmanager
def _executor(workers: int) -> Iterator[Executor]:
    if workers == 1:
        yield _Here()
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as executor:
        yield executor


class _Here(Executor):
    """Does the work in this process: a small docket is audited before another process has started."""

    def submit(  # type: ignore[override]  # the same, without the parts nobody here uses
        self, function: Callable[..., Any], /, *arguments: Any
    ) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(function(*arguments))
        return future
