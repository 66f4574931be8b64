"""B7: audit one million docket entries, chain, columns and log, as a ratio to hashing alone.

`python bench/b7_audit.py [--entries N] [--keep]` makes a database of its own on the cluster that
DATABASE_URL names, fills it by COPY with valid chains of 20 entries, lets the sequencer append
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
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

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
    cluster = os.environ.get("DATABASE_URL", "postgresql:///yunqiao")
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
    from yunqiao.gateways.timestamp.fake import FakeAuthority

    with tempfile.TemporaryDirectory() as folder:
        outside, documents = Outside(Path(folder)), Path(folder)
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

    from yunqiao.court.foundation.sequencer import Sequencer

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    with psycopg.connect(target, autocommit=True) as connection:
        ids = _copy_entries(connection, entries)
        with connection.cursor().copy("COPY log_pending FROM STDIN (FORMAT binary)") as copy:
            copy.set_types(["uuid"])
            for entry_id in ids:
                copy.write_row([entry_id])
        connection.execute("ANALYZE")
        print(f"{entries:,} entries filled in {time.perf_counter() - started:.1f} s")
        started = time.perf_counter()
        sequencer = Sequencer.take_over(connection)
        assert sequencer
        while sequencer.append_batch():
            pass
        seconds = time.perf_counter() - started
        print(f"appended to the log in {seconds:.1f} s, {entries / seconds:,.0f}/s")
        connection.execute("VACUUM ANALYZE")


def _copy_entries(connection: psycopg.Connection[Any], entries: int) -> list[UUID]:
    ids = []
    columns = "id, stream, stream_id, seq, kind, at, actor, body, previous, hash"
    with connection.cursor().copy(
        f"COPY docket_entry ({columns}) FROM STDIN (FORMAT binary)"
    ) as copy:
        copy.set_types(
            [
                "uuid",
                "varchar",
                "uuid",
                "int4",
                "varchar",
                "timestamptz",
                "uuid",
                "bytea",
                "bytea",
                "bytea",
            ]
        )
        for row in _rows(entries):
            copy.write_row(row)
            ids.append(row[0])
    return ids


def _rows(entries: int) -> Iterator[tuple[Any, ...]]:
    """Entries of many cases at a time, as a court writes them."""
    from yunqiao.court.foundation.canonical import GENESIS
    from yunqiao.court.foundation.ids import new_id

    written = 0
    while written < entries:
        heads = {new_id(): GENESIS for _ in range(OPEN_AT_ONCE)}
        for seq in range(1, CHAIN + 1):
            for stream_id, previous in heads.items():
                if written == entries:
                    return
                row = _row(stream_id, seq, previous, written)
                heads[stream_id] = row[-1]
                written += 1
                yield row


def _row(stream_id: UUID, seq: int, previous: bytes, number: int) -> tuple[Any, ...]:
    from yunqiao.court.foundation.canonical import EntryContent, body_of, hash_of
    from yunqiao.court.foundation.ids import new_id

    content = EntryContent(
        id=new_id(),
        stream="case",
        stream_id=stream_id,
        seq=seq,
        kind="ATTEMPT_RECORDED",
        at=FIRST_INSTANT + timedelta(milliseconds=number),
        actor=stream_id if seq % 3 else None,
        on_behalf_of=None,
        payload={
            "channel": "email",
            "address": "party@example.org",
            "note": "向当事人发出电子送达",
        },
        findings=[{"outcome": "yes", "provision": "cpl/90", "reasons": ["service.consented"]}],
    )
    body = body_of(content)
    return (
        content.id,
        content.stream,
        content.stream_id,
        content.seq,
        content.kind,
        content.at,
        content.actor,
        body,
        previous,
        hash_of(previous, body),
    )


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
