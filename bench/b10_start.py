"""B10: from `./yunqiao up` with everything installed to the first page, in a new HOME and again.

The first start makes a cluster, migrates and collects static files; the second finds them.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from running import running

STARTS: Final = ("new HOME", "second", "third")
LIMIT: Final = 10.0  # seconds


def main() -> int:
    """Start, look at the home page, stop; 1 if a start took too long."""
    worst = 0.0
    with tempfile.TemporaryDirectory(prefix="yq-b10-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's user passes through
        home = Path(folder, "home")
        home.mkdir()
        for which in STARTS:
            seconds, processor = _start(home)
            worst = max(worst, seconds)
            print(
                f"{which} start: first page after {seconds:.1f} s"
                f" ({processor:.1f} s of processor time); load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    print(f"at worst {worst:.1f} s, limit {LIMIT:.0f} s")
    return 0 if worst <= LIMIT else 1


def _start(home: Path) -> tuple[float, float]:
    """Seconds until the first page, and the processor's seconds in all that was started."""
    used, begun = _processor(), time.monotonic()
    with running(home) as house:
        status, page = house.get("/")
        seconds = time.monotonic() - begun
        assert status == 200, "build the front end first: ./yunqiao bench does"
        assert "云桥".encode() in page
    return seconds, _processor() - used


def _processor() -> float:
    """Of processes that have ended and were waited for."""
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    sys.exit(main())
