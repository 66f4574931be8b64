"""B8: kill -9 of each process, and the seconds until the next filing is acknowledged.

`python bench/b8_recovery.py [--rounds N]` starts everything as `./yunqiao up` does, lets three
programs file without pause, and kills a whole part at a time. Nothing else tells them of it: they
send again with the same key until they are answered.
"""

import argparse
import os
import signal
import statistics
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

import django

from running import Running, running, until

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yunqiao.config.settings")
django.setup()

from support.filers import Filers  # noqa: E402  # its claims need Django
from support.house import POSTGRES, cluster_of, ledger_in, people  # noqa: E402
from yunqiao.config.launch.places import Places  # noqa: E402

TARGETS: Final = (
    *(
        ["web"],
        ["web-spare"],
        ["web", "web-spare"],
        ["live"],
        ["worker"],
        ["examiner"],
        ["sequencer"],
    ),
    *(["door"], ["mail"], ["timestamp"], [POSTGRES]),
)
"""Parts that are killed together."""
WITH_SOCKET: Final = {"web", "web-spare", "live"}
LIMIT: Final = 5.0  # seconds


def main(argv: list[str]) -> int:
    """Measure and print a line a part; 1 if one took too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args(argv).rounds
    worst = 0.0
    with tempfile.TemporaryDirectory(prefix="yq-b8-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's user passes through
        home = Path(folder, "home")
        home.mkdir()
        with (
            running(home) as house,
            people(house, ledger_in(Path(folder))) as filers,
            filers.at_work(with_documents=False),
        ):
            for parts in TARGETS:
                taken = [_after_a_kill(house, parts, filers) for _ in range(rounds)]
                worst = max(worst, *taken)
                print(
                    f"{' and '.join(parts)}: next acknowledged filing after {statistics.median(taken):.2f} s,"
                    f" at worst {max(taken):.2f} s; load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )
    print(f"at worst {worst:.2f} s, limit {LIMIT} s")
    return 0 if worst <= LIMIT else 1


def _after_a_kill(house: Running, parts: list[str], filers: Filers) -> float:
    filers.until_next_acknowledgement()
    before = {part: _processes(house, part) for part in parts}
    for numbers in before.values():
        assert numbers, parts
        for number in numbers:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
    seconds = filers.until_next_acknowledgement()
    for part, numbers in before.items():
        _settle(house, part, numbers)
    return seconds


def _processes(house: Running, part: str) -> set[int]:
    """All of a part; of PostgreSQL the postmaster."""
    if part != POSTGRES:
        return house.part(part)
    number = cluster_of(house).process()
    return {number} if number else set()


def _settle(house: Running, part: str, before: set[int]) -> None:
    """Wait until the part is there again, with its socket if it has one."""
    until(lambda: bool(_processes(house, part) - before), within=60)
    socket = Places(house.home).sockets() / f"{part}.sock"
    until(lambda: part not in WITH_SOCKET or socket.exists(), within=60)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
