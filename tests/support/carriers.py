"""The sandbox's catcher in a process of its own: the carrier of texts, and what it caught."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from running import ROOT

KEY = "court:a secret/of 例"


@dataclass
class RunningCarrier:
    """A carrier, and the sandbox's own API beside it."""

    port: int
    web_port: int

    @property
    def url(self) -> str:
        return f"http://court:a%20secret%2Fof%20%E4%BE%8B@127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self.web_port}/sandbox/mail/{path}"
        with urlopen(Request(address, data, method=method), timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def texts(self, to: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask(f"api/texts?to={to.replace('+', '%2B')}")["texts"]
        return found

    def fault(self, **given: object) -> None:
        self.ask("api/text-faults", "POST", given)


@contextmanager
def running_carrier(folder: Path, authenticators: Path | None = None) -> Iterator[RunningCarrier]:
    """A carrier that keeps its texts in `folder`."""
    smtp, web, sms = (socket.create_server(("127.0.0.1", 0)) for _ in range(3))
    command = [sys.executable, "-m", "yunqiao.sandbox.mail", "--keep-in", str(folder)]
    for name, listening in (("smtp", smtp), ("web", web), ("sms", sms)):
        command += [f"--{name}-socket", str(listening.fileno())]
    command += ["--sms-key", KEY]
    if authenticators:
        command += ["--authenticators", str(authenticators)]
    numbers = [one.fileno() for one in (smtp, web, sms)]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, pass_fds=numbers, env=environment)
    with smtp, web, sms:
        try:
            running = RunningCarrier(sms.getsockname()[1], web.getsockname()[1])
            running.ask("api/text-faults")  # answered once it is up
            yield running
        finally:
            process.terminate()
            assert process.wait(10) == 0
