"""B11: finding cases by Chinese words, rare and common, in a database of many cases.

`python bench/b11_search.py [--home DIR] [--cases N] [--rounds K]` uses the large cluster of B2. Each
word is looked for among the cases of one court of fifty, as a clerk does, and among all of them.
"""

import argparse
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Final

from bench.seed import CASES, CAUSES, CLERK, GIVEN, HOME, SURNAMES, TRADES, seeded
from bench.serving import p95

LIMIT: Final = 50.0  # ms
SHOWN: Final = 20


def main(argv: list[str]) -> int:
    """Measure kind by kind; 1 if the p95 of all is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=HOME)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args(argv)
    everything: list[float] = []
    with seeded(options.home / "large", options.cases):
        for kind, words in _words(options.rounds).items():
            for scope, times, count in _measure(words):
                everything += times
                print(
                    f"{kind}, {scope}: median {statistics.median(times):.1f} ms,"
                    f" p95 {p95(times):.1f} ms, found {count} in the median;"
                    f" load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )
    print(f"{options.cases:,} cases, all kinds: p95 {p95(everything):.1f} ms, limit {LIMIT:.0f} ms")
    return 0 if p95(everything) <= LIMIT else 1


def _measure(words: list[str]) -> list[tuple[str, list[float], int]]:
    from yunqiao.court.foundation.search.index import Within, court_mark, find
    from yunqiao.court.identity.models import Post

    court = Post.objects.get(account__email=CLERK).court_id
    measured = []
    for scope, within in (
        ("one court", Within("c.court_id = ANY (%s)", ([court],), [court_mark(court)])),
        ("all courts", Within("true", ())),
    ):
        times, counts = [], []
        for word in words:
            started = time.perf_counter()
            found = find(word, within, limit=SHOWN)
            times.append((time.perf_counter() - started) * 1000)
            counts.append(found.count)
        measured.append((scope, times, int(statistics.median(counts))))
    return measured


def _words(rounds: int) -> dict[str, list[str]]:
    drawn = random.Random(11)

    def names(length: int) -> list[str]:
        return [
            drawn.choice(SURNAMES) + "".join(drawn.choices(GIVEN, k=length)) for _ in range(rounds)
        ]

    return {
        "a name of three signs": names(2),
        "a name of two signs": names(1),
        "a surname alone": [drawn.choice(SURNAMES) for _ in range(rounds)],
        "a company": ["".join(drawn.choices(GIVEN, k=2)) + t for t in TRADES * (rounds // 10)],
        "a trade": [f"{trade}有限公司" for trade in TRADES],
        "what every case holds": ["有限公司", "公司", "纠纷"],
        "a cause": list(CAUSES),
        "a case number": [f"（2026）示0000民初{drawn.randrange(1, 3000)}号" for _ in range(rounds)],
        "traditional characters": ["買賣合同糾紛", "張偉", "電子有限公司"],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
