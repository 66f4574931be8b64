from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction

from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.foundation.canonical import GENESIS, hash_of
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.models import DocketEntry, LogPending, Stream
from yunqiao.court.foundation.writing import ADVANCE, Actor, OutdatedError, act

ANYONE = Actor(person=new_id(), on_behalf_of=new_id())


def court(code: str = "测1") -> Court:
    return Court(code=code, name_zh="测", name_en="Test", level=CourtLevel.BASIC)


def entries(stream_id: UUID) -> list[DocketEntry]:
    return list(DocketEntry.objects.filter(stream_id=stream_id).order_by("seq"))


def jobs() -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, lock, args::text FROM procrastinate_jobs ORDER BY id")
        return [(str(task), str(lock), str(arguments)) for task, lock, arguments in cursor]


@pytest.mark.django_db(transaction=True)
def test_rows_entries_and_jobs_are_written_together() -> None:
    made = court()
    with act(by=ANYONE) as writing:
        writing.insert(made)
        writing.record(Stream.COURT, made.id, "OPENED", {"a": 1})
        writing.record(Stream.COURT, made.id, "NAMED", {"b": 2}, advance=False)
        assert not Court.objects.exists()
    first, second = entries(made.id)
    assert (first.seq, bytes(first.previous)) == (1, GENESIS)
    assert (second.seq, bytes(second.previous)) == (2, bytes(first.hash))
    assert bytes(second.hash) == hash_of(bytes(first.hash), bytes(second.body))
    assert first.on_behalf_of == ANYONE.on_behalf_of
    assert first.payload == {"a": 1}
    assert LogPending.objects.count() == 2
    assert jobs() == [(ADVANCE, str(made.id), f'{{"entry": "{first.id}"}}')]


@pytest.mark.django_db(transaction=True)
def test_an_exception_inside_writes_nothing() -> None:
    with pytest.raises(RuntimeError), act(by=ANYONE) as writing:
        writing.insert(court())
        raise RuntimeError
    assert not Court.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_missed_row_undoes_the_whole_act() -> None:
    made = court()
    with pytest.raises(OutdatedError, match="gone"), act(by=ANYONE) as writing:
        writing.insert(made)
        writing.record(Stream.COURT, made.id, "OPENED", {})
        writing.expect_row("UPDATE court SET name_en = %s WHERE code = %s", ("x", "no"), "gone")
    assert not Court.objects.exists()
    assert not entries(made.id)
    assert jobs() == []


@pytest.mark.django_db(transaction=True)
def test_a_row_that_exists_already_undoes_the_whole_act() -> None:
    court().save()
    made = court("测2")
    with pytest.raises(psycopg.errors.UniqueViolation), act(by=ANYONE) as writing:
        writing.insert(made)
        writing.insert(court())
    assert Court.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_locked_stream_goes_on_where_it_stands() -> None:
    made = court()
    made.save()
    for seq in (1, 2, 3):
        with act(by=ANYONE) as writing:
            writing.lock(Stream.COURT, made.id)
            assert writing.record(Stream.COURT, made.id, "NOTED", {"n": seq}).seq == seq
    chain = entries(made.id)
    assert [bytes(entry.previous) for entry in chain[1:]] == [bytes(e.hash) for e in chain[:-1]]


@pytest.mark.django_db(transaction=True)
def test_a_stream_that_does_not_exist_cannot_be_locked() -> None:
    with pytest.raises(OutdatedError), act(by=ANYONE) as writing:
        writing.lock(Stream.COURT, new_id())


@pytest.mark.django_db(transaction=True)
def test_two_entries_never_share_a_place_even_without_the_lock() -> None:
    stream_id = new_id()
    with act(by=ANYONE) as writing:
        writing.record(Stream.COURT, stream_id, "OPENED", {})
    with pytest.raises(psycopg.errors.UniqueViolation), act(by=ANYONE) as writing:
        writing.record(Stream.COURT, stream_id, "OPENED", {})


@pytest.mark.django_db
def test_an_act_inside_a_transaction_ends_with_it() -> None:
    made = court()
    with pytest.raises(RuntimeError), transaction.atomic():
        with act(by=ANYONE) as writing:
            writing.insert(made)
        assert Court.objects.filter(id=made.id).exists()
        raise RuntimeError
    assert not Court.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_rows_of_a_model_go_in_one_statement() -> None:
    with act(by=ANYONE) as writing:
        writing.insert(court("测1"), court("测2"), court("测3"))
    assert Court.objects.count() == 3
