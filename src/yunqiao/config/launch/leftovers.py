"""Ends parts that an earlier supervisor, killed without warning, could not end itself."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 5.0  # seconds


def end_leftovers(home: Path) -> None:
    """Kill every process that is a part of the Yunqiao of this HOME; the caller holds its lock."""
    deadline = time.monotonic() + PATIENCE
    while (found := _parts_of(home)) and time.monotonic() < deadline:
        for number in found:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        time.sleep(0.05)


def _parts_of(home: Path) -> list[int]:
    """By their working directory: a title written over it makes the environment unreadable."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or is another user's
            if (process / "cwd").readlink().parent == home / "parts":
                found.append(int(process.name))
    return found
