"""B12: callbacks of payment firms verified and translated, per second of one core.

`python bench/b12_callbacks.py [--callbacks N] [--rounds N]`. Making and signing them is not counted.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.callbacks import Firm, firms

GOAL = 200


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--callbacks", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(argv)
    worst = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        for firm in firms(Path(folder)):
            firm.gateway.translate(firm.callback())  # what is loaded once in a worker's life
            rates = [_rate(firm, options.callbacks) for _ in range(options.rounds)]
            worst = min(worst, max(rates))
            told = ", ".join(f"{rate:,.0f}" for rate in rates)
            print(f"{firm.name}: {told} a second; load {os.getloadavg()[0]:.1f}", flush=True)
    print(f"slowest firm {worst:,.0f} callbacks per second of one core; the goal is {GOAL}")
    return 0 if worst >= GOAL else 1


def _rate(firm: Firm, count: int) -> float:
    calls = [firm.callback() for _ in range(count)]
    started = time.process_time()
    for call in calls:
        firm.gateway.translate(call)
    return count / (time.process_time() - started)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
