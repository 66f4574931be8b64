"""A court's database of any size, by COPY: cases with parties, tasks, words to search and entries.

`python bench/seed.py --home DIR --cases N` makes the cluster in DIR or adds to the one there until
it has N cases of 20 entries each, in valid chains, all in the log. The cluster is kept.
"""

import argparse
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from bench.entries import append_all, chain, copy_entries

from yunqiao.config.launch.postgres import Cluster
from yunqiao.config.launch.problem import Problem

HOME = Path(os.environ.get("BENCH_HOME", ".yunqiao/bench")).resolve()
"""Where the clusters lie that are kept between runs."""
CASES = int(os.environ.get("BENCH_CASES", "200000"))
ENTRIES = 20
COURTS = 50
CASES_A_PERSON = 30
BATCH = 2_500
BYTES_A_CASE = 45_000  # measured: tables, indexes and the log before it is recycled
FIRST_INSTANT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧建文玉红兰云飞海燕波斌莉宁鑫浩宇晨阳雪梅佳琪嘉欣怡然思远志国庆瑞祥"
TRADES = ("贸易", "建设", "电子", "食品", "物流", "房地产", "服装", "机械", "科技", "文化传媒")
CAUSES = ("民间借贷纠纷", "房屋买卖合同纠纷", "继承纠纷", "买卖合同纠纷", "离婚后财产纠纷")
CLERK = "clerk@court.example"


@dataclass
class Rows:
    """What a batch of cases consists of, table by table."""

    case: list[tuple[Any, ...]] = field(default_factory=list)
    party: list[tuple[Any, ...]] = field(default_factory=list)
    task: list[tuple[Any, ...]] = field(default_factory=list)
    deadline: list[tuple[Any, ...]] = field(default_factory=list)
    search: list[tuple[Any, ...]] = field(default_factory=list)
    entries: list[tuple[Any, ...]] = field(default_factory=list)


COLUMNS = {
    "case": "id, court_id, receipt, number, cause, claimants, defendants, stage, filed_at,"
    " registered_on, updated_at",
    "party": "id, case_id, position, role, kind, person_id, name, other_name, country, address,"
    " email, phone",
    "task": "id, court_id, case_id, queue, kind, due_on, state, created_at",
    "deadline": "id, case_id, kind, first_day, last_day, citation, state",
    "search": "case_id, tsv, text",
}


