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
    marks = {b"YUNQIAO_HOME=" + os.fsencode(home)}
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or is another user's
            environment = (process / "environ").read_bytes().split(b"\0")
            is_part = any(entry.startswith(b"YUNQIAO_PART=") for entry in environment)
            if is_part and marks <= set(environment):
                found.append(int(process.name))
    return found
