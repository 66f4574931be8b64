"""The embedded PostgreSQL: the wheel's programs under a launcher of our own."""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from yunqiao.config.launch.leftovers import kill_those_working_in
from yunqiao.config.launch.owner import Owner, owner_of, programs, reachable
from yunqiao.config.launch.places import short_folder
from yunqiao.config.launch.problem import Problem

NAME = "yunqiao"
SUPERUSER = "postgres"
PATIENCE_AFTER_A_KILL = 20.0  # seconds; a dead postmaster's backends need a moment to go
DATA_CHECKSUMS_AND_LOCALE = [
    "-k",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C.UTF-8",
]
LAST_WORDS = 2000  # characters of a log
LINE_OF_STATUS = 7  # of postmaster.pid, counted from nought
SIGNS_OF_NO_ROOM = ("No space left on device", "Disk quota exceeded", "File too large")
SIGNS_OF_USE = ('"postmaster.pid" already exists', "shared memory block")
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 2GB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 2GB
wal_compression = on
random_page_cost = 1.1
jit = off
fsync = on
full_page_writes = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
"""


class StillInUse(Problem):
    """What a killed PostgreSQL left behind has not ended yet."""


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL cluster in a folder of its own, reachable through its socket alone."""

    place: Path
    owner: Owner
    log: Path

    @classmethod
    def at(cls, wished: Path, log: Path) -> "Cluster":
        """The cluster of this folder, or of the folder standing for it (see `reachable`)."""
        place = reachable(wished, owner_of(wished))
        return cls(place, owner_of(place), log)

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.place / "data"

    @property
    def sockets(self) -> Path:
        """The folder of its socket."""
        return short_folder(self.place / "run", self.owner.uid, self.owner.gid)

    @property
    def url(self) -> str:
        """The DATABASE_URL of our role and database in it."""
        return f"postgresql://{NAME}@/{NAME}?host={quote(str(self.sockets), safe='')}"

    def start(self) -> None:
        """Make the cluster if it is new, and start it if it does not run.

        Raises:
            Problem: it does not come up; the sentence holds the end of its log.
        """
        with self._locked():
            if self._answers():
                return
            if not self.data.exists():
                self._initialise()
            self._configure()
            self._start_patiently()
            self._make_role_and_database()

    def stop(self) -> None:
        """Stop it after ending its connections; nothing happens if it does not run."""
        with self._locked():
            if self.process() is not None:
                self._run("pg_ctl", "-D", self.data, "-w", "-t", "120", "-m", "fast", "stop")

    def process(self) -> int | None:
        """The live postmaster's process number, None when it is dead."""
        try:
            number = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, IndexError, ValueError):
            return None
        return None if state == "Z" else number

    def takes_connections(self) -> bool:
        """Whether it runs and has said that it has recovered; asks nobody, so it never waits."""
        if self.process() is None:
            return False
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > LINE_OF_STATUS and lines[LINE_OF_STATUS].strip() == "ready"

    def launch(self) -> subprocess.Popen[bytes]:
        """Start a cluster that was prepared before and has died, without waiting for it.

        What a killed PostgreSQL left behind would keep the new one out, and is ended first.
        """
        kill_those_working_in(self.data)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [programs(self.owner) / "postgres", "-D", self.data],
                cwd="/",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                umask=0o077,
                start_new_session=True,
                **self.owner.identity,
            )

    def reason(self) -> str:
        """Why it does not start, by the last that its log says, as a sentence."""
        return self._sentence("postgres", self.log.read_text(errors="replace")[-LAST_WORDS:])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold other starters and stoppers off; never held while the cluster merely runs."""
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._give_to_owner(self.place)
        with (self.place / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _initialise(self) -> None:
        unfinished = self.place / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run(
            "initdb", "-D", unfinished, "-U", SUPERUSER, "-A", "peer", *DATA_CHECKSUMS_AND_LOCALE
        )
        with (unfinished / "postgresql.conf").open("a") as settings:
            settings.write("include 'yunqiao.conf'\n")
        unfinished.rename(self.data)

    def _configure(self) -> None:
        """Written at each start, since the checkout may have moved or another user starts it."""
        here = pwd.getpwuid(os.geteuid()).pw_name
        self._write("yunqiao.conf", SETTINGS.format(sockets=self.sockets))
        self._write("pg_hba.conf", f"local all all peer map={NAME}\n")
        users = sorted({here, self.owner.name})
        roles = (SUPERUSER, NAME)
        self._write("pg_ident.conf", "".join(f'{NAME} "{u}" {r}\n' for u in users for r in roles))

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        self._give_to_owner(path)

    def _give_to_owner(self, path: Path) -> None:
        if path.stat().st_uid != self.owner.uid:
            os.chown(path, self.owner.uid, self.owner.gid)

    def _start_patiently(self) -> None:
        deadline = time.monotonic() + PATIENCE_AFTER_A_KILL
        while True:
            try:
                self._run("pg_ctl", "-D", self.data, "-w", "-t", "600", "-s", "start")
            except StillInUse:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return

    def _run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as the owner, its output going to the log."""
        with self.log.open("a+") as log:
            begin = log.tell()
            done = subprocess.run(
                [programs(self.owner) / program, *arguments],
                check=False,
                cwd="/",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                umask=0o077,
                start_new_session=True,  # Ctrl-C is answered by the supervisor, in its order
                **self.owner.identity,
            )
            log.seek(begin)
            said = log.read()
        if done.returncode == -signal.SIGXFSZ:  # a limit on files stopped it, without a word
            said += SIGNS_OF_NO_ROOM[0]
        if done.returncode:
            in_use = any(sign in said for sign in SIGNS_OF_USE)
            raise (StillInUse if in_use else Problem)(self._sentence(program, said))

    def _sentence(self, program: str, said: str) -> str:
        if any(sign in said for sign in SIGNS_OF_NO_ROOM):
            return f"The disk is full ({self.place}): make room, then start again."
        end = " ".join(said.strip().splitlines()[-3:])
        return f"PostgreSQL's {program} failed: {end} The whole of it is in {self.log}."

    def _answers(self) -> bool:
        try:
            self._connect(SUPERUSER).close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets), user=SUPERUSER, dbname=database, autocommit=True
        )

    def _make_role_and_database(self) -> None:
        name = sql.Identifier(NAME)
        with self._connect(SUPERUSER) as connection:
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [NAME]).rowcount:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(name))
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
            if not found.rowcount:
                make = "CREATE DATABASE {0} OWNER {0} TEMPLATE template0"
                connection.execute(sql.SQL(make).format(name))


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8"}


@contextmanager
def throw_away() -> Iterator[Cluster]:
    """A running cluster that ceases to exist with the block; as durable as the lasting one."""
    folder = Path(tempfile.mkdtemp(prefix="yq-"))
    folder.chmod(0o711)  # the cluster's owner passes through; the cluster itself is closed
    try:
        cluster = Cluster.at(folder / "pg", folder / "postgres.log")
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
            shutil.rmtree(cluster.place)
    finally:
        shutil.rmtree(folder)
