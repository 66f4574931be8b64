"""The audit against what has left the database: notes, time-stamps and the bytes of documents."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yunqiao.court.foundation.audit.chains import Fault
from yunqiao.court.foundation.audit.passes import Connection
from yunqiao.court.foundation.audit.tree import ComputedTree
from yunqiao.court.foundation.notes import NoteError, VerifierKey, open_note
from yunqiao.court.foundation.outside import Outside
from yunqiao.gateways.storage.port import AlteredError, DocumentMissingError, Storage
from yunqiao.gateways.timestamp.port import TimestampInvalidError, TimestampVerifier


@dataclass(slots=True)
class Witnessed:
    """How far the checkpoints prove the log: the first fault, and counts."""

    fault: Fault | None = None
    outside: int = 0
    inside: int = 0
    stamped: int = 0
    proved: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A note and its time-stamp, wherever they lie."""

    place: str
    size: int
    note: str
    token: bytes | None


class Witnesses:
    """Compares a computed tree with every checkpoint, outside first."""

    def __init__(self, outside: Outside, verifier: TimestampVerifier) -> None:
        self._outside = outside
        self._verifier = verifier

    def examine(self, tree: ComputedTree, connection: Connection) -> Witnessed:
        """Check notes outside and in the database, in order of size; stop at the first fault."""
        found = Witnessed()
        outside, inside = list(self._outside_statements()), list(_inside_statements(connection))
        if not outside and not inside:
            return found
        try:
            key = self._outside.key()
        except NoteError as error:
            found.fault = Fault("note_wrong", {"place": "log.pub", "reason": str(error)})
            return found
        distinct = {(each.size, each.note, each.token): each for each in [*inside, *outside]}
        for statement in sorted(distinct.values(), key=lambda each: each.size):
            found.fault = found.fault or self._fault(statement, key, tree)
        found.outside, found.inside = len(outside), len(inside)
        found.stamped = len({each.size for each in distinct.values() if each.token})
        if outside and not found.fault:
            found.proved = outside[-1].size
        return found

    def _fault(self, statement: Statement, key: VerifierKey, tree: ComputedTree) -> Fault | None:
        place = statement.place
        try:
            checkpoint = open_note(statement.note, key)
        except NoteError as error:
            return Fault("note_wrong", {"place": place, "reason": str(error)})
        if checkpoint.size != statement.size:
            reason = f"it states the size {checkpoint.size}"
            return Fault("note_wrong", {"place": place, "reason": reason})
        values = {"place": place, "size": tree.size, "signed": checkpoint.size}
        if checkpoint.size > tree.size:
            return Fault("log_cut_off", values)
        if tree.root(checkpoint.size) != checkpoint.root:
            return Fault("root_differs", values)
        if statement.token is None:
            return None
        try:
            self._verifier.verify(statement.token, statement.note.encode())
        except TimestampInvalidError as error:
            return Fault("timestamp_wrong", {"place": place, "reason": str(error)})
        return None

    def _outside_statements(self) -> Iterator[Statement]:
        for place in self._outside.notes():
            size = int(place.stem)
            yield Statement(str(place), size, place.read_text(), self._outside.token(size))


def document_fault(store: Storage, hashes: Iterable[str]) -> Fault | None:
    """The first document, by its hash, whose bytes are missing or altered.

    Raises:
        StorageAwayError: the store cannot be reached, or broke off.
    """
    for sha256 in sorted(hashes):
        try:
            deque(store.read(sha256), maxlen=0)
        except DocumentMissingError:
            return Fault("document_missing", {"sha256": sha256})
        except AlteredError:
            return Fault("document_altered", {"sha256": sha256})
    return None


def _inside_statements(connection: Connection) -> Iterator[Statement]:
    rows = connection.execute("SELECT size, note, timestamp FROM log_checkpoint ORDER BY size")
    for size, note, token in rows:
        yield Statement(f"log_checkpoint {size}", size, note, bytes(token) if token else None)
