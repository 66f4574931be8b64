"""B2: the clerk's list of 20, a party's list and a case page, at 10,000 cases and at many more.

`python bench/b2_pages.py [--home DIR] [--cases N] [--pages K]` seeds two clusters in DIR, kept for
the next run, and takes pages from a web process with one worker over each, one at a time.
"""

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final

from bench.flood import used_by
from bench.seed import CASES, CLERK, HOME, seeded
from bench.serving import WARM_UP, Reader, p95, web

SMALL: Final = 10_000
LIMIT: Final = 1.1  # times what it takes at SMALL
PARTY: Final = "litigant@abroad.example"


def main(argv: list[str]) -> int:
    """Measure each size in a process of its own, then compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.measure:
        return _measure(options.measure, options.cases, options.pages)
    for name, cases in (("small", SMALL), ("large", options.cases)):
        again = ["--measure", str(options.home / name), "--cases", str(cases)]
        command = [sys.executable, __file__, *again, "--pages", str(options.pages)]
        subprocess.run(command, check=True)
    return 0


def _measure(home: Path, cases: int, pages: int) -> int:
    with seeded(home, cases), web() as served:
        for what, who, paths in (
            ("a page that needs no case", CLERK, ["/offline/"] * pages),
            ("the clerk's list of 20", CLERK, ["/filing/worklist/"] * pages),
            ("a party's list", PARTY, ["/matters/"] * pages),
            ("a case page", CLERK, [f"/cases/{case}/" for case in _cases(pages)]),
        ):
            used = used_by(*served.pids)
            times = Reader(served.paths[0], who).times(paths)
            used = (used_by(*served.pids) - used) / (len(paths) + WARM_UP)
            print(
                f"{cases:,} cases: {what}: median {statistics.median(times):.1f} ms,"
                f" p95 {p95(times):.1f} ms, least {min(times):.1f} ms; {used * 1000:.1f} ms of processor"
                f" time without the database's;"
                f" load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    return 0


def _cases(count: int) -> list[str]:
    """Cases of the clerk's court, spread over all of them."""
    from yunqiao.court.casefile.models import Case
    from yunqiao.court.identity.models import Post

    court = Post.objects.get(account__email=CLERK).court_id
    ids = list(Case.objects.filter(court=court).order_by("id").values_list("id", flat=True))
    step = max(1, len(ids) // count)
    return [str(case) for case in (ids[::step] * count)[:count]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
