"""A court of a journey's own: fresh database with demo data, web, worker, mail catcher and door."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from running import PATIENCE, ROOT, until
from yunqiao.config.demonstration import secret_of
from yunqiao.config.launch.parts import listen_on, manage, payment_firms
from yunqiao.config.launch.places import Places, short_folder
from yunqiao.sandbox.authenticator.codes import STEP, code_of
from yunqiao.sandbox.mail.store import Store, text_of
from yunqiao.sandbox.sms.store import TextStore

CODE = re.compile(r"([A-Z0-9]{4}-[A-Z0-9]{4}|\d{6})(?= (?:is your|是您))")
TEXT_CODE = re.compile(r"\d{6}")


@dataclass(frozen=True)
class House:
    """Where the court answers, and the letters it sent."""

    origin: str
    letters: Store
    texts: TextStore
    _used: set[tuple[str, int]] = field(default_factory=set)

    def subjects(self, to: str) -> list[str]:
        """The subjects of the letters to an address, newest first."""
        return [str(headers["Subject"]) for _, headers in self.letters.newest_first(to)]

    def code(self, to: str, after: int = 0) -> str:
        """The newest code sent to an address, once more than `after` letters have come to it."""
        until(lambda: bool(self._codes(to, after)), PATIENCE)
        return self._codes(to, after)[0]

    def _codes(self, to: str, after: int) -> list[str]:
        subjects = self.subjects(to)
        fresh = subjects[: len(subjects) - after]
        return [found[0] for subject in fresh if (found := CODE.match(subject))]

    def text_code(self, to: str, after: int = 0) -> str:
        """The newest code sent to a number, once more than `after` texts have come to it."""
        until(lambda: len(self.texts_to(to)) > after, PATIENCE)
        found = TEXT_CODE.search(self.texts_to(to)[0])
        assert found
        return found[0]

    def texts_to(self, to: str) -> list[str]:
        """The texts to a number, newest first."""
        return [text.text for text in self.texts.newest_first(to)]

    def app_code(self, address: str) -> str:
        """A code of a demonstration account's app that was not used yet; each one works once."""
        until(lambda: bool(self._unused(address)), PATIENCE)
        counter = self._unused(address)[0]
        self._used.add((address, counter))
        return code_of(secret_of(address), counter)

    def _unused(self, address: str) -> list[int]:
        now = int(time.time()) // STEP
        return [one for one in (now, now - 1, now + 1) if (address, one) not in self._used]

    def letter(self, to: str, about: str) -> str:
        """The text of the letter to an address whose subject says this, once it has come."""
        until(lambda: any(about in subject for subject in self.subjects(to)), PATIENCE)
        name = next(n for n, said in self.letters.newest_first(to) if about in str(said["Subject"]))
        found = self.letters.read(name)
        assert found
        return text_of(found)


@contextmanager
def house_in(home: Path, postgres: str) -> Iterator[House]:
    """A running court; everything it started has ended at the end of the block."""
    name = f"journeys_{os.getpid()}"
    smtp, pages, sms, door = (listen_on("127.0.0.1", 0) for _ in range(4))
    origin = f"http://localhost:{door.getsockname()[1]}"
    register = listen_on("127.0.0.1", 0)
    environment = os.environ | {
        "DATABASE_URL": make_conninfo(postgres, dbname=name),
        "DJANGO_SETTINGS_MODULE": "journeys.settings",
        "IMMIGRATION_URL": f"http://127.0.0.1:{register.getsockname()[1]}",
        "MAIL_URL": f"smtp://127.0.0.1:{smtp.getsockname()[1]}",
        "SMS_URL": f"http://sandbox:sandbox@127.0.0.1:{sms.getsockname()[1]}",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
        "YUNQIAO_HOME": str(home),
        "YUNQIAO_ORIGIN": origin,
        "YUNQIAO_PROXIES": "1",  # the door
    }
    with ExitStack() as stack:
        stack.enter_context(_database(postgres, name))
        _run([sys.executable, "-m", "yunqiao.config.cli", "prepare", "--demo"], environment)
        catcher = [sys.executable, "-m", "yunqiao.sandbox.mail", "--keep-in", str(home / "mail")]
        catcher += ["--smtp-socket", str(smtp.fileno()), "--web-socket", str(pages.fileno())]
        catcher += ["--sms-socket", str(sms.fileno())]
        with smtp, pages, sms:
            passed: tuple[int, ...] = smtp.fileno(), pages.fileno(), sms.fileno()
            stack.enter_context(_part("mail", catcher, environment, home, passed))
        secret = str(home / "secrets" / "immigration_secret")
        authority = [sys.executable, "-m", "yunqiao.sandbox.immigration", "--secret", secret]
        with register:
            number = register.fileno()
            authority += ["--socket", str(number)]
            stack.enter_context(_part("immigration", authority, environment, home, (number,)))
        worker = manage("procrastinate", "worker", "--fetch-job-polling-interval", "0.2")
        stack.enter_context(_part("worker", worker, environment, home))
        sockets = short_folder(home / "run", os.geteuid(), os.getegid())
        for firm in payment_firms(Places(home), sockets, origin):
            passed = tuple(one.fileno() for one in firm.listening)
            stack.enter_context(_part(firm.name, firm.command, environment, home, passed))
            for listening in firm.listening:
                listening.close()
        web = [sys.executable, "-m", "yunqiao.config.web", "--socket", str(sockets / "web.sock")]
        process = stack.enter_context(_part("web", web, environment, home))
        passing = [sys.executable, "-m", "yunqiao.config.door", "--parts-in", str(sockets)]
        passing += ["--socket", str(door.fileno())]
        with door:
            stack.enter_context(_part("door", passing, environment, home, (door.fileno(),)))
        _wait_for(sockets / "web.sock", process, home / "web.log")
        yield House(origin, Store(home / "mail"), TextStore(home / "mail"))


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
            process.wait(PATIENCE)


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True)


def _wait_for(place: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the part has made its socket; its log if it ended instead."""
    until(lambda: place.exists() or process.poll() is not None, PATIENCE)
    assert place.exists(), log.read_text()
