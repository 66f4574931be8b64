"""B1: filing a case over HTTP, against pgbench with the same SQL in the same run.

One case, two parties, three documents, two docket entries, one job; the token, the claim and the
permissions are checked. Eight clients on kept-alive connections to the web part's own socket; they,
the web part and the database share two cores. The ratio is what counts.
"""

import json
import os
import sys
import tempfile
import uuid
from http import HTTPStatus
from typing import Any, Final

from bench import flood, pgbench
from bench.serving import web

from yunqiao.config.launch.postgres import Cluster, throw_away
from yunqiao.config.launch.prepare import prepare

CLIENTS: Final = 8
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "8"))
WARM_UP: Final = 1.5
FILINGS: Final = "/api/v1/filings"


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home, throw_away() as cluster:
        os.environ |= {
            "DATABASE_URL": cluster.url,
            "YUNQIAO_HOME": home,
            "API_REQUESTS_PER_MINUTE": "1000000",
        }
        prepare(demo=False)
        token = _token()
        claim = json.dumps(_claim(token)).encode()
        script = pgbench.script(cluster.url, _sent(token, claim), _sent(token, claim))
        floor = pgbench.transactions_a_second(cluster.url, script, clients=CLIENTS, seconds=SECONDS)
        print(f"pgbench, same SQL, {CLIENTS} clients: {floor:.0f}/s")
        for workers in (1, 2):
            _measure(cluster, _request(token, claim), workers, floor)
    return 0


def _measure(cluster: Cluster, request: bytes, workers: int, floor: float) -> None:
    with web(workers) as served:
        groups = {"web": served.pid, "database": cluster.process() or 0}
        for seconds in (WARM_UP, SECONDS):
            poured = flood.flood(
                served.path, request, clients=CLIENTS, seconds=seconds, groups=groups
            )
    used = ", ".join(f"{name} {share * 1e6:.0f}" for name, share in poured.used.items())
    print(
        f"API, {workers} web worker(s): {poured.rate:.0f}/s, {poured.rate / floor:.2f} of pgbench;"
        f" µs of processor time a filing: {used}; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _token() -> str:
    """A court, and the token of an account."""
    from yunqiao.court.directory.models import Court, CourtLevel
    from yunqiao.court.identity.accounts import ensure_person, open_account
    from yunqiao.court.identity.tokens import new_token

    Court.objects.create(code="测", name_zh="测", name_en="Test", level=CourtLevel.BASIC)
    account = open_account("bench@abroad.example")
    ensure_person(account)
    return new_token(account, "bench")


def _claim(token: str) -> dict[str, Any]:
    """A claim with three examined documents."""
    party = {"country": "US", "kind": "natural"}
    return {
        "court": "测",
        "cause": "民间借贷纠纷",
        "parties": [
            {"role": "claimant", "name": "甲（示例）", "is_filer": True, **party},
            {"role": "defendant", "name": "乙（示例）", **party},
        ],
        "requests": [{"text": "判令被告还款。", "amount": "100.50", "currency": "USD"}],
        "facts_and_reasons": "事实与理由。" * 40,
        "service_address": {"country": "US", "email": "bench@abroad.example", "electronic": True},
        "documents": [
            {"upload": _upload(token, f"f{n}.txt"), "title": f"证据{n}", "proves": "借款事实"}
            for n in range(3)
        ],
        "signature": "甲（示例）",
    }


def _upload(token: str, name: str) -> str:
    """A file that has arrived and that the worker has examined."""
    from yunqiao.court.papers.examination import examine_upload

    there = f"/api/v1/uploads?name={name}"
    upload = str(_post(token, there, uuid.uuid4().hex.encode(), "application/octet-stream")["id"])
    examine_upload(upload_id=uuid.UUID(upload), give_up=True)
    return upload


def _sent(token: str, claim: bytes) -> list[pgbench.Flight]:
    """What one filing sends to the database."""
    _post(token, FILINGS, claim, "application/json")  # by now everything is prepared
    with pgbench.recorded() as flights:
        _post(token, FILINGS, claim, "application/json")
    return flights


def _post(token: str, path: str, body: bytes, kind: str) -> Any:
    from django.test import Client

    answer = Client().post(
        path,
        body,
        kind,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex},
    )
    assert answer.status_code == HTTPStatus.CREATED, answer.content
    return answer.json()


def _request(token: str, claim: bytes) -> bytes:
    head = (
        f"POST {FILINGS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(claim)}\r\nIdempotency-Key: "
    )
    return head.encode() + flood.KEY + b"\r\n\r\n" + claim


if __name__ == "__main__":
    sys.exit(main())
