"""`./yunqiao up`: everything on one machine, until Ctrl-C."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from yunqiao.config.launch.keeper import Keeper
from yunqiao.config.launch.leftovers import end_leftovers
from yunqiao.config.launch.parts import listen_on, plan
from yunqiao.config.launch.places import PACKAGE, Places
from yunqiao.config.launch.postgres import Cluster
from yunqiao.config.launch.prepared import Stamp
from yunqiao.config.launch.problem import Problem
from yunqiao.config.launch.supervisor import Supervisor, adopt_orphans


@dataclass(frozen=True)
class Address:
    """Where the door listens."""

    host: str
    port: int

    def __str__(self) -> str:
        """The address as a browser on this machine takes it."""
        name = "localhost" if self.host in {"127.0.0.1", "::1", "0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return f"http://{name}:{self.port}"


def up(*, host: str, port: int, demo: bool) -> None:
    """Start everything, print the address, watch over it until a signal, stop everything.

    Raises:
        Problem: something is in the way; nothing is left running.
    """
    begun = time.monotonic()
    places = Places.of_environment()
    _let_sigterm_interrupt()
    adopt_orphans()
    with places.held() as note:
        end_leftovers(places.home)
        door = _listen(host, port)
        address = Address(host, door.getsockname()[1])
        note(f"process {os.getpid()}, {address}")
        with _database(places) as cluster:
            environment = _environment(places, address, cluster)
            _prepare_unless_done(places, cluster, environment, demo=demo)
            Supervisor(
                places,
                plan(places, door, environment),
                Keeper(cluster),
                is_ready=lambda: _answers(address),
                on_ready=lambda: _announce(address, places, time.monotonic() - begun),
            ).run()
            print("Stopping.", flush=True)
    print("Stopped.", flush=True)


def _let_sigterm_interrupt() -> None:
    """Until the supervisor takes over, SIGTERM ends the start like Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen_on(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Problem(
                f"Port {port} is taken by another program: choose another one,"
                f" for example ./yunqiao up --port {port + 1}"
            ) from None
        raise Problem(f"Cannot listen on {host} port {port}: {error.strerror}.") from None


@contextmanager
def _database(places: Places) -> Iterator[Cluster | None]:
    """The embedded cluster, running; nothing if DATABASE_URL names another."""
    if "DATABASE_URL" in os.environ:
        yield None
        return
    cluster = Cluster.at(places.cluster, places.log("postgres"))
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def _environment(places: Places, address: Address, cluster: Cluster | None) -> Mapping[str, str]:
    environment = {
        "YUNQIAO_ORIGIN": str(address),
        "YUNQIAO_PROXIES": "1",  # the door
        **os.environ,
        "YUNQIAO_HOME": str(places.home),
        "PYTHONPATH": str(PACKAGE.parent),
        "PYTHONUNBUFFERED": "1",
    }
    if cluster:
        environment["DATABASE_URL"] = cluster.url
    return environment


def _prepare_unless_done(
    places: Places, cluster: Cluster | None, environment: Mapping[str, str], *, demo: bool
) -> None:
    """What our own cluster was prepared for is known; a demo says its accounts each time."""
    stamp = Stamp(places, cluster) if cluster else None
    if stamp and not demo and stamp.fits():
        return
    _prepare(environment, demo=demo)
    if stamp:
        stamp.note()


def _prepare(environment: Mapping[str, str], *, demo: bool) -> None:
    """Migrations and static files, in a process of its own so that the supervisor stays small."""
    command = [sys.executable, "-m", "yunqiao.config.cli", "prepare"]
    if demo:
        command.append("--demo")
    if subprocess.run(command, env=environment, check=False).returncode:
        raise Problem("The database could not be prepared; the reason is above.")


def _answers(address: Address) -> bool:
    connection = http.client.HTTPConnection(address.host, address.port, timeout=1)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status != http.HTTPStatus.BAD_GATEWAY
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _announce(address: Address, places: Places, seconds: float) -> None:
    print(f"云桥 Yunqiao: {address}  ({seconds:.1f} s; Ctrl-C stops it)")
    if "MAIL_URL" not in os.environ or "PAYMENT_ACCOUNTS" not in os.environ:
        print(f"Sandboxes (mail, codes, payment firms, bank): {address}/sandbox/")
    if "MAIL_URL" not in os.environ:
        print(f"Caught mail and texts: {address}/sandbox/mail/")
        print(f"Codes of the demonstration staff: {address}/sandbox/mail/authenticator/")
    print(f"Logs:         {places.home / 'logs'}", flush=True)
