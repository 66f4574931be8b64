"""Commands of the court as processes of their own, on the test's database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from running import PATIENCE
from yunqiao.court.foundation.connections import conninfo


def manage(*arguments: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """A running `manage` command; killed at the end if it still runs."""
    return _running("-m", "django", *arguments)


@contextmanager
def _running(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, *arguments],
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


def a_worker(at_once: int = 1) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """A running worker of what must not wait."""
    queues = ["--queues", "default,housekeeping", "--concurrency", str(at_once)]
    often = ["--no-listen-notify", "--fetch-job-polling-interval", "0.2"]
    return manage("procrastinate", "worker", *queues, *often)


@contextmanager
def web_workers(port: int, workers: int = 2) -> Iterator[subprocess.Popen[bytes]]:
    """The web part on a port of this machine; a worker that dies is replaced."""
    command = ["-m", "granian", "yunqiao.config.wsgi:application", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "8", "--no-ws", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.1"]
    with _running(*command) as process:
        eventually(lambda: _listens(port))
        yield process
        process.terminate()
        process.wait(PATIENCE)


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The numbers of the processes that it started."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
    return [int(number) for number in found.split()]


def _listens(port: int) -> bool:
    with socket.socket() as calling:
        return calling.connect_ex(("127.0.0.1", port)) == 0


def eventually(
    condition: Callable[[], bool], *, seconds: float = PATIENCE, every: float = 0.01
) -> None:
    """Return as soon as the condition holds, asking `every` so many seconds.

    Raises:
        AssertionError: it did not hold in time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(every)
