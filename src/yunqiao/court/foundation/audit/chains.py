"""The audit of entries: each one's bytes, columns and place in its chain; Django-free, for worker processes."""

from binascii import hexlify, unhexlify
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

import orjson

HASH_SIZE: Final = 32
_NULL: Final = rb"\N"
_NULL_TEXT: Final = r"\N"
_ESCAPES: Final = {r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\\": "\\"}
_BYTES: Final = len(rb"\\x")  # how COPY begins a bytea
_GENESIS: Final = rb"\\x" + b"00" * HASH_SIZE
_STREAM_ID: Final = slice(0, 36)

COLUMNS: Final = ("stream_id", "seq", "id", "stream", "kind", "at", "actor")


def entries_between(first: str, last: str | None) -> str:
    """The rows that `ChainAudit` takes: of the streams from one id up to, not including, another.

    They come as text, because ids and numbers then stand as they do in the canonical body.
    """
    upper = f"AND e.stream_id < '{last}'" if last else ""
    return f"""
        COPY (
            SELECT e.stream_id, e.seq, e.id, e.stream, e.kind, e.at, e.actor,
                   e.previous, e.hash, l.index, l.hash, e.body
            FROM docket_entry e LEFT JOIN log_leaf l ON l.entry_id = e.id
            WHERE e.stream_id >= '{first}' {upper}
            ORDER BY e.stream_id, e.seq
        ) TO STDOUT
        """  # noqa: S608 - ids read from this very column, not from outside


class Fault(NamedTuple):
    """One thing that is wrong: a code of `audit.texts` and what it tells."""

    code: str
    values: dict[str, Any]


@dataclass(slots=True)
class Tally:
    """What the audit of some streams found: the first fault of chain and log, and counts."""

    entries: int = 0
    streams: int = 0
    logged: int = 0
    chain_fault: Fault | None = None
    log_fault: Fault | None = None
    waiting: list[tuple[str, str]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)


class ChainAudit:
    """Takes the rows of `entries_between` in order; writes each entry's leaf hash at its place in `leaves`."""

    def __init__(self, leaves: memoryview) -> None:
        self.tally = Tally()
        self._leaves = leaves
        self._stream = b""
        self._seq = 0
        self._last = _GENESIS

    def take(self, rows: Iterable[bytes | bytearray | memoryview]) -> Tally:
        """Audit all rows."""
        for row in rows:
            self._take(bytes(row))
        return self.tally

    def _take(self, row: bytes) -> None:
        head, previous, digest, index, leaf, hex_body = row.rsplit(b"\t", 5)
        body = unhexlify(hex_body[_BYTES:-1])
        computed = sha256(unhexlify(previous[_BYTES:]) + body).digest()
        record = _record_of(body)
        if head[_STREAM_ID] != self._stream:
            self._stream, self._seq, self._last = head[_STREAM_ID], 0, _GENESIS
            self.tally.streams += 1
        self._seq += 1
        self.tally.entries += 1
        if (
            previous != self._last
            or hexlify(computed) != digest[_BYTES:]
            or record.get("seq") != self._seq
            or _head_of(record) != head
        ):
            self._examine(head, previous, record, unaltered=hexlify(computed) == digest[_BYTES:])
        self._last = digest
        self._log(head, index, leaf, computed)
        if documents := record.get("documents"):
            self.tally.documents.update(documents)

    def _log(self, head: bytes, index: bytes, leaf: bytes, computed: bytes) -> None:
        if index == _NULL:
            columns = _columns_of(head)
            self.tally.waiting.append((columns["at"], columns["id"]))
            return
        self.tally.logged += 1
        expected = sha256(b"\x00" + computed).digest()
        if hexlify(expected) != leaf[_BYTES:] and not self.tally.log_fault:
            self.tally.log_fault = Fault("leaf_altered", {"index": int(index), **_columns_of(head)})
        start = int(index) * HASH_SIZE
        if start + HASH_SIZE <= len(self._leaves):
            self._leaves[start : start + HASH_SIZE] = expected

    def _examine(
        self, head: bytes, previous: bytes, record: dict[str, Any], *, unaltered: bool
    ) -> None:
        """Name what is wrong with the entry at hand; go on counting from where it stands."""
        columns = _columns_of(head)
        expected, self._seq = self._seq, int(columns["seq"])
        if self.tally.chain_fault:
            return
        differing = _differing(columns, record)
        if self._seq > expected:
            self._fault("deleted", columns, missing=expected)
        elif not unaltered:
            self._fault("altered", columns)
        elif "seq" in differing:
            self._fault("reordered", columns, written=record.get("seq"))
        elif differing:
            self._fault("column_altered", columns, column=differing[0])
        elif previous != self._last:
            self._fault("chain_broken", columns, before=expected - 1)

    def _fault(self, code: str, columns: dict[str, str], **more: Any) -> None:
        self.tally.chain_fault = Fault(code, {**columns, **more})


def _record_of(body: bytes) -> dict[str, Any]:
    """The record, or nothing where the bytes are none: then no column agrees with it."""
    try:
        record = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return record if isinstance(record, dict) else {}


def _head_of(record: dict[str, Any]) -> bytes | None:
    """The columns that follow from the record, as COPY writes them unless they need escaping."""
    try:
        at = record["at"]
        clock = at[11:26].rstrip("0").rstrip(".")
        return (
            f"{record['stream_id']}\t{record['seq']}\t{record['id']}\t{record['stream']}\t"
            f"{record['kind']}\t{at[:10]} {clock}+00\t{record['actor'] or _NULL_TEXT}"
        ).encode()
    except (KeyError, TypeError):
        return None


def _columns_of(head: bytes) -> dict[str, str]:
    texts = (_unescaped(text) for text in head.decode().split("\t"))
    return dict(zip(COLUMNS, texts, strict=True))


def _differing(columns: dict[str, str], record: dict[str, Any]) -> list[str]:
    return [name for name in COLUMNS if not _agrees(name, columns[name], record)]


def _agrees(name: str, text: str, record: dict[str, Any]) -> bool:
    if name not in record:
        return False
    value = record[name]
    if value is None:
        return text == _NULL_TEXT
    if name == "at":
        return datetime.fromisoformat(text) == datetime.fromisoformat(str(value))
    return text == str(value)


def _unescaped(text: str) -> str:
    if "\\" not in text or text == _NULL_TEXT:
        return text
    for escaped, plain in _ESCAPES.items():
        text = text.replace(escaped, plain)
    return text
