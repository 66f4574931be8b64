"""Where one running Yunqiao keeps its things: HOME and a short folder for sockets."""

import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from yunqiao.config.launch.problem import Problem

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "src" / "yunqiao"

LONGEST_SOCKET_PATH = 100
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432.lock")
LARGEST_LOG = 10_000_000


@dataclass(frozen=True)
class Places:
    """The folders of one installation."""

    home: Path

    @classmethod
    def of_environment(cls) -> "Places":
        """YUNQIAO_HOME, or .yunqiao beside the sources."""
        home = Path(os.environ.get("YUNQIAO_HOME", ROOT / ".yunqiao")).resolve()
        home.mkdir(parents=True, exist_ok=True)
        return cls(home)

    @property
    def cluster(self) -> Path:
        """The embedded PostgreSQL's folder."""
        return self.home / "postgres"

    @property
    def mail(self) -> Path:
        """Messages the mail catcher keeps."""
        return self.home / "mail"

    @property
    def authenticators(self) -> Path:
        """The secrets of the demonstration staff; nothing but the sandbox reads them."""
        return self.home / "demo" / "authenticators.json"

    @property
    def payment(self) -> Path:
        """Books of the payment sandboxes, and the accounts they hand out."""
        return self.home / "payment"

    def log(self, part: str) -> Path:
        """The log of one part; a large one from earlier starts is put aside."""
        path = self.home / "logs" / f"{part}.log"
        path.parent.mkdir(exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        return path

    def workshop(self, part: str) -> Path:
        """The working directory of one part, by which its processes are known."""
        path = self.home / "parts" / part
        path.mkdir(parents=True, exist_ok=True)
        return path

    def sockets(self) -> Path:
        """The folder of the parts' sockets, open to this user alone."""
        return short_folder(self.home / "run", os.geteuid(), os.getegid())

    @contextmanager
    def held(self) -> Iterator[Callable[[str], None]]:
        """Hold this HOME for as long as the block runs; a dead holder's lock does not count.

        Gives a function that notes where this Yunqiao answers, for whoever tries next.

        Raises:
            Problem: another Yunqiao is running from it.
        """
        path = self.home / "lock"
        path.touch()
        with path.open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Problem(
                    f"Yunqiao already runs from this folder ({lock.read().strip()}): use that one,"
                    " or stop it with Ctrl-C where it was started."
                ) from None

            def note(address: str) -> None:
                lock.seek(0)
                lock.write(address)
                lock.truncate()

            note(f"process {os.getpid()}")
            yield note


def short_folder(wished: Path, uid: int, gid: int) -> Path:
    """A folder for sockets with mode 0700: the wished one, or a short one if its path is too long.

    Raises:
        Problem: the short one exists and is someone else's.
    """
    folder = wished
    if len(os.fsencode(wished)) + LONGEST_SOCKET_NAME >= LONGEST_SOCKET_PATH:
        name = f"yq-{hashlib.sha256(os.fsencode(wished)).hexdigest()[:12]}"
        folder = Path(tempfile.gettempdir(), name)
        if len(os.fsencode(folder)) + LONGEST_SOCKET_NAME >= LONGEST_SOCKET_PATH:
            folder = Path("/tmp", name)  # noqa: S108 - owner and mode are examined below
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if found.st_uid not in (uid, os.geteuid()) or not stat.S_ISDIR(found.st_mode):
        raise Problem(f"{folder} belongs to someone else: remove it, then start again.")
    if found.st_uid != uid:
        os.chown(folder, uid, gid)
    folder.chmod(0o700)
    return folder
