"""The Merkle log over all docket entries, read: its size, its roots and its proofs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from yunqiao.court.foundation import merkle
from yunqiao.court.foundation.tiles import Tiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """The proof that an entry is in the log: its leaf's index, and the path to the root at `size`."""

    index: int
    size: int
    path: list[bytes]
    root: bytes


def size() -> int:
    """How many leaves the log has."""
    with connection.cursor() as cursor:
        return size_of(cursor)


def size_of(cursor: Any) -> int:
    """How many leaves the log has, seen through a cursor."""
    cursor.execute("SELECT coalesce(max(index) + 1, 0) FROM log_leaf")
    count: int = cursor.fetchone()[0]
    return count


def root(at_size: int) -> bytes:
    """The root of the log when it had that many leaves.

    Raises:
        LookupError: the log is not as large.
    """
    with connection.cursor() as cursor:
        return merkle.root_of(at_size, tiles_of(cursor).subtree)


def inclusion(entry_id: UUID, at_size: int) -> Inclusion:
    """The proof that an entry is in the log of `at_size` leaves.

    Raises:
        LookupError: the entry had no leaf yet at that size, or the log is not as large.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT index FROM log_leaf WHERE entry_id = %s", [entry_id])
        row = cursor.fetchone()
        if row is None or row[0] >= at_size:
            raise LookupError(f"entry {entry_id} is not in the log of size {at_size}")
        subtree = tiles_of(cursor).subtree
        return Inclusion(
            index=row[0],
            size=at_size,
            path=merkle.inclusion_path(row[0], at_size, subtree),
            root=merkle.root_of(at_size, subtree),
        )


def consistency(size1: int, size2: int) -> list[bytes]:
    """The proof that the log of `size1` leaves is the beginning of the log of `size2`.

    Raises:
        ValueError: `size1` is zero or the larger.
        LookupError: the log is not as large.
    """
    with connection.cursor() as cursor:
        return merkle.consistency_path(size1, size2, tiles_of(cursor).subtree)


def tiles_of(cursor: Any) -> Tiles:
    """The log's perfect subtrees, read through a cursor of Django or of psycopg."""

    def read(level: int, start: int, stop: int) -> list[bytes]:
        if level == 0:
            cursor.execute(
                "SELECT hash FROM log_leaf WHERE index >= %s AND index < %s ORDER BY index",
                [start, stop],
            )
        else:
            cursor.execute(
                "SELECT hash FROM log_tile"
                " WHERE level = %s AND index >= %s AND index < %s ORDER BY index",
                [level, start, stop],
            )
        return [bytes(row[0]) for row in cursor.fetchall()]

    return Tiles(read)
