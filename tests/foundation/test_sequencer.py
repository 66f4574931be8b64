"""The sequencer appends what is committed: all of it, once, in order, whatever happens to it."""

import random
import signal
import statistics
import subprocess
import time
from threading import Event, Thread

import psycopg
import pytest
from django.db import connection

from running import PATIENCE
from support.chains import new_chain
from support.offices import append_pending
from support.processes import eventually, manage
from support.tampering import tamper
from yunqiao.court.foundation import log, merkle, sequencer
from yunqiao.court.foundation.connections import open_connection
from yunqiao.court.foundation.models import DocketEntry, LogLeaf, LogPending, LogTile
from yunqiao.court.foundation.sequencer import Sequencer

pytestmark = pytest.mark.django_db(transaction=True)


def leaves() -> list[bytes]:
    return [bytes(leaf.hash) for leaf in LogLeaf.objects.order_by("index")]


def test_entries_are_appended_by_id_in_batches_and_leave_the_list() -> None:
    entries = sorted([*new_chain(3), *new_chain(2)], key=lambda entry: entry.id)
    with open_connection() as session:
        working = Sequencer.take_over(session)
        assert working
        assert [working.append_batch(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert leaves() == [merkle.leaf_hash(bytes(entry.hash)) for entry in entries]
    assert list(LogLeaf.objects.order_by("index").values_list("entry_id", flat=True)) == [
        entry.id for entry in entries
    ]
    assert not LogPending.objects.exists()


def test_an_entry_committed_late_is_appended_late_though_its_id_is_older() -> None:
    (older,) = new_chain()
    LogPending.objects.all().delete()
    with open_connection() as session, open_connection() as slow:
        working = Sequencer.take_over(session)
        assert working
        with slow.transaction():
            slow.execute("INSERT INTO log_pending VALUES (%s)", [older.id])
            (newer,) = new_chain()
            assert working.append_batch() == 1
        assert working.append_batch() == 1
    assert leaves() == [merkle.leaf_hash(bytes(entry.hash)) for entry in (newer, older)]


def test_the_next_sequencer_goes_on_where_the_last_one_stopped() -> None:
    for count in (200, 100, 1, 255):
        new_chain(count)
        with open_connection() as session:
            working = Sequencer.take_over(session)
            assert working
            working.append_batch()
    assert [leaf.index for leaf in LogLeaf.objects.order_by("index")] == list(range(556))
    assert [(tile.level, tile.index) for tile in LogTile.objects.order_by("index")] == [
        (1, 0),
        (1, 1),
    ]
    tile = LogTile.objects.get(level=1, index=1)
    assert bytes(tile.hash) == merkle.perfect_root(leaves()[256:512])


def test_a_batch_that_fails_appends_nothing() -> None:
    entries = new_chain(2)
    with open_connection() as session:
        working = Sequencer.take_over(session)
        assert working
        LogLeaf.objects.create(index=1, entry_id=entries[0].stream_id, hash=bytes(32))
        with pytest.raises(psycopg.errors.UniqueViolation):
            working.append_batch()
    assert LogPending.objects.count() == 2
    assert LogLeaf.objects.count() == 1


def test_an_entry_already_in_the_log_is_taken_off_the_list() -> None:
    (entry,) = new_chain()
    LogLeaf.objects.create(index=0, entry=entry, hash=merkle.leaf_hash(bytes(entry.hash)))
    with open_connection() as session:
        assert Sequencer.take_over(session)
    assert not LogPending.objects.exists()


def test_a_second_sequencer_waits_and_takes_over() -> None:
    stop = Event()
    with open_connection() as session:
        assert Sequencer.take_over(session)
        with open_connection() as other:
            assert Sequencer.take_over(other) is None
        waiting = Thread(target=sequencer.run, args=[stop])
        waiting.start()
        new_chain()
        stays_empty = LogLeaf.objects.count()
    eventually(lambda: LogLeaf.objects.count() == 1)
    stop.set()
    waiting.join()
    assert stays_empty == 0


def test_a_sequencer_whose_connection_is_cut_starts_again() -> None:
    stop = Event()
    working = Thread(target=sequencer.run, args=[stop])
    working.start()
    new_chain()
    eventually(lambda: LogLeaf.objects.count() == 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks"
            " WHERE locktype = 'advisory' AND objid = %s",
            [sequencer.LOCK],
        )
        assert cursor.fetchall() == [(True,)]
    new_chain()
    eventually(lambda: LogLeaf.objects.count() == 2)
    stop.set()
    working.join()


def test_nothing_is_appended_to_a_log_with_a_hole(caplog: pytest.LogCaptureFixture) -> None:
    new_chain(3)
    append_pending()
    tamper("DELETE FROM log_leaf WHERE index = 1")
    new_chain()
    stop = Event()
    working = Thread(target=sequencer.run, args=[stop])
    working.start()
    eventually(lambda: "a log with a hole; run verify" in caplog.text)
    stop.set()
    working.join()
    assert LogPending.objects.count() == 1


def test_entries_are_in_the_log_within_a_second_and_sigterm_ends_the_process_cleanly() -> None:
    with manage("sequencer") as process:
        new_chain()
        eventually(lambda: LogLeaf.objects.count() == 1)
        taken = []
        for _ in range(5):
            before = LogLeaf.objects.count()
            new_chain(20)
            committed = time.monotonic()
            eventually(lambda before=before: LogLeaf.objects.count() == before + 20)  # type: ignore[misc]
            taken.append(time.monotonic() - committed)
        assert statistics.median(taken) < 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


@pytest.mark.faults
def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing() -> None:
    dice = random.Random(9162)
    for _ in range(6):
        with manage("sequencer") as process:
            before = LogLeaf.objects.count()
            new_chain(1500)
            eventually(lambda before=before: LogLeaf.objects.count() > before)  # type: ignore[misc]
            new_chain(1500)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=dice.uniform(0, 0.3))
            process.kill()
    with manage("sequencer"):
        eventually(lambda: not LogPending.objects.exists())
    assert LogLeaf.objects.count() == DocketEntry.objects.count() == 18_000
    logged = set(LogLeaf.objects.values_list("entry_id", flat=True))
    assert logged == set(DocketEntry.objects.values_list("id", flat=True))
    assert log.size() == 18_000
    assert log.root(18_000) == merkle.root_of(18_000, plain_subtree(leaves()))


def plain_subtree(hashes: list[bytes]) -> merkle.Subtree:
    return lambda height, index: merkle.perfect_root(hashes[index << height : index + 1 << height])
