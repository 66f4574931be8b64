"""The portable proof of an entry, made: what `foundation.bundle` checks without us."""

from base64 import b64encode
from typing import Any
from uuid import UUID

from yunqiao.court.foundation import log
from yunqiao.court.foundation.bundle import FORMAT
from yunqiao.court.foundation.models import DocketEntry, LogCheckpoint, LogLeaf
from yunqiao.court.foundation.notes import VerifierKey


class NotYetProvableError(LookupError):
    """No checkpoint covers the entry yet; one does within minutes."""


def proof_of(entry_id: UUID, key: VerifierKey) -> dict[str, Any]:
    """A bundle, ready for JSON, that proves an entry to anybody who has the log's public key.

    It leads to the earliest checkpoint that covers the entry, a time-stamped one if there is one.

    Raises:
        DocketEntry.DoesNotExist: there is no such entry.
        NotYetProvableError: the entry is not yet in the log, or no checkpoint covers it.
    """
    entry = DocketEntry.objects.get(id=entry_id)
    checkpoint = _covering(entry_id)
    inclusion = log.inclusion(entry_id, checkpoint.size)
    stamp = checkpoint.timestamp
    return {
        "format": FORMAT,
        "entry": bytes(entry.body).decode(),
        "previous": bytes(entry.previous).hex(),
        "hash": bytes(entry.hash).hex(),
        "leaf_index": inclusion.index,
        "path": [b64encode(step).decode() for step in inclusion.path],
        "checkpoint": checkpoint.note,
        "timestamp": b64encode(bytes(stamp)).decode() if stamp else None,
        "public_key": str(key),
    }


def _covering(entry_id: UUID) -> LogCheckpoint:
    leaf = LogLeaf.objects.filter(entry_id=entry_id).first()
    covering = LogCheckpoint.objects.filter(size__gt=leaf.index) if leaf else None
    if not covering:
        raise NotYetProvableError(f"no checkpoint covers entry {entry_id} yet; ask again later")
    stamped = covering.filter(timestamp__isnull=False)
    return (stamped or covering).earliest("size")
