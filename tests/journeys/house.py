"""A court of a journey's own: fresh database with demo data, web, worker and mail catcher."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from running import ROOT, until
from yunqiao.config.launch.parts import listen_on, manage
from yunqiao.sandbox.mail.store import Store, text_of

STARTS_WITHIN = 60  # seconds
ARRIVES_WITHIN = 30.0  # seconds
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")


@dataclass(frozen=True)
class House:
    """Where the court answers, and the letters it sent."""

    origin: str
    letters: Store

    def subjects(self, to: str) -> list[str]:
        """The subjects of the letters to an address, newest first."""
        return [str(headers["Subject"]) for _, headers in self.letters.newest_first(to)]

    def code(self, to: str, after: int = 0) -> str:
        """The newest code sent to an address, once more than `after` letters have come to it."""
        until(lambda: len(self.subjects(to)) > after, ARRIVES_WITHIN)
        found = CODE.search(self.subjects(to)[0])
        assert found
        return found[0]

    def letter(self, to: str, about: str) -> str:
        """The text of the letter to an address whose subject says this, once it has come."""
        until(lambda: any(about in subject for subject in self.subjects(to)), ARRIVES_WITHIN)
        name = next(n for n, said in self.letters.newest_first(to) if about in str(said["Subject"]))
        found = self.letters.read(name)
        assert found
        return text_of(found)


@contextmanager
def house_in(home: Path, postgres: str) -> Iterator[House]:
    """A running court; everything it started has ended at the end of the block."""
    name, port = f"journeys_{os.getpid()}", _free_port()
    smtp, pages = listen_on("127.0.0.1", 0), listen_on("127.0.0.1", 0)
    register = listen_on("127.0.0.1", 0)
    environment = os.environ | {
        "DATABASE_URL": make_conninfo(postgres, dbname=name),
        "DJANGO_SETTINGS_MODULE": "journeys.settings",
        "IMMIGRATION_URL": f"http://127.0.0.1:{register.getsockname()[1]}",
        "MAIL_URL": f"smtp://127.0.0.1:{smtp.getsockname()[1]}",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
        "YUNQIAO_HOME": str(home),
        "YUNQIAO_ORIGIN": f"http://localhost:{port}",
    }
    with ExitStack() as stack:
        stack.enter_context(_database(postgres, name))
        for command in ("migrate", "createcachetable", "collectstatic", "demo"):
            options = ["--noinput"] if command in {"migrate", "collectstatic"} else []
            _run([sys.executable, "-m", "django", command, *options], environment)
        catcher = [sys.executable, "-m", "yunqiao.sandbox.mail", "--keep-in", str(home / "mail")]
        catcher += ["--smtp-socket", str(smtp.fileno()), "--web-socket", str(pages.fileno())]
        with smtp, pages:
            sockets = smtp.fileno(), pages.fileno()
            stack.enter_context(_part("mail", catcher, environment, home, sockets))
        secret = str(home / "secrets" / "immigration_secret")
        authority = [sys.executable, "-m", "yunqiao.sandbox.immigration", "--secret", secret]
        with register:
            number = register.fileno()
            authority += ["--socket", str(number)]
            stack.enter_context(_part("immigration", authority, environment, home, (number,)))
        worker = manage("procrastinate", "worker", "--fetch-job-polling-interval", "0.2")
        stack.enter_context(_part("worker", worker, environment, home))
        web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
        web += ["--blocking-threads", "4", "yunqiao.config.wsgi:application"]
        process = stack.enter_context(_part("web", web, environment, home))
        _wait_for(port, process, home / "web.log")
        yield House(f"http://localhost:{port}", Store(home / "mail"))


@contextmanager
def _database(postgres: str, name: str) -> Iterator[None]:
    with psycopg.connect(postgres, autocommit=True, dbname="postgres") as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        try:
            yield
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@contextmanager
def _part(
    name: str,
    command: list[str],
    environment: dict[str, str],
    home: Path,
    sockets: tuple[int, ...] = (),
) -> Iterator[subprocess.Popen[bytes]]:
    with (home / f"{name}.log").open("w") as said:
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=said, stderr=said, pass_fds=sockets
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError(log.read_text())
    raise TimeoutError(log.read_text())
