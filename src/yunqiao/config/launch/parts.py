"""The parts of a running Yunqiao: what each is called and how it is started."""

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yunqiao.config.launch.places import PACKAGE, Places


@dataclass(frozen=True)
class Part:
    """A program that the supervisor starts and watches.

    `listening` are sockets it inherits, so that callers wait instead of failing while it restarts;
    `socket_path` is one it makes itself, removed before each start.
    """

    name: str
    command: list[str]
    listening: list[socket.socket] = field(default_factory=list)
    socket_path: Path | None = None


@dataclass(frozen=True)
class Plan:
    """What to start, in order, and the environment of all of it."""

    parts: list[Part]
    environment: dict[str, str]


def plan(places: Places, door: socket.socket, environment: Mapping[str, str]) -> Plan:
    """All parts; counterparts of the sandbox where no URL names a real one."""
    folder = places.sockets()
    shared = dict(environment)
    parts = []
    if "MAIL_URL" not in shared:
        catcher, port = _mail_catcher(places, folder)
        shared["MAIL_URL"] = f"smtp://127.0.0.1:{port}"
        parts.append(catcher)
    if "TIMESTAMP_URL" not in shared:
        authority, port = _time_stamps(places)
        shared["TIMESTAMP_URL"] = f"http://127.0.0.1:{port}/"
        parts.append(authority)
    if "IMMIGRATION_URL" not in shared:
        register, port = _register(places)
        shared["IMMIGRATION_URL"] = f"http://127.0.0.1:{port}"
        parts.append(register)
    parts += [_web(folder), _live(folder), _worker()]
    if has_command("sequencer"):
        parts.append(Part("sequencer", manage("sequencer")))
    parts.append(_door(folder, door))
    return Plan(parts, shared)


def manage(*arguments: str) -> list[str]:
    """A Django management command as a program."""
    return _python("yunqiao.config.cli", "manage", *arguments)


def has_command(name: str) -> bool:
    """Whether one of our rooms brings this management command."""
    return any(PACKAGE.glob(f"**/management/commands/{name}.py"))


def _web(folder: Path) -> Part:
    workers = os.environ.get("WEB_WORKERS", str(min(2, os.cpu_count() or 1)))
    return _granian("web", "wsgi", folder, "--workers", workers, "--blocking-threads", "8")


def _live(folder: Path) -> Part:
    return _granian("live", "asgi", folder)


def _granian(name: str, interface: str, folder: Path, *options: str) -> Part:
    path = folder / f"{name}.sock"
    command = _python("granian", f"yunqiao.config.{interface}:application")
    command += ["--interface", interface, "--uds", str(path), "--no-ws", "--log-level", "warning"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.1"]
    return Part(name, [*command, "--workers-kill-timeout", "2", *options], socket_path=path)


def _worker() -> Part:
    polling = ["--no-listen-notify", "--fetch-job-polling-interval", "0.5"]
    return Part(
        "worker", manage("procrastinate", "worker", *polling, "--shutdown-graceful-timeout", "5")
    )


def _mail_catcher(places: Places, folder: Path) -> tuple[Part, int]:
    smtp = listen_on("127.0.0.1", 0)
    web = socket.socket(socket.AF_UNIX)
    path = folder / "mail.sock"
    path.unlink(missing_ok=True)
    web.bind(str(path))
    web.listen(100)
    command = _python("yunqiao.sandbox.mail", "--keep-in", str(places.mail))
    command += ["--smtp-socket", str(smtp.fileno()), "--web-socket", str(web.fileno())]
    return Part("mail", command, listening=[smtp, web]), smtp.getsockname()[1]


def _time_stamps(places: Places) -> tuple[Part, int]:
    listening = listen_on("127.0.0.1", 0)
    command = _python("yunqiao.sandbox.timestamp", "--folder", str(places.home / "timestamp"))
    command += ["--socket", str(listening.fileno())]
    return Part("timestamp", command, listening=[listening]), listening.getsockname()[1]


def _register(places: Places) -> tuple[Part, int]:
    listening = listen_on("127.0.0.1", 0)
    secret = places.home / "secrets" / "immigration_secret"
    command = _python("yunqiao.sandbox.immigration", "--secret", str(secret))
    command += ["--socket", str(listening.fileno())]
    return Part("immigration", command, listening=[listening]), listening.getsockname()[1]


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
