"""B7: audit one million docket entries, chain, columns and log, as a ratio to hashing alone.

`python bench/b7_audit.py [--entries N] [--keep]` makes a database of its own on the cluster that
DATABASE_URL names, or on one made for it, fills it by COPY with valid chains of 20 entries, lets the sequencer append
them all, audits them, and drops the database again.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from bench.entries import append_all, chain, copy_entries
from psycopg import sql

from yunqiao.config.launch.postgres import throw_away

DATABASE = "yunqiao_bench_b7"
CHAIN = 20
OPEN_AT_ONCE = 500
FIRST_INSTANT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--keep", action="store_true", help="keep the database, use it again")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(argv)
    if given := os.environ.get("DATABASE_URL"):
        return _audit(given, options)
    with throw_away() as made:
        return _audit(made.url, options)


def _audit(cluster: str, options: argparse.Namespace) -> int:
    target = psycopg.conninfo.make_conninfo(cluster, dbname=DATABASE)
    existed = _create(cluster)
    _start_django(target)
    if not existed:
        _fill(target, options.entries)
    try:
        _measure(target, options.rounds)
    finally:
        if not options.keep:
            _drop(cluster)
    return 0


def _measure(target: str, rounds: int) -> None:
    from yunqiao.court.foundation.outside import Outside
    from yunqiao.court.foundation.verify import audit
    from yunqiao.gateways.storage.folder import FolderStorage
    from yunqiao.gateways.timestamp.fake import FakeAuthority

    with tempfile.TemporaryDirectory() as folder:
        outside, documents = Outside(Path(folder)), FolderStorage(Path(folder))
        for number in range(1, rounds + 1):
            hashing, count = _hash_alone(target)
            for workers in (2, 1):
                started, used = time.perf_counter(), _processor_seconds()
                report = audit(
                    target,
                    outside=outside,
                    documents=documents,
                    verifier=FakeAuthority(),
                    workers=workers,
                )
                seconds = time.perf_counter() - started
                used = _processor_seconds() - used
                assert not report.faults, report.faults
                print(
                    f"round {number}: {count:,} entries audited in {seconds:.2f} s by {workers}"
                    f" process(es), {count / seconds:,.0f}/s; hashing alone {hashing:.2f} s,"
                    f" ratio {seconds / hashing:.1f}; {used:.1f} s of processor time without the"
                    f" database's; load {os.getloadavg()[0]:.1f}"
                )


def _hash_alone(target: str) -> tuple[float, int]:
    """Chain hash, leaf hash and tree of as many entries, from memory, in one process."""
    with psycopg.connect(target) as connection:
        row = connection.execute("SELECT count(*), avg(length(body))::int FROM docket_entry")
        count, length = row.fetchall()[0]
    body, previous = bytes(length), bytes(32)
    started = time.perf_counter()
    level = []
    for _ in range(count):
        previous = hashlib.sha256(previous + body).digest()
        level.append(hashlib.sha256(b"\x00" + previous).digest())
    while len(level) > 1:
        level = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
    return time.perf_counter() - started, count


def _processor_seconds() -> float:
    """Of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _fill(target: str, entries: int) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    with psycopg.connect(target, autocommit=True) as connection:
        copy_entries(connection, _rows(entries))
        connection.execute("ANALYZE")
        print(f"{entries:,} entries filled in {time.perf_counter() - started:.1f} s")
        seconds = append_all(connection)
        print(f"appended to the log in {seconds:.1f} s, {entries / seconds:,.0f}/s")
        connection.execute("VACUUM ANALYZE")


def _rows(entries: int) -> Iterator[tuple[Any, ...]]:
    """Entries of many cases at a time, as a court writes them."""
    from yunqiao.court.foundation.ids import new_id

    payload = {"channel": "email", "address": "party@example.org", "note": "向当事人发出电子送达"}
    for first in range(0, entries, CHAIN * OPEN_AT_ONCE):
        at = FIRST_INSTANT + timedelta(milliseconds=first)
        acts = [("ATTEMPT_RECORDED", at, payload)] * CHAIN
        open_chains = [chain(case, acts, case) for case in (new_id() for _ in range(OPEN_AT_ONCE))]
        left = entries - first
        yield from islice((row for step in zip(*open_chains, strict=True) for row in step), left)


def _start_django(target: str) -> None:
    import django

    os.environ["DATABASE_URL"] = target
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yunqiao.config.settings")
    django.setup()


def _create(cluster: str) -> bool:
    """Make the database; was it there already?"""
    with psycopg.connect(cluster, autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        except psycopg.errors.DuplicateDatabase:
            return True
    return False


def _drop(cluster: str) -> None:
    from django.db import connections

    connections.close_all()
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} (FORCE)").format(sql.Identifier(DATABASE)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
