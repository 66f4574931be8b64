"""Small disks that fill up: a file system of its own or, where none can be mounted, limits on files.

Whoever may not mount (an ordinary user, a container without the right) meets the kernel's other
refusal, EFBIG for a file that may not grow; the code under test takes both alike.
"""

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from running import Running, processes_of

PAGE = 1 << 14  # bytes: the largest file while there is no room
PIECE = 1 << 12


@dataclass(frozen=True)
class Disk:
    """A folder whose room can be taken and given back."""

    place: Path
    fill: Callable[[], None]
    make_room: Callable[[], None]


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Disk]:
    """A folder with room for so many bytes, for this process and those it starts."""
    if _mounted(place, size):
        with _unmounting(place):
            yield _with_ballast(place)
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def limit(bytes_in_a_file: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_in_a_file, hard))

    limit(size)
    try:
        yield Disk(place, lambda: limit(PAGE), lambda: limit(size))
    finally:
        limit(soft)
        signal.signal(signal.SIGXFSZ, ignored)


@contextmanager
def disk_for_a_house(place: Path, size: int) -> Iterator[Callable[[Running], Disk]]:
    """A disk for one folder of a house that is still to start; gives the disk once it runs."""
    if _mounted(place, size):
        with _unmounting(place):
            yield lambda _house: _with_ballast(place)
        return
    yield lambda house: Disk(place, lambda: _limit(house, PAGE), lambda: _limit(house, "unlimited"))


def _mounted(place: Path, size: int) -> bool:
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "none", str(place)]
    return os.geteuid() == 0 and not subprocess.run(command, check=False).returncode


@contextmanager
def _unmounting(place: Path) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _with_ballast(place: Path) -> Disk:
    ballast = place / "ballast"
    return Disk(place, lambda: _sink(ballast), ballast.unlink)


def _sink(ballast: Path) -> None:
    """Write until there is no room for another page."""
    with ballast.open("ab", buffering=0) as file:
        for piece in (1 << 20, PIECE):
            with suppress(OSError):
                while file.write(bytes(piece)) == piece:
                    pass


def _limit(house: Running, soft: int | str) -> None:
    """Set the soft limit on files of every process of a house: first on the one that starts others."""
    _limit_one(house.process.pid, soft)
    for number in processes_of(house.home):
        _limit_one(number, soft)


def _limit_one(number: int, soft: int | str) -> None:
    """As the user it runs as, who needs no privilege for it."""
    with suppress(FileNotFoundError):  # it has ended
        owner = Path(f"/proc/{number}").stat().st_uid
        command = ["prlimit", f"--pid={number}", f"--fsize={soft}:"]
        subprocess.run(command, check=False, user=owner, stderr=subprocess.DEVNULL)
