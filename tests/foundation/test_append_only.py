"""The database refuses to change what is recorded, whoever asks."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from support.chains import new_chain
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import (
    DocketEntry,
    LogCheckpoint,
    LogLeaf,
    LogPending,
    LogTile,
)

TABLES = ["docket_entry", "log_leaf", "log_tile", "log_checkpoint"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_row_in_every_table() -> None:
    (entry,) = new_chain()
    LogLeaf.objects.create(index=0, entry=entry, hash=bytes(32))
    LogTile.objects.create(level=1, index=0, hash=bytes(32))
    LogCheckpoint.objects.create(size=1, root=bytes(32), at=now(), note="note")


def refused(statement: str) -> str:
    """What the database says when it refuses a statement of the tables' owner."""
    with (
        pytest.raises(IntegrityError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(error.value)


@pytest.mark.parametrize(
    "update",
    [
        "docket_entry SET kind = 'OTHER'",
        "docket_entry SET body = body",
        "log_leaf SET hash = hash",
        "log_tile SET hash = hash",
        "log_checkpoint SET note = 'other'",
    ],
)
def test_no_recorded_row_is_changed(update: str) -> None:
    assert "what is recorded is never changed" in refused(f"UPDATE {update}")


@pytest.mark.parametrize("table", TABLES)
def test_no_recorded_row_is_deleted(table: str) -> None:
    assert f"DELETE of {table} is refused" in refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_table_of_the_record_is_emptied(table: str) -> None:
    assert f"TRUNCATE of {table} is refused" in refused(f"TRUNCATE {table} CASCADE")


def test_an_upsert_cannot_change_an_entry() -> None:
    assert "UPDATE of docket_entry is refused" in refused(
        "INSERT INTO docket_entry SELECT * FROM docket_entry"
        " ON CONFLICT (id) DO UPDATE SET kind = 'OTHER'"
    )


def test_a_session_in_replication_mode_is_refused_as_well() -> None:
    """Replication mode puts ordinary triggers aside, and none that is enabled ALWAYS ("A")."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid::regclass::text IN"
            " ('docket_entry', 'log_leaf', 'log_tile', 'log_checkpoint')"
        )
        assert cursor.fetchall() == [("A",)]


def test_a_checkpoint_is_given_its_time_stamp_once() -> None:
    assert LogCheckpoint.objects.update(timestamp=b"token") == 1
    assert "UPDATE of log_checkpoint is refused" in refused(
        "UPDATE log_checkpoint SET timestamp = 'other'"
    )
    assert "UPDATE of log_checkpoint is refused" in refused(
        "UPDATE log_checkpoint SET timestamp = NULL"
    )


def test_what_waits_for_the_log_may_be_taken_away() -> None:
    assert LogPending.objects.all().delete()[0] == 1


@pytest.mark.parametrize(
    ("constraint", "seq", "previous", "digest"),
    [
        ("docket_entry_hash", 1, bytes(32), bytes(32)),
        ("docket_entry_previous", 2, b"short", sha256(b"short{}").digest()),
        ("docket_entry_first", 2, bytes(32), sha256(bytes(32) + b"{}").digest()),
        ("docket_entry_first", 1, b"1" * 32, sha256(b"1" * 32 + b"{}").digest()),
        ("docket_entry_first", 0, b"1" * 32, sha256(b"1" * 32 + b"{}").digest()),
    ],
)
def test_an_entry_that_cannot_stand_in_a_chain_is_refused(
    constraint: str, seq: int, previous: bytes, digest: bytes
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DocketEntry.objects.create(
            id=new_id(),
            stream="case",
            stream_id=new_id(),
            seq=seq,
            kind="NOTE_FILED",
            at=now(),
            body=b"{}",
            previous=previous,
            hash=digest,
        )
