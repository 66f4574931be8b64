"""B13: the memory of a web process after 2,000 requests, half of them filings, half of them pages."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench import filing, flood
from bench.serving import Reader, web

from yunqiao.config.launch.postgres import throw_away
from yunqiao.config.launch.prepare import prepare

EACH: Final = 1_000
LIMIT: Final = 250.0  # MB
PAGES: Final = ("/", "/matters/", "/filing/", "/law/", "/verify/", "/account/", "/api/")
CLIENTS: Final = 8


def main() -> int:
    """Send the requests and print what the worker holds; 1 if it is over the limit."""
    with tempfile.TemporaryDirectory() as home, throw_away() as cluster:
        os.environ |= {
            "DATABASE_URL": cluster.url,
            "YUNQIAO_HOME": home,
            "API_REQUESTS_PER_MINUTE": "1000000",
        }
        prepare(demo=False)
        token = filing.new_token_at_a_court()
        request = filing.request_of(token, json.dumps(filing.claim_of(token)).encode())
        with web() as served:
            before = _resident(*served.pids)
            flood.flood(served.paths, request, clients=CLIENTS, answers=EACH, groups={})
            reader = Reader(served.paths[0], filing.ADDRESS)
            for number in range(EACH):
                reader.milliseconds(PAGES[number % len(PAGES)])
            after = _resident(*served.pids)
    print(f"web process: {before:.0f} MB at the start, {after:.0f} MB after {2 * EACH:,} requests")
    return 0 if after <= LIMIT else 1


def _resident(*ancestors: int) -> float:
    """MB that the largest process below these holds, shared pages included."""
    sizes = [
        int(line.split()[1])
        for worker in flood.family_of(*ancestors)
        for line in Path(f"/proc/{worker}/status").read_text().splitlines()
        if line.startswith("VmRSS:")
    ]
    return max(sizes) / 1024


if __name__ == "__main__":
    sys.exit(main())
