"""Runs the examining process under limits of memory, processor time and wall-clock time."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError
from yunqiao.gateways.storage.port import StorageFullError

PACKAGE_ROOT: Final = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one examination may take."""

    memory: int = 1536
    """Megabytes of address space."""
    processor: int = 60
    """Seconds of processor time."""
    wall_clock: float = 180
    """Seconds."""


def examine(file: Path, name: str, folder: Path, limits: Limits | None = None) -> Fit:
    """Examine a file in a process of its own; what is made from it lies in the folder.

    Raises:
        UnfitError: the file cannot be used, or examining it takes more than the limits.
        StorageFullError: the disk has no room for what is made from it.
    """
    limits = limits or Limits()
    options = ["--memory", str(limits.memory), "--seconds", str(limits.processor)]
    command = [sys.executable, "-m", "yunqiao.court.papers.examine", *options]
    try:
        done = subprocess.run(  # noqa: S603  # our own program; the name is an argument, no shell
            [*command, "--", str(file), name, str(folder)],
            check=False,
            capture_output=True,
            env={"PYTHONPATH": str(PACKAGE_ROOT), "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            cwd=folder,
            timeout=limits.wall_clock,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise UnfitError(Reason.TOO_COSTLY) from None
    if done.returncode != 0:
        raise UnfitError(Reason.TOO_COSTLY)
    said = json.loads(done.stdout.splitlines()[-1])
    if "full" in said:
        raise StorageFullError("no room for what is made from a file")
    if "unfit" in said:
        raise UnfitError(Reason(said["unfit"]))
    return Fit(**said["fit"])
