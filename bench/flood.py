"""A lean load: kept-alive connections on which the next request goes out as soon as one is answered.

It shares the machine with what it measures, so it does next to nothing itself.
"""

import math
import os
import secrets
import select
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path

KEY = b"{key}"
"""Where a request has its own key each time, of 32 signs."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Poured:
    """What a load gave: answers a second, and seconds of processor time an answer by process group."""

    rate: float
    used: dict[str, float]


def flood(
    paths: Sequence[Path],
    request: bytes,
    *,
    clients: int,
    seconds: float = math.inf,
    answers: float = math.inf,
    groups: Mapping[str, Sequence[int]],
) -> Poured:
    """Send the request on as many connections for so long, or until so many answers have come.

    The connections go to the sockets in turn. `groups` names ancestors of processes.

    Raises:
        SystemExit: an answer was not 201.
    """
    poll, waiting, requests = select.epoll(), {}, _each_with_its_key(request)
    for path in islice(cycle(paths), clients):
        one = socket.socket(socket.AF_UNIX)
        one.connect(str(path))
        poll.register(one, select.EPOLLIN)
        waiting[one.fileno()] = one
    before, started = {name: used_by(*pids) for name, pids in groups.items()}, time.monotonic()
    own = time.process_time()
    for one in waiting.values():
        one.sendall(next(requests))
    answered = 0
    while (now := time.monotonic()) - started < seconds and answered < answers:
        for number, _event in poll.poll(1):
            _take(waiting[number])
            answered += 1
            waiting[number].sendall(next(requests))
    own = time.process_time() - own
    used = {name: used_by(*pids) - before[name] for name, pids in groups.items()}
    for one in waiting.values():  # what is under way is waited for, so that nothing breaks off
        _take(one)
        one.close()
    rates = {**used, "load": own}
    return Poured(answered / (now - started), {name: s / answered for name, s in rates.items()})


def used_by(*ancestors: int) -> float:
    """Seconds of processor time of processes, their children and theirs, so far."""
    return sum(sum(map(int, stat[11:15])) for stat in _stats(ancestors).values()) / TICKS


def family_of(*ancestors: int) -> set[int]:
    """Processes, their children and theirs."""
    return set(_stats(ancestors))


def _stats(ancestors: Iterable[int]) -> dict[int, list[str]]:
    """What /proc tells of each of the family, from its state on."""
    stats = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            stats[int(file.parent.name)] = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
    found = set(ancestors)
    while more := {number for number, stat in stats.items() if int(stat[1]) in found} - found:
        found |= more
    return {number: stats[number] for number in found if number in stats}


def _each_with_its_key(request: bytes) -> Iterator[bytes]:
    before, _, after = request.partition(KEY)
    return (b"%b%032x%b" % (before, key, after) for key in count(secrets.randbits(127)))


def _take(connection: socket.socket) -> None:
    answer = connection.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 201 " not in head[:20]:
        raise SystemExit(answer.decode())
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
