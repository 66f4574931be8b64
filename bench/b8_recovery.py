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

PARTS: Final = ("web", "live", "worker", "sequencer", "door", "mail", "timestamp", POSTGRES)
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
            for part in PARTS:
                taken = [_after_a_kill(house, part, filers) for _ in range(rounds)]
                worst = max(worst, *taken)
                print(
                    f"{part}: next acknowledged filing after {statistics.median(taken):.2f} s,"
                    f" at worst {max(taken):.2f} s; load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )
    print(f"at worst {worst:.2f} s, limit {LIMIT} s")
    return 0 if worst <= LIMIT else 1


def _after_a_kill(house: Running, part: str, filers: Filers) -> float:
    filers.until_next_acknowledgement()
    before = house.part(part)
    if part == POSTGRES:
        number = cluster_of(house).process()
        assert number
        os.kill(number, signal.SIGKILL)
    else:
        assert before, part
        for number in before:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
    seconds = filers.until_next_acknowledgement()
    _settle(house, part, before)
    return seconds


def _settle(house: Running, part: str, before: set[int]) -> None:
    """Wait until the part is there again and old enough to be started at once next time."""
    if part != POSTGRES:
        until(lambda: bool(house.part(part) - before), within=30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
