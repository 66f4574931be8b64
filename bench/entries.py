"""Docket entries by COPY: valid chains from the canonical bytes, and their place in the log."""

import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

COLUMNS = "id, stream, stream_id, seq, kind, at, actor, body, previous, hash"
TYPES = [
    "uuid",
    "varchar",
    "uuid",
    "int4",
    "varchar",
    "timestamptz",
    "uuid",
    "bytea",
    "bytea",
    "bytea",
]


def chain(
    stream_id: UUID, acts: Iterable[tuple[str, datetime, dict[str, Any]]], actor: UUID | None
) -> Iterator[tuple[Any, ...]]:
    """The rows of one stream: its acts in order, each a kind, an instant and a payload."""
    from yunqiao.court.foundation.canonical import GENESIS, EntryContent, body_of, hash_of
    from yunqiao.court.foundation.ids import new_id

    previous = GENESIS
    for seq, (kind, at, payload) in enumerate(acts, start=1):
        content = EntryContent(
            id=new_id(),
            stream="case",
            stream_id=stream_id,
            seq=seq,
            kind=kind,
            at=at,
            actor=actor if seq % 3 else None,
            on_behalf_of=None,
            payload=payload,
            findings=[FINDING],
        )
        body = body_of(content)
        digest = hash_of(previous, body)
        yield (
            content.id,
            content.stream,
            stream_id,
            seq,
            kind,
            at,
            content.actor,
            body,
            previous,
            digest,
        )
        previous = digest


def copy_entries(connection: psycopg.Connection[Any], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write entries, and that each waits for the log."""
    ids = []
    command = f"COPY docket_entry ({COLUMNS}) FROM STDIN (FORMAT binary)"
    with connection.cursor().copy(command) as copy:
        copy.set_types(TYPES)
        for row in rows:
            copy.write_row(row)
            ids.append(row[0])
    with connection.cursor().copy("COPY log_pending FROM STDIN (FORMAT binary)") as copy:
        copy.set_types(["uuid"])
        for entry_id in ids:
            copy.write_row([entry_id])


def append_all(connection: psycopg.Connection[Any]) -> float:
    """Let the sequencer append everything that waits; the seconds it took."""
    from yunqiao.court.foundation.sequencer import Sequencer

    started = time.perf_counter()
    sequencer = Sequencer.take_over(connection)
    assert sequencer
    while sequencer.append_batch():
        pass
    return time.perf_counter() - started


FINDING = {
    "outcome": "yes",
    "provision": "cpl/90",
    "reasons": ["service.consented"],
    "dates": {},
    "citations": [],
}
