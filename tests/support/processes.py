"""Commands of the court as processes of their own, on the test's database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from running import PATIENCE
from yunqiao.court.foundation.connections import conninfo


@contextmanager
def manage(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A running `manage` command; killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "django", *arguments],
        env=os.environ
        | {
            "DATABASE_URL": conninfo(),
            "DJANGO_SETTINGS_MODULE": "yunqiao.config.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        stdin=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def a_worker() -> AbstractContextManager[subprocess.Popen[bytes]]:
    """A running worker of what must not wait."""
    queues = ["--queues", "default,housekeeping"]
    often = ["--no-listen-notify", "--fetch-job-polling-interval", "0.2"]
    return manage("procrastinate", "worker", *queues, *often)


def eventually(condition: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Return as soon as the condition holds.

    Raises:
        AssertionError: it did not hold in time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.01)
