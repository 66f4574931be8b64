"""A web process of its own, and a reader who is signed in and takes the time of each page."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

WARM_UP: Final = 10
"""Pages whose time is not counted."""


@dataclass(frozen=True)
class Web:
    """A running web part: its socket and its process."""

    path: Path
    pid: int


@contextmanager
def web(workers: int = 1) -> Iterator[Web]:
    """The web part as `up` starts it; DATABASE_URL is in the environment."""
    with tempfile.TemporaryDirectory(prefix="yq-web-") as folder:
        path = Path(folder, "web.sock")
        command = [sys.executable, "-m", "yunqiao.config.web"]
        command += ["--socket", str(path), "--workers", str(workers)]
        process = subprocess.Popen(command, env=os.environ, start_new_session=True)
        try:
            _wait_for(path, process)
            yield Web(path, process.pid)
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # its workers too
            process.wait()


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as trial:
                trial.connect(str(path))
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("the web process did not start") from None
            time.sleep(0.05)
        else:
            return


class Reader:
    """Someone signed in, on one kept-alive connection."""

    def __init__(self, path: Path, address: str) -> None:
        self._connection = _UnixConnection(path)
        self._headers = {"Cookie": f"sessionid={_session(address)}", "Host": "localhost"}

    def milliseconds(self, path: str) -> float:
        """Take one page."""
        started = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        taken = (time.perf_counter() - started) * 1000
        assert answer.status == http.HTTPStatus.OK, (path, answer.status, body[:200])
        return taken

    def times(self, paths: Sequence[str]) -> list[float]:
        """Take pages one after another, after a few that only warm up."""
        for path in paths[:WARM_UP]:
            self.milliseconds(path)
        return [self.milliseconds(path) for path in paths]


def p95(times: Sequence[float]) -> float:
    """What nineteen of twenty are within."""
    return statistics.quantiles(times, n=20)[-1]


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=60)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self._path))


def _session(address: str) -> str:
    """The session of someone signed in who has shown a second factor."""
    from allauth.account.internal.flows.login import record_authentication
    from django.http import HttpRequest
    from django.test import Client

    from yunqiao.court.identity.models import Account

    client, account = Client(), Account.objects.get(email=address)
    client.force_login(account)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, account, "mfa")
    request.session.save()
    return client.cookies["sessionid"].value
