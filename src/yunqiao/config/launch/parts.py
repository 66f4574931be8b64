"""The parts of a running Yunqiao: what each is called and how it is started."""

import os
import secrets
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yunqiao.config.launch.places import PACKAGE, Places

EXAMINED_AT_ONCE = int(os.environ.get("EXAMINED_AT_ONCE", "1"))
"""Uploads one machine examines at a time; each may take the memory that papers.process allows."""
PAYMENT_FIRMS = {"stripe": "card", "wechatpay": "wechatpay", "alipay": "alipay", "bank": "bank"}
"""Sandboxes, and the way to pay whose account each hands out; a bank calls nobody back."""


@dataclass(frozen=True)
class Part:
    """A program that the supervisor starts and watches.

    `listening` are sockets it inherits, so that callers wait instead of failing while it restarts;
    `socket_path` is one it makes itself, removed before each start. A part that `needs_database`
    is not started while there is none; one that comes `later` waits until those that show the first
    page listen.
    """

    name: str
    command: list[str]
    listening: list[socket.socket] = field(default_factory=list)
    socket_path: Path | None = None
    needs_database: bool = False
    later: bool = False


@dataclass(frozen=True)
class Plan:
    """What to start, in order, and the environment of all of it."""

    parts: list[Part]
    environment: dict[str, str]


def plan(places: Places, door: socket.socket, environment: Mapping[str, str]) -> Plan:
    """All parts, the door last; counterparts of the sandbox wherever no real ones are named."""
    folder = places.sockets()
    shared = dict(environment)
    parts = []
    if "MAIL_URL" not in shared:
        catcher, urls = _catcher(places, folder)
        shared = {**urls, **shared}
        parts.append(catcher)
    if "TIMESTAMP_URL" not in shared:
        authority, port = _time_stamps(places)
        shared["TIMESTAMP_URL"] = f"http://127.0.0.1:{port}/"
        parts.append(authority)
    if "IMMIGRATION_URL" not in shared:
        register, port = _register(places)
        shared["IMMIGRATION_URL"] = f"http://127.0.0.1:{port}"
        parts.append(register)
    workers = int(os.environ.get("WEB_WORKERS", "2"))
    parts += [*webs(folder, workers), _live(folder), *_workers()]
    if has_command("sequencer"):
        parts.append(Part("sequencer", manage("sequencer"), later=True))
    if "PAYMENT_ACCOUNTS" not in shared:
        parts += payment_firms(places, folder, shared.get("YUNQIAO_ORIGIN", ""))
    return Plan([*parts, _door(folder, door)], shared)


def manage(*arguments: str) -> list[str]:
    """A Django management command as a program."""
    return _python("yunqiao.config.cli", "manage", *arguments)


def has_command(name: str) -> bool:
    """Whether one of our rooms brings this management command."""
    return any(PACKAGE.glob(f"**/management/commands/{name}.py"))


def webs(folder: Path, workers: int) -> Iterator[Part]:
    """The web part and, where more than one worker is wanted, its spare: one of them is there.

    Callers take turns: workers of one part do not share what comes at its socket evenly.
    """
    spare = workers // 2
    yield _web("web", folder, workers - spare)
    if spare:
        yield _web("web-spare", folder, spare, later=True)


def _web(name: str, folder: Path, workers: int, *, later: bool = False) -> Part:
    path = folder / f"{name}.sock"
    command = _python("yunqiao.config.web", "--socket", str(path), "--workers", str(workers))
    return Part(name, command, socket_path=path, later=later)


def _live(folder: Path) -> Part:
    path = folder / "live.sock"
    command = _python("granian", "yunqiao.config.asgi:application", "--interface", "asgi")
    command += ["--uds", str(path), "--no-ws", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.1"]
    return Part("live", [*command, "--workers-kill-timeout", "2"], socket_path=path)


def _workers() -> Iterator[Part]:
    """One for what must not wait, one for looking at uploads, which takes processor and memory."""
    yield _worker("worker", ["default", "housekeeping"], at_once=4)
    yield _worker("examiner", ["examination"], at_once=EXAMINED_AT_ONCE)


def _worker(name: str, queues: list[str], *, at_once: int) -> Part:
    command = manage("procrastinate", "worker", "--queues", ",".join(queues))
    command += ["--concurrency", str(at_once), "--shutdown-graceful-timeout", "5"]
    command += ["--no-listen-notify", "--fetch-job-polling-interval", "0.5"]
    return Part(name, command, needs_database=True, later=True)


def _catcher(places: Places, folder: Path) -> tuple[Part, dict[str, str]]:
    """The catcher, and the URLs by which the court finds it."""
    smtp, sms = listen_on("127.0.0.1", 0), listen_on("127.0.0.1", 0)
    web = _listen_at(folder / "mail.sock")
    key = f"sandbox:{secrets.token_urlsafe(16)}"
    command = _python("yunqiao.sandbox.mail", "--keep-in", str(places.mail))
    command += ["--smtp-socket", str(smtp.fileno()), "--web-socket", str(web.fileno())]
    command += ["--sms-socket", str(sms.fileno()), "--sms-key", key]
    command += ["--authenticators", str(places.authenticators)]
    urls = {
        "MAIL_URL": f"smtp://127.0.0.1:{smtp.getsockname()[1]}",
        "SMS_URL": f"http://{key}@127.0.0.1:{sms.getsockname()[1]}",
    }
    return Part("mail", command, listening=[smtp, web, sms]), urls


def _time_stamps(places: Places) -> tuple[Part, int]:
    listening = listen_on("127.0.0.1", 0)
    command = _python("yunqiao.sandbox.timestamp", "--folder", str(places.home / "timestamp"))
    command += ["--socket", str(listening.fileno())]
    part = Part("timestamp", command, listening=[listening], later=True)
    return part, listening.getsockname()[1]


def payment_firms(places: Places, folder: Path, origin: str) -> Iterator[Part]:
    """The firms' sandboxes and the bank; where the court keeps their accounts, settings say too."""
    accounts = places.payment / "accounts" / "all"
    for name, account in PAYMENT_FIRMS.items():
        interface, web = listen_on("127.0.0.1", 0), _listen_at(folder / f"{name}.sock")
        command = _python(f"yunqiao.sandbox.{name}", "--folder", str(places.payment / name))
        command += ["--socket", str(interface.fileno()), "--web-socket", str(web.fileno())]
        command += ["--account", str(accounts / f"{account}.toml")]
        if name != "bank":
            command += ["--origin", origin]
            command += ["--notify", f"{origin}/api/payments/all/{account}/callback"]
        yield Part(name, command, listening=[interface, web], later=True)


def _listen_at(path: Path) -> socket.socket:
    """A listening socket at a path."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen(100)
    return listening


def _register(places: Places) -> tuple[Part, int]:
    listening = listen_on("127.0.0.1", 0)
    secret = places.home / "secrets" / "immigration_secret"
    command = _python("yunqiao.sandbox.immigration", "--secret", str(secret))
    command += ["--socket", str(listening.fileno())]
    part = Part("immigration", command, listening=[listening], later=True)
    return part, listening.getsockname()[1]


def _door(folder: Path, listening: socket.socket) -> Part:
    command = _python("yunqiao.config.door", "--socket", str(listening.fileno()))
    return Part("door", [*command, "--parts-in", str(folder)], listening=[listening])


def listen_on(host: str, port: int) -> socket.socket:
    """A listening TCP socket; port 0 takes a free one.

    Raises:
        OSError: the port is taken (EADDRINUSE) or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=1024)


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
