"""The audit of entries: each one's bytes, columns and place in its chain; Django-free, for worker processes."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

import orjson

HASH_SIZE: Final = 32
_GENESIS: Final = bytes(HASH_SIZE)
_NOBODY: Final = "-"
_NOT_LOGGED: Final = -1

_HEADER: Final = b"PGCOPY\n\xff\r\n\0"
_HEADER_SIZE: Final = len(_HEADER) + 8
_TRAILER: Final = b"\xff\xff"
_FIXED: Final = struct.Struct(f">h 4x {HASH_SIZE}s 4x {HASH_SIZE}s 4x q 4x {HASH_SIZE}s i")
"""The fields of one size of a row of COPY, and the length of the first field that has none."""
_LENGTH: Final = 4

COLUMNS: Final = ("stream_id", "seq", "id", "stream", "at", "actor", "kind")
_STREAM_ID: Final = slice(0, 36)


def entries_between(first: str, last: str | None) -> str:
    """The rows that `ChainAudit` takes: of the streams from one id up to, not including, another.

    The columns that repeat the body come as one text, because ids and numbers then stand as they
    do in it.
    """
    upper = f"AND e.stream_id < '{last}'" if last else ""
    return f"""
        COPY (
            SELECT {_whole("e.previous")}, {_whole("e.hash")},
                   coalesce(l.index, {_NOT_LOGGED}), {_whole("l.hash")},
                   concat_ws(E'\\t', e.stream_id, e.seq, e.id, e.stream, e.at,
                             coalesce(e.actor::text, '{_NOBODY}'), e.kind),
                   e.body
            FROM docket_entry e LEFT JOIN log_leaf l ON l.entry_id = e.id
            WHERE e.stream_id >= '{first}' {upper}
            ORDER BY e.stream_id, e.seq
        ) TO STDOUT (FORMAT binary)
        """  # noqa: S608 - ids read from this very column, not from outside


def _whole(column: str) -> str:
    """A hash, or in place of one that is missing or of another length, one that nothing has."""
    return (
        f"CASE octet_length({column}) WHEN {HASH_SIZE} THEN {column}"
        f" ELSE decode(repeat('ff', {HASH_SIZE}), 'hex') END"
    )


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
        """Audit all rows of a binary COPY."""
        for data in rows:
            row = bytes(data)
            if row.startswith(_HEADER):
                row = row[_HEADER_SIZE:]
            if row and row != _TRAILER:
                self._take(row)
        return self.tally

    def _take(self, row: bytes) -> None:
        _, previous, digest, index, leaf, length = _FIXED.unpack_from(row)
        end = _FIXED.size + length
        head, body = row[_FIXED.size : end], row[end + _LENGTH :]
        computed = sha256(previous + body).digest()
        record = _record_of(body)
        if head[_STREAM_ID] != self._stream:
            self._stream, self._seq, self._last = head[_STREAM_ID], 0, _GENESIS
            self.tally.streams += 1
        self._seq += 1
        self.tally.entries += 1
        if (
            previous != self._last
            or computed != digest
            or record.get("seq") != self._seq
            or _head_of(record) != head
        ):
            self._examine(head, previous, record, unaltered=computed == digest)
        self._last = digest
        self._log(head, index, leaf, computed)
        if documents := record.get("documents"):
            self.tally.documents.update(documents)

    def _log(self, head: bytes, index: int, leaf: bytes, computed: bytes) -> None:
        if index == _NOT_LOGGED:
            columns = _columns_of(head)
            self.tally.waiting.append((columns["at"], columns["id"]))
            return
        self.tally.logged += 1
        expected = sha256(b"\x00" + computed).digest()
        if expected != leaf and not self.tally.log_fault:
            self.tally.log_fault = Fault("leaf_altered", {"index": index, **_columns_of(head)})
        start = index * HASH_SIZE
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
    """The columns that follow from the record, as the database writes them."""
    try:
        at = record["at"]
        clock = at[11:26].rstrip("0").rstrip(".")
        return (
            f"{record['stream_id']}\t{record['seq']}\t{record['id']}\t{record['stream']}\t"
            f"{at[:10]} {clock}+00\t{record['actor'] or _NOBODY}\t{record['kind']}"
        ).encode()
    except (KeyError, TypeError):
        return None


def _columns_of(head: bytes) -> dict[str, str]:
    return dict(zip(COLUMNS, head.decode().split("\t", len(COLUMNS) - 1), strict=True))


def _differing(columns: dict[str, str], record: dict[str, Any]) -> list[str]:
    return [name for name in COLUMNS if not _agrees(name, columns[name], record)]


def _agrees(name: str, text: str, record: dict[str, Any]) -> bool:
    if name not in record:
        return False
    value = record[name]
    if value is None:
        return text == _NOBODY
    if name == "at":
        return datetime.fromisoformat(text) == datetime.fromisoformat(str(value))
    return text == str(value)
