"""The sandbox's register of identity papers, running."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECRET = b"a secret that both sides know"


@dataclass(frozen=True)
class RunningRegister:
    url: str
    process: subprocess.Popen[str]

    def set_faults(self, *faults: dict[str, Any]) -> None:
        body = json.dumps(faults).encode()
        request = urllib.request.Request(f"{self.url}/faults", body, method="PUT")
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 204

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def running_register(folder: Path) -> Iterator[RunningRegister]:
    secret = folder / "secret"
    secret.write_bytes(SECRET)
    process = subprocess.Popen(
        [sys.executable, "-m", "yunqiao.sandbox.immigration", "--secret", str(secret)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    with process.stdout:
        running = RunningRegister(process.stdout.readline().strip(), process)
        yield running
        running.stop()
