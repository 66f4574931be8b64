"""A running house to be mistreated: its database, the people at work in it, the kills."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import psycopg

from running import PATIENCE, ROOT, Running
from support.desk import CLERKS
from support.filers import Filers
from support.ledger import Ledger
from yunqiao.config.launch.postgres import SUPERUSER, Cluster

POSTGRES = "postgres"
TARGETS = ("web", "web-spare", "worker", "examiner", "live", "sequencer", POSTGRES)


def cluster_of(house: Running) -> Cluster:
    """The PostgreSQL of this house."""
    return Cluster.at(house.home / "postgres", house.home / "logs" / "postgres.log")


def kill(house: Running, target: str, random: Random) -> None:
    """`kill -9` one process of a part or all of them, or PostgreSQL's postmaster."""
    if target == POSTGRES:
        numbers = [number] if (number := cluster_of(house).process()) else []
    else:
        numbers = sorted(house.part(target))
        if numbers and random.random() < 1 / 2:
            numbers = [random.choice(numbers)]
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


@contextmanager
def people(house: Running, ledger: Ledger) -> Iterator[Filers]:
    """Clerks at work while the block runs, and the programs that can file; all on one ledger."""
    environment = _environment(house)
    token = _desk(environment, "prepare").communicate(timeout=PATIENCE)[0].strip()
    clerks = [_desk(environment, "clerk", clerk, str(ledger.place)) for clerk in CLERKS]
    try:
        yield Filers(house.address, token, ledger)
    finally:
        for clerk in clerks:
            clerk.communicate(timeout=PATIENCE)
    assert [clerk.returncode for clerk in clerks] == [0] * len(clerks)


def verify(house: Running) -> tuple[int, str]:
    """`./yunqiao verify` of this house: its exit code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "yunqiao.config.cli", "verify"],
        env=_environment(house),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def shell(house: Running, what: str) -> list[str]:
    """Do something at this house beside the people in it; the words it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "yunqiao.config.cli", "manage", "shell", "-v0", "-c", what],
        env=_environment(house),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()


def promise_only(house: Running) -> None:
    """Let PostgreSQL acknowledge what it has not written yet, and keep it unwritten for long."""
    settings = {
        "synchronous_commit": "off",
        "wal_writer_delay": "10s",
        "wal_writer_flush_after": "1GB",
    }
    place = str(cluster_of(house).sockets)
    with psycopg.connect(host=place, user=SUPERUSER, autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")


def _desk(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "support.desk", *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _environment(house: Running) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": cluster_of(house).url,
        "YUNQIAO_HOME": str(house.home),
        "DJANGO_SETTINGS_MODULE": "yunqiao.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
    }


def ledger_in(folder: Path) -> Ledger:
    """A new ledger, outside of the house."""
    return Ledger(folder / "ledger.jsonl")
