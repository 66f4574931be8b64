"""Valid chains of docket entries, for tests of what stands on them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from yunqiao.court.foundation.canonical import GENESIS, EntryContent, body_of, hash_of
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import DocketEntry, LogPending


def extend_chain(
    stream_id: UUID,
    count: int = 1,
    *,
    at: datetime | None = None,
    payload: dict[str, Any] | None = None,
    documents: Sequence[str] = (),
) -> list[DocketEntry]:
    """Append `count` entries to a stream as an action would, pending for the log."""
    last = DocketEntry.objects.filter(stream_id=stream_id).order_by("seq").last()
    seq, previous = (last.seq, bytes(last.hash)) if last else (0, GENESIS)
    entries = []
    for _ in range(count):
        seq += 1
        content = EntryContent(
            id=new_id(),
            stream="case",
            stream_id=stream_id,
            seq=seq,
            kind="NOTE_FILED",
            at=at or datetime.now(UTC),
            actor=None if seq % 2 else stream_id,
            on_behalf_of=None,
            payload=payload or {"note": f'第{seq}条\t\\ "…"'},
            documents=documents,
        )
        body = body_of(content)
        entry = DocketEntry(
            id=content.id,
            stream=content.stream,
            stream_id=stream_id,
            seq=seq,
            kind=content.kind,
            at=content.at,
            actor=content.actor,
            body=body,
            previous=previous,
            hash=hash_of(previous, body),
        )
        previous = bytes(entry.hash)
        entries.append(entry)
    DocketEntry.objects.bulk_create(entries)
    LogPending.objects.bulk_create([LogPending(entry=entry) for entry in entries])
    return entries


def new_chain(count: int = 1) -> list[DocketEntry]:
    """A stream of its own with `count` entries."""
    return extend_chain(new_id(), count)
