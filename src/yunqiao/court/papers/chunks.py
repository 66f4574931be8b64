"""Bytes of uploads on their way, each piece in a file of its own below the folder of its session."""

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

PIECE: Final = 1 << 18


def write(session: UUID, chunk: UUID, content: bytes) -> None:
    """Write a chunk; on return it would survive a loss of power.

    Raises:
        OSError: the disk is full, or does not work; nothing of the chunk is left.
    """
    folder = _folder(session)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / str(chunk)
    try:
        with place.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def remove(session: UUID, chunk: UUID) -> None:
    """Remove a chunk that is not wanted."""
    (_folder(session) / str(chunk)).unlink(missing_ok=True)


def read(session: UUID, chunks: Iterable[UUID]) -> Iterator[bytes]:
    """The bytes of these chunks, in this order.

    Raises:
        FileNotFoundError: one is gone.
    """
    for chunk in chunks:
        with (_folder(session) / str(chunk)).open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def remove_all(session: UUID) -> None:
    """Remove everything of a session."""
    shutil.rmtree(_folder(session), ignore_errors=True)


def sessions_untouched_since(instant: datetime) -> list[UUID]:
    """Sessions whose folder nothing was written to since then."""
    root: Path = settings.UPLOADS_FOLDER
    if not root.is_dir():
        return []
    old = [place for place in root.iterdir() if place.stat().st_mtime < instant.timestamp()]
    return [UUID(place.name) for place in old]


def _folder(session: UUID) -> Path:
    root: Path = settings.UPLOADS_FOLDER
    return root / str(session)
