"""Ends parts that an earlier supervisor, killed without warning, could not end itself."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PATIENCE = 5.0  # seconds


def end_leftovers(home: Path) -> None:
    """Kill every process that is a part of the Yunqiao of this HOME; the caller holds its lock."""
    deadline = time.monotonic() + PATIENCE
    while (found := _parts_of(home)) and time.monotonic() < deadline:
        _kill(found)
        time.sleep(0.05)


def kill_those_working_in(folder: Path) -> None:
    """Kill every process whose working directory this is, and do not wait until they are gone."""
    _kill([number for number, place in _places() if place == folder])


def _parts_of(home: Path) -> list[int]:
    return [number for number, place in _places() if place.parent == home / "parts"]


def _places() -> Iterator[tuple[int, Path]]:
    """Processes by their working directory: a title written over it makes the rest unreadable."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or is another user's
            yield int(process.name), (process / "cwd").readlink()


def _kill(numbers: list[int]) -> None:
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