def main(argv: list[str]) -> int:
    """Seed and stop the cluster again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--cases", type=int, default=10_000)
    options = parser.parse_args(argv)
    with seeded(options.home, options.cases):
        return 0


@contextmanager
def seeded(home: Path, cases: int) -> Iterator[Cluster]:
    """A running cluster with at least that many cases; Django is set up on it.

    Raises:
        Problem: the disk has no room for them.
    """
    from yunqiao.config.launch.prepare import prepare

    home.mkdir(parents=True, exist_ok=True)
    cluster = Cluster.at(home / "postgres", home / "postgres.log")
    cluster.start()
    try:
        os.environ |= {"DATABASE_URL": cluster.url, "YUNQIAO_HOME": str(home)}
        prepare(demo=False)
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            _grow(connection, home, cases)
        yield cluster
    finally:
        from django.db import connections

        connections.close_all()
        cluster.stop()


def _grow(connection: psycopg.Connection[Any], home: Path, cases: int) -> None:
    found = connection.execute('SELECT count(*) FROM "case"').fetchone()
    there = found[0] if found else 0
    if there >= cases:
        return
    _check_disk(home, cases - there)
    courts, people = _courts(), _people(connection, cases)
    started = time.perf_counter()
    for first in range(there, cases, BATCH):
        with connection.transaction():
            _copy(connection, _batch(range(first, min(first + BATCH, cases)), courts, people))
    print(f"{cases - there:,} cases seeded in {time.perf_counter() - started:.0f} s", flush=True)
    # Without figures the planner sorts everything that waits, for every batch of the sequencer.
    connection.execute("ANALYZE docket_entry, log_pending")
    print(f"their entries appended to the log in {append_all(connection):.0f} s", flush=True)
    connection.execute("VACUUM ANALYZE")


def _check_disk(home: Path, cases: int) -> None:
    free, needed = shutil.disk_usage(home).free, cases * BYTES_A_CASE
    if free < needed:
        raise Problem(
            f"{cases:,} cases need {needed / 1e9:.0f} GB in {home}, {free / 1e9:.0f} GB are free:"
            " make room, or seed fewer."
        )


def _courts() -> list[UUID]:
    from yunqiao.court.directory.models import Court, CourtLevel
    from yunqiao.court.foundation.clock import court_date, now
    from yunqiao.court.identity.accounts import ensure_person, open_account
    from yunqiao.court.identity.models import Post, StaffRole

    courts = [
        Court.objects.get_or_create(
            code=f"示{number:04}",
            defaults={"name_zh": f"示例{number}法院", "name_en": f"Example Court {number}"}
            | {"level": CourtLevel.BASIC},
        )[0]
        for number in range(COURTS)
    ]
    clerk = open_account(CLERK)
    ensure_person(clerk)
    Post.objects.get_or_create(
        account=clerk,
        court=courts[0],
        role=StaffRole.FILING_CLERK,
        defaults={"since": court_date(now())},
    )
    return [court.id for court in courts]


def _people(connection: psycopg.Connection[Any], cases: int) -> list[UUID]:
    """Persons who litigate, as many as the cases need; the first has an account."""
    from yunqiao.court.identity.accounts import ensure_person, open_account

    litigant = open_account("litigant@abroad.example")
    ensure_person(litigant)
    connection.execute(
        "INSERT INTO person (id, kind, created_at) SELECT gen_random_uuid(), 'natural', now()"
        " FROM generate_series((SELECT count(*) FROM person), %s)",
        [cases // CASES_A_PERSON + 1],
    )
    return [row[0] for row in connection.execute("SELECT id FROM person ORDER BY created_at, id")]


def _batch(numbers: range, courts: list[UUID], people: list[UUID]) -> Rows:
    """Cases of these running numbers; the same number gives the same names."""
    from yunqiao.court.foundation.ids import new_id

    rows = Rows()
    for number in numbers:
        person = people[number // CASES_A_PERSON]
        _case(rows, new_id(), number, random.Random(number), courts[number % COURTS], person)
    return rows


def _case(
    rows: Rows, case: UUID, number: int, drawn: random.Random, court: UUID, person: UUID
) -> None:
    from yunqiao.court.foundation.ids import new_id
    from yunqiao.court.foundation.search.index import court_mark
    from yunqiao.court.foundation.search.words import folded, tokens

    at = FIRST_INSTANT + timedelta(seconds=number * 20)
    claimant, defendant, cause = _name(drawn), _company(drawn), drawn.choice(CAUSES)
    receipt = f"YQ{at:%y%m%d}-{number:08}"
    waits = number // COURTS % 10 < 3  # three of ten wait for a decision
    given = None if waits else f"（2026）示{number % COURTS:04}民初{number // COURTS + 1}号"
    today = at.date()
    rows.case.append(
        (
            *(case, court, receipt, given, cause, claimant, defendant),
            *("filed" if waits else "registered", at, None if waits else today, at),
        )
    )
    sides = (
        ("claimant", "natural", person, claimant),
        ("defendant", "organisation", None, defendant),
    )
    for position, (role, kind, who, name) in enumerate(sides, start=1):
        rows.party.append((new_id(), case, position, role, kind, who, name, "", "CN", "", "", ""))
    if waits:
        due = today + timedelta(days=7)
        queue = (new_id(), court, case, "filing_clerk", "examine_filing", due, "open", at)
        rows.task.append(queue)
        rows.deadline.append((new_id(), case, "examine_filing", today, due, "CPL 126", "running"))
    texts = "\n".join([receipt, cause, claimant, defendant, given or ""])
    words = " ".join(f"'{token}'" for token in sorted({*tokens(texts), court_mark(court)}))
    rows.search.append((case, words, " ".join(folded(texts))))
    payload = {"note": f"向{claimant}发出电子送达", "address": "party@example.org"}
    acts = [("ATTEMPT_RECORDED", at + timedelta(minutes=n), payload) for n in range(ENTRIES)]
    rows.entries.extend(chain(case, acts, person))


def _name(drawn: random.Random) -> str:
    return drawn.choice(SURNAMES) + "".join(drawn.choices(GIVEN, k=drawn.choice((1, 2, 2))))


def _company(drawn: random.Random) -> str:
    return f"{''.join(drawn.choices(GIVEN, k=2))}{drawn.choice(TRADES)}有限公司"


def _copy(connection: psycopg.Connection[Any], rows: Rows) -> None:
    for table, columns in COLUMNS.items():
        with connection.cursor().copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row in getattr(rows, table):
                copy.write_row(row)
    copy_entries(connection, rows.entries)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
