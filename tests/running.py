"""A real Yunqiao started by its command line in a HOME of its own, and its processes."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 240.0  # seconds a busy machine may take; where all is well nobody waits for their end
EXTERNAL = ("DATABASE_URL", "MAIL_URL", "STORAGE_URL", "YUNQIAO_ORIGIN")


def command_line(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start one command of ./yunqiao without its set-up."""
    kept = {name: value for name, value in os.environ.items() if name not in EXTERNAL}
    return subprocess.Popen(
        [sys.executable, "-m", "yunqiao.config.cli", *arguments],
        env={
            **kept,
            "YUNQIAO_HOME": str(home),
            "PYTHONPATH": str(ROOT / "src"),
            "API_REQUESTS_PER_MINUTE": "1000000",  # tests are in a hurry
            "API_OPEN_REQUESTS_PER_MINUTE": "1000000",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def refusal(home: Path, *arguments: str) -> tuple[int, str]:
    """Run a command that is expected to end by itself; its exit code and what it said."""
    process = command_line(home, *arguments)
    said, _ = process.communicate(timeout=PATIENCE)
    return process.returncode, said.strip()


@dataclass
class Running:
    """One running Yunqiao."""

    home: Path
    process: subprocess.Popen[str]
    address: str

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Status and body of one request."""
        try:
            with urlopen(
                Request(self.address + path, headers=headers or {}), timeout=PATIENCE
            ) as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()

    def part(self, name: str) -> set[int]:
        """The process numbers of one part."""
        workshop = self.home / "parts" / name
        return {n for n in processes_of(self.home) if working_directory(n) == workshop}

    def kill_part(self, name: str) -> set[int]:
        """Kill the part's processes without warning, once there are any; returns them."""
        until(lambda: bool(self.part(name)), within=PATIENCE)
        numbers = self.part(name)
        for number in numbers:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return numbers

    def stop(self, number: signal.Signals = signal.SIGINT) -> str:
        """Stop it by a signal; what it said until it ended."""
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return said


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """A Yunqiao that answers; stopped at the end of the block if it still runs."""
    process = command_line(home, "up", "--port", "0")
    try:
        yield Running(home, process, _address(process))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"云桥 Yunqiao: (http://\S+)", line):
            return found[1]
    raise AssertionError(f"It did not start: {said}")


def processes_of(home: Path) -> set[int]:
    """Every process that works inside this HOME, PostgreSQL's too."""
    numbers = {int(process.name) for process in Path("/proc").glob("[0-9]*")}
    return {n for n in numbers if (place := working_directory(n)) and place.is_relative_to(home)}


def working_directory(number: int) -> Path | None:
    """Where a process works, None if it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{number}/cwd").readlink()
    return None


def until(condition: Callable[[], bool], within: float) -> float:
    """Wait until the condition holds; the seconds it took. Fails when the time is over."""
    begun = time.monotonic()
    while True:
        with suppress(OSError, http.client.HTTPException):
            if condition():
                return time.monotonic() - begun
        assert time.monotonic() - begun < within, f"Not within {within} seconds."
        time.sleep(0.05)
