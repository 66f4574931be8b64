"""The folder where checkpoints lie outside the database: written once, synced, never replaced."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from yunqiao.court.foundation.notes import NoteError, VerifierKey

_DIGITS: Final = 20  # enough for any size, so that the names sort as the sizes do


@dataclass(frozen=True, slots=True)
class Outside:
    """A folder with a note and, once there is one, a time-stamp for each checkpoint, and the key."""

    folder: Path

    def notes(self) -> Iterator[Path]:
        """The notes that left, oldest first."""
        yield from sorted(self.folder.glob(f"{'[0-9]' * _DIGITS}.checkpoint"))

    def latest(self) -> str | None:
        """The note that left last."""
        *_, last = [None, *self.notes()]
        return last.read_text() if last else None

    def token(self, size: int) -> bytes | None:
        """The time-stamp over the note of that size, if one came."""
        with suppress(FileNotFoundError):
            return self._place(size, "tsr").read_bytes()
        return None

    def key(self) -> VerifierKey:
        """The public key published here.

        Raises:
            NoteError: there is none, or it is damaged.
        """
        try:
            return VerifierKey.parse(self._key_place.read_text())
        except FileNotFoundError as error:
            raise NoteError(f"{self._key_place} is missing") from error

    def publish_key(self, key: VerifierKey) -> None:
        """Put the public key beside the notes it verifies.

        Raises:
            NoteError: another key is published here.
        """
        self._write_once(self._key_place, f"{key}\n".encode())
        if self.key() != key:
            raise NoteError(
                f"{self._key_place} publishes another key: the log's signing key was exchanged;"
                " put the old key back, or begin a new folder of checkpoints"
            )

    def keep_note(self, size: int, note: str) -> None:
        """Write a note, and `latest` as a copy of it."""
        self._write_once(self._place(size, "checkpoint"), note.encode())
        self._replace(self.folder / "latest", note.encode())

    def keep_token(self, size: int, token: bytes) -> None:
        """Write a time-stamp beside its note."""
        self._write_once(self._place(size, "tsr"), token)

    def mailed_to(self, size: int) -> frozenset[str]:
        """The addresses that the note of that size has been mailed to."""
        with suppress(FileNotFoundError):
            return frozenset(self._place(size, "mailed").read_text().splitlines())
        return frozenset()

    def keep_mailed(self, size: int, address: str) -> None:
        """Write down that the note has been mailed there."""
        known = sorted(self.mailed_to(size) | {address})
        self._replace(self._place(size, "mailed"), "".join(f"{one}\n" for one in known).encode())

    @property
    def _key_place(self) -> Path:
        return self.folder / "log.pub"

    def _place(self, size: int, suffix: str) -> Path:
        return self.folder / f"{size:0{_DIGITS}}.{suffix}"

    def _write_once(self, place: Path, content: bytes) -> None:
        """Write a file complete and synced before it has its name; leave one that has it alone."""
        with self._synced(content) as file, suppress(FileExistsError):
            os.link(file, place)

    def _replace(self, place: Path, content: bytes) -> None:
        with self._synced(content) as file:
            beside = place.with_suffix(".new")
            beside.unlink(missing_ok=True)
            os.link(file, beside)
            beside.replace(place)

    @contextmanager
    def _synced(self, content: bytes) -> Iterator[str]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder) as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
            yield file.name
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
