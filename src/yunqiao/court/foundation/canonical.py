"""The one byte form of a docket entry, from which its hash, its leaf in the log and every audit follow."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import orjson

FORMAT: Final = 1
GENESIS: Final = bytes(32)
"""The "previous hash" of the first entry of a stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContent:
    """What an entry says, before it has a place in its chain.

    `at` is an aware instant, kept to the microsecond in UTC. `payload` and `findings` hold only
    strings, integers, booleans, null, lists and objects: a float has no single decimal form.
    """

    id: UUID
    stream: str
    stream_id: UUID
    seq: int
    kind: str
    at: datetime
    actor: UUID | None
    on_behalf_of: UUID | None
    payload: Mapping[str, Any]
    documents: Sequence[str] = ()
    findings: Sequence[Mapping[str, Any]] = ()


def body_of(content: EntryContent) -> bytes:
    """The canonical bytes: UTF-8 JSON, keys sorted, no spaces (as RFC 8785 for these types).

    Raises:
        TypeError: the content holds a value with no canonical form, such as a float.
    """
    record = {
        "format": FORMAT,
        "id": str(content.id),
        "stream": content.stream,
        "stream_id": str(content.stream_id),
        "seq": content.seq,
        "kind": content.kind,
        "at": content.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(content.actor) if content.actor else None,
        "on_behalf_of": str(content.on_behalf_of) if content.on_behalf_of else None,
        "payload": content.payload,
        "documents": list(content.documents),
        "findings": list(content.findings),
    }
    _refuse_floats(content.payload)
    _refuse_floats(content.findings)
    return orjson.dumps(record, option=orjson.OPT_SORT_KEYS)


def hash_of(previous: bytes, body: bytes) -> bytes:
    """The hash of an entry: SHA-256 of the previous entry's hash followed by the canonical bytes."""
    return hashlib.sha256(previous + body).digest()


def _refuse_floats(value: Mapping[str, Any] | Sequence[Any]) -> None:
    for item in value.values() if isinstance(value, dict) else value:
        if type(item) is str:  # most are, and nothing else of them is asked
            continue
        if isinstance(item, float):
            raise TypeError("a docket entry holds no floats; write an amount as a string")
        if isinstance(item, dict | list | tuple):
            _refuse_floats(item)
