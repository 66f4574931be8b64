"""The sandbox bank in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def bank_in(folder: Path) -> Iterator[str]:
    """The address of a running bank."""
    process = subprocess.Popen(
        [sys.executable, "-m", "yunqiao.sandbox.bank", "--folder", str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    with process.stdout:
        yield process.stdout.readline().strip() + "/sandbox/bank"
        process.terminate()
        assert process.wait(10) == 0
