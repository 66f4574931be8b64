"""The web parts as they are served, and a reader who is signed in and takes the time of each page."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yunqiao.config.launch.parts import webs

WARM_UP: Final = 10
"""Pages whose time is not counted."""


@dataclass(frozen=True)
class Web:
    """Running web parts: their sockets and their processes."""

    paths: Sequence[Path]
    pids: Sequence[int]


@contextmanager
def web(workers: int = 1) -> Iterator[Web]:
    """The web parts as `up` starts them; DATABASE_URL is in the environment."""
    with tempfile.TemporaryDirectory(prefix="yq-web-") as folder, ExitStack() as running:
        parts = list(webs(Path(folder), workers))
        paths = [part.socket_path for part in parts if part.socket_path]
        pids = [running.enter_context(_process(part.command)).pid for part in parts]
        for path in paths:
            _wait_for(path)
        yield Web(paths, pids)


@contextmanager
def _process(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # its workers too
        process.wait()


def _wait_for(path: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as trial:
                trial.connect(str(path))
        except OSError:
            if time.monotonic() > until:
                raise SystemExit("the web part did not start") from None
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
