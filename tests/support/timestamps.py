"""The sandbox's time-stamping authority, running."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RunningAuthority:
    url: str
    roots: Path
    process: subprocess.Popen[str]

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def running_authority(folder: Path) -> Iterator[RunningAuthority]:
    process = subprocess.Popen(
        [sys.executable, "-m", "yunqiao.sandbox.timestamp", "--folder", str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    with process.stdout:
        running = RunningAuthority(process.stdout.readline().strip(), folder / "root.pem", process)
        yield running
        running.stop()
