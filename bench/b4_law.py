"""B4, the pure part: recompute every running deadline of a million cases after a calendar change.

Each deadline is a period and the day it runs from, spread over three years and the usual lengths.
An administrator enters the next year's holiday notice; every last day is counted again on one core.
"""

import sys
import time
from datetime import date, timedelta

from yunqiao.law.calendar import china
from yunqiao.law.periods import Period, Unit, last_day

CASES = 1_000_000
TARGET_SECONDS = 60
LENGTHS = (Period(15), Period(30), Period(10), Period(7, Unit.WORKING_DAY), Period(6, Unit.MONTH))
FIRST_DAY = date(2024, 1, 1)
DAYS = 3 * 365


def main() -> int:
    deadlines = [
        (LENGTHS[n % len(LENGTHS)], FIRST_DAY + timedelta(days=n * 7919 % DAYS))
        for n in range(CASES)
    ]
    off = [date(2027, 1, 1), *(date(2027, 2, 5) + timedelta(days=n) for n in range(8))]
    calendar = china().with_year(2027, off, [date(2027, 2, 14)])
    start = time.perf_counter()
    days = [last_day(period, after, calendar=calendar) for period, after in deadlines]
    took = time.perf_counter() - start
    print(f"recounted {len(days):,} deadlines with {len(set(days)):,} different last days")
    print(
        f"took      {took:.1f} s on one core, {CASES / took:,.0f} a second (target {TARGET_SECONDS} s)"
    )
    return 0 if took <= TARGET_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
