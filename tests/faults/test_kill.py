"""`kill -9` at random moments while people file and clerks register: nothing acknowledged is lost.

YUNQIAO_KILLS=30 runs the whole; CI runs a shorter one.
"""

import os
import re
from collections import Counter
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import psycopg
import pytest

from running import PATIENCE, Running, running, until
from support.house import (
    POSTGRES,
    TARGETS,
    cluster_of,
    kill,
    ledger_in,
    people,
    promise_only,
    verify,
)
from support.ledger import Ledger, lost

pytestmark = pytest.mark.faults
KILLS = int(os.environ.get("YUNQIAO_KILLS", "8"))
LONGEST_WAIT = 1.5  # seconds before a kill


def test_whatever_is_killed_nothing_acknowledged_is_lost(home: Path, tmp_path: Path) -> None:
    ledger, random = ledger_in(tmp_path), Random()
    targets = [TARGETS[number % len(TARGETS)] for number in range(KILLS)]
    random.shuffle(targets)
    with running(home) as house:
        with people(house, ledger) as filers:
            with filers.at_work():
                for target in targets:
                    Event().wait(random.uniform(0, LONGEST_WAIT))
                    kill(house, target, random)
                    filers.until_next_acknowledgement()
            until(lambda: _is_quiet(house), within=PATIENCE)
        with psycopg.connect(cluster_of(house).url) as connection:
            assert lost(ledger, connection) == []
            _nothing_is_there_twice(ledger, connection)
            _numbers_are_gapless(ledger, connection)
            _everything_followed_once(connection)
        code, said = verify(house)
    assert code == 0, said


def test_the_ledger_finds_what_a_database_that_only_promises_has_lost(
    home: Path, tmp_path: Path
) -> None:
    ledger, random = ledger_in(tmp_path), Random()
    with running(home) as house, people(house, ledger) as filers:
        promise_only(house)
        with filers.at_work(with_documents=False):
            for _ in range(3):
                filers.until_next_acknowledgement()
            kill(house, POSTGRES, random)
            filers.until_next_acknowledgement()
        with psycopg.connect(cluster_of(house).url) as connection:
            assert lost(ledger, connection)


def _is_quiet(house: Running) -> bool:
    """Every job is done, every case decided, every entry in the log."""
    waiting = """
        SELECT (SELECT count(*) FROM log_pending)
          + (SELECT count(*) FROM "case" WHERE stage = 'filed')
          + (SELECT count(*) FROM procrastinate_jobs
             WHERE status IN ('todo', 'doing') AND queue_name <> 'housekeeping')"""
    with psycopg.connect(cluster_of(house).url) as connection:
        return connection.execute(waiting).fetchone() == (0,)


def _nothing_is_there_twice(ledger: Ledger, connection: psycopg.Connection[Any]) -> None:
    """A filing sent again after a lost answer is the same filing: as many cases as keys."""
    receipts = [row[0] for row in connection.execute('SELECT receipt FROM "case"')]
    assert Counter(receipts) == Counter(answer["receipt"] for answer in ledger.of("filed"))


def _numbers_are_gapless(ledger: Ledger, connection: psycopg.Connection[Any]) -> None:
    numbers = [row[0] for row in connection.execute('SELECT number FROM "case"')]
    drawn = sorted(int(found[1]) for n in numbers if (found := re.search(r"民初(\d+)号", n)))
    assert drawn == list(range(1, len(numbers) + 1))
    last = connection.execute("SELECT last FROM case_number_counter").fetchall()
    assert last == [(len(numbers),)]
    assert sorted(answer["number"] for answer in ledger.of("registered")) == sorted(numbers)


def _everything_followed_once(connection: psycopg.Connection[Any]) -> None:
    """Each case had one task of examination; each notice was sent and recorded once."""
    tasks = """
        SELECT c.id, t.kind, t.state
        FROM "case" c LEFT JOIN task t ON t.case_id = c.id AND t.kind = 'examine_filing'"""
    for case_id, *task in connection.execute(tasks):
        assert task == ["examine_filing", "done"], case_id
    notices = """
        SELECT about.stream_id, about.kind, count(notice.id)
        FROM docket_entry about LEFT JOIN docket_entry notice
          ON notice.stream_id = about.stream_id AND notice.kind = 'NOTICE_SENT'
          AND convert_from(notice.body, 'UTF8')::jsonb #>> '{payload,about}' = about.id::text
        WHERE about.kind IN ('CLAIM_FILED', 'CASE_REGISTERED')
        GROUP BY about.stream_id, about.kind"""
    for case_id, kind, sent in connection.execute(notices):
        assert sent == 1, (case_id, kind)
