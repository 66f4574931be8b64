"""Follows the log, and what is told beside it, on one connection of its own."""

import asyncio
import logging

import psycopg

from yunqiao.config.live.hub import Hub

CHANNEL = "yunqiao_live"
EVERY = 0.3  # seconds between two looks at the log; news in between goes out together
AFTER_A_FAULT = 1.0  # seconds
BATCH = 1000
SIZE = "SELECT coalesce(max(index) + 1, 0) FROM log_leaf"
NEW = """
SELECT l.index, e.stream_id, coalesce(c.court_id, p.court_id)
FROM (SELECT index, entry_id FROM log_leaf WHERE index >= %s ORDER BY index LIMIT %s) l
JOIN docket_entry e ON e.id = l.entry_id LEFT JOIN "case" c ON c.id = e.stream_id
LEFT JOIN identity_proof p ON p.person_id = e.stream_id ORDER BY l.index"""
"""What is on a person's docket concerns the courts that check who they are."""

logger = logging.getLogger(__name__)
Connection = psycopg.AsyncConnection[tuple[object, ...]]


async def follow(hub: Hub, conninfo: str) -> None:
    """Tell the hub whatever is new, for ever; a database that goes away is waited for."""
    known = False
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(
                conninfo, autocommit=True
            ) as connection:
                await connection.execute(f"LISTEN {CHANNEL}".encode())
                if known:
                    hub.tell_all()  # what was told beside the log meanwhile is lost
                else:
                    hub.seen = hub.first = await _size(connection)
                known = True
                while True:
                    await _tell_new(connection, hub)
                    await _tell_notes(connection, hub)
        except psycopg.Error as error:
            logger.warning("The live process waits for the database: %s", error)
            await asyncio.sleep(AFTER_A_FAULT)


async def _size(connection: Connection) -> int:
    cursor = await connection.execute(SIZE)
    row = await cursor.fetchone()
    assert row
    return int(str(row[0]))


async def _tell_new(connection: Connection, hub: Hub) -> None:
    cursor = await connection.execute(NEW, [hub.seen, BATCH])
    for index, stream_id, court_id in await cursor.fetchall():
        hub.seen = int(str(index)) + 1
        hub.tell([f"case:{stream_id}", f"court:{court_id}"], hub.seen)


async def _tell_notes(connection: Connection, hub: Hub) -> None:
    """What was told beside the log; waiting for it is the pause between two looks at the log."""
    async for note in connection.notifies(timeout=EVERY):
        hub.tell([note.payload])
