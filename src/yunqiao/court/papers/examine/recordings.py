"""Sound and film: the containers are walked from box to box; nothing is decoded."""

import struct
from pathlib import Path
from typing import BinaryIO, Final

from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError

MOST_BOXES: Final = 100_000
BOX_HEAD: Final = 8
LONG_HEAD: Final = 16
SHORTEST_MP3: Final = 128  # bytes


def examine(path: Path, media_type: str) -> Fit:
    """See whether the whole recording has arrived.

    Raises:
        UnfitError: its end is missing.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        if media_type in {"video/mp4", "video/quicktime", "audio/mp4"}:
            whole = _has_index(file, size)
        elif media_type == "audio/wav":
            whole = _announced_by_riff(file) <= size
        else:
            whole = size > SHORTEST_MP3
    if not whole:
        raise UnfitError(Reason.DAMAGED)
    return Fit(media_type=media_type, viewing_type=media_type)


def _has_index(file: BinaryIO, size: int) -> bool:
    """Whether every box ends within the file and the index (moov, or fragments) is there."""
    place, found = 0, False
    for _ in range(MOST_BOXES):
        if place + BOX_HEAD > size:
            break
        file.seek(place)
        length, kind = struct.unpack(">I4s", file.read(BOX_HEAD))
        if length == 1:
            length = struct.unpack(">Q", file.read(LONG_HEAD - BOX_HEAD).ljust(8, b"\0"))[0]
        elif length == 0:  # the last box, until the end
            length = size - place
        if length < BOX_HEAD or place + length > size:
            return False
        found = found or kind == b"moov"
        place += length
    return found


def _announced_by_riff(file: BinaryIO) -> int:
    file.seek(4)
    announced: int = struct.unpack("<I", file.read(4))[0]
    return announced + BOX_HEAD
