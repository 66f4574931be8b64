"""The sequencer: the one that appends committed entries to the log, so that commits may come in any order."""

import logging
from threading import Event
from typing import Final
from uuid import UUID

import psycopg

from yunqiao.court.foundation import log, merkle
from yunqiao.court.foundation.connections import Connection, open_connection
from yunqiao.court.foundation.tiles import TILE_HEIGHT

BATCH: Final = 10_000
IDLE_SECONDS: Final = 0.25
HOLE_SECONDS: Final = 10
LOCK: Final = 0x79756E71  # "yunq": the one session that may append

logger = logging.getLogger(__name__)


class Sequencer:
    """Appends what is pending, over one connection that holds the lock.

    Leaves, tiles and the removal from `log_pending` are one transaction, so that a sequencer
    killed at any moment has appended a batch or has not.
    """

    def __init__(self, connection: Connection, frontier: merkle.Frontier) -> None:
        self._connection = connection
        self._frontier = frontier

    @classmethod
    def take_over(cls, connection: Connection) -> "Sequencer | None":
        """The sequencer over this connection; None while another one is at work."""
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if not (row and row[0]):
            return None
        connection.execute(
            "DELETE FROM log_pending p USING log_leaf l WHERE l.entry_id = p.entry_id"
        )
        return cls(connection, _frontier_of(connection))

    @property
    def size(self) -> int:
        """How many leaves the log has."""
        return self._frontier.size

    def append_batch(self, limit: int = BATCH) -> int:
        """Append up to `limit` pending entries, the oldest ids first; return how many.

        Raises:
            psycopg.Error: nothing was appended and this sequencer is of no more use.
        """
        with self._connection.transaction():
            taken = _take_pending(self._connection, limit)
            if taken:
                self._append(taken)
        return len(taken)

    def _append(self, taken: list[tuple[UUID, bytes]]) -> None:
        tiles: list[tuple[int, int, bytes]] = []
        with (
            self._connection.cursor() as cursor,
            cursor.copy("COPY log_leaf (index, entry_id, hash) FROM STDIN (FORMAT binary)") as copy,
        ):
            copy.set_types(("int8", "uuid", "bytea"))
            for entry_id, entry_hash in taken:
                index, leaf = self._frontier.size, merkle.leaf_hash(entry_hash)
                copy.write_row((index, entry_id, leaf))
                completed = self._frontier.append(leaf)[TILE_HEIGHT::TILE_HEIGHT]
                for level, tile in enumerate(completed, 1):
                    tiles.append((level, index >> level * TILE_HEIGHT, tile))
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO log_tile (level, index, hash) VALUES (%s, %s, %s)", tiles
            )


def run(stop: Event) -> None:
    """Append whatever is committed until `stop` is set; wait while another sequencer is at work.

    A database that goes away is waited for; so is the repair of a log that has lost a part.
    """
    while not stop.is_set():
        try:
            with open_connection() as connection:
                _serve(connection, stop)
        except psycopg.Error as error:
            logger.warning("The sequencer starts again: %s", error)
            stop.wait(IDLE_SECONDS)
        except LookupError as error:
            logger.critical("Nothing is appended to a log with a hole; run verify: %s", error)
            stop.wait(HOLE_SECONDS)


def _serve(connection: Connection, stop: Event) -> None:
    while (sequencer := Sequencer.take_over(connection)) is None:
        if stop.wait(IDLE_SECONDS):
            return
    logger.info("The sequencer is at work; the log has %s leaves.", sequencer.size)
    while not stop.is_set():
        if not sequencer.append_batch():
            stop.wait(IDLE_SECONDS)


def _take_pending(connection: Connection, limit: int) -> list[tuple[UUID, bytes]]:
    """Take the oldest pending entries off the list, in the order of their ids.

    They are found in the list alone: joined first, a planner with old figures walks the docket.
    """
    rows = connection.execute(
        """
        DELETE FROM log_pending USING (
            SELECT entry_id FROM log_pending ORDER BY entry_id LIMIT %s
        ) oldest JOIN docket_entry ON docket_entry.id = oldest.entry_id
        WHERE log_pending.entry_id = oldest.entry_id
        RETURNING oldest.entry_id, docket_entry.hash
        """,
        [limit],
    ).fetchall()
    return sorted(rows)


def _frontier_of(connection: Connection) -> merkle.Frontier:
    with connection.cursor() as cursor:
        return merkle.Frontier(log.size_of(cursor), log.tiles_of(cursor).subtree)
