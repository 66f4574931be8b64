"""B1: filing a case over HTTP, against pgbench with the same SQL in the same run.

One case, two parties, three documents, two docket entries, one job; the token, the claim and the
permissions are checked. Eight clients on kept-alive connections to the web parts' own sockets, in turn
as behind a reverse proxy; they, the web parts and the database share two cores. The ratio is what counts.
"""

import json
import os
import sys
import tempfile
from typing import Final

from bench import filing, flood, pgbench
from bench.serving import web

from yunqiao.config.launch.postgres import Cluster, throw_away
from yunqiao.config.launch.prepare import prepare

CLIENTS: Final = 8
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "8"))
WARM_UP: Final = 1.5


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home, throw_away() as cluster:
        os.environ |= {
            "DATABASE_URL": cluster.url,
            "YUNQIAO_HOME": home,
            "API_REQUESTS_PER_MINUTE": "1000000",
        }
        prepare(demo=False)
        token = filing.new_token_at_a_court()
        claim = json.dumps(filing.claim_of(token)).encode()
        script = pgbench.script(cluster.url, _sent(token, claim), _sent(token, claim))
        floor = pgbench.transactions_a_second(cluster.url, script, clients=CLIENTS, seconds=SECONDS)
        print(f"pgbench, same SQL, {CLIENTS} clients: {floor:.0f}/s")
        for workers in (1, 2):
            _measure(cluster, filing.request_of(token, claim), workers, floor)
    return 0


def _measure(cluster: Cluster, request: bytes, workers: int, floor: float) -> None:
    with web(workers) as served:
        groups = {"web": served.pids, "database": [cluster.process() or 0]}
        for seconds in (WARM_UP, SECONDS):
            poured = flood.flood(
                served.paths, request, clients=CLIENTS, seconds=seconds, groups=groups
            )
    used = ", ".join(f"{name} {share * 1e6:.0f}" for name, share in poured.used.items())
    print(
        f"API, {workers} web worker(s): {poured.rate:.0f}/s, {poured.rate / floor:.2f} of pgbench;"
        f" µs of processor time a filing: {used}; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _sent(token: str, claim: bytes) -> list[pgbench.Flight]:
    """What one filing sends to the database."""
    filing.post(token, filing.FILINGS, claim, "application/json")  # by now everything is prepared
    with pgbench.recorded() as flights:
        filing.post(token, filing.FILINGS, claim, "application/json")
    return flights


if __name__ == "__main__":
    sys.exit(main())
