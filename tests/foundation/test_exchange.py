from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.foundation import exchange as room
from yunqiao.court.foundation.exchange import exchange

COUNT = ("SELECT count(*) FROM court", ())
INSERT = (
    "INSERT INTO search (case_id, tsv, text) VALUES (gen_random_uuid(), ''::tsvector, %s)",
    ("x",),
)
FOUND = ("SELECT text FROM search", ())


def raw() -> psycopg.Connection[Any]:
    connection.ensure_connection()
    given: psycopg.Connection[Any] = connection.connection
    return given


def prepared() -> list[str]:
    kept = raw().execute("SELECT name FROM pg_prepared_statements", prepare=False)
    return [name for (name,) in kept if name.startswith("exchange")]


@pytest.mark.django_db(transaction=True)
def test_each_statement_gives_its_rows() -> None:
    assert exchange(("SELECT %s::int, %s::text", (1, "一")), INSERT, FOUND) == [
        [(1, "一")],
        [],
        [("x",)],
    ]


@pytest.mark.django_db(transaction=True)
def test_when_one_statement_fails_none_has_an_effect() -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        exchange(INSERT, ("SELECT 1 / %s", (0,)), INSERT)
    assert exchange(FOUND) == [[]]


@pytest.mark.django_db(transaction=True)
def test_what_is_only_noticed_at_the_end_undoes_it_too() -> None:
    """A deferred constraint fails when the transaction ends."""
    broken = Court(code="测", name_zh="测", name_en="T", level=CourtLevel.BASIC)
    nowhere = (
        (
            "INSERT INTO party (id, case_id, position, role, kind, name, other_name, country, address,"
            " email, phone) VALUES (%s, %s, 1, 'claimant', 'natural', 'n', '', 'US', '', '', '')"
        ),
        (broken.id, broken.id),
    )
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        exchange(INSERT, nowhere)
    assert exchange(FOUND) == [[]]


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_only_the_exchange_is_undone() -> None:
    with transaction.atomic():
        exchange(INSERT)
        with pytest.raises(psycopg.errors.DivisionByZero):
            exchange(INSERT, ("SELECT 1 / %s", (0,)))
        exchange(INSERT)
    assert exchange(FOUND) == [[("x",), ("x",)]]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_undone_undoes_its_exchanges() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        exchange(INSERT)
        raise RuntimeError
    assert exchange(FOUND) == [[]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inside", [False, True])
def test_statements_that_the_connection_was_told_to_forget_are_prepared_anew(
    *, inside: bool
) -> None:
    exchange(INSERT)
    raw().execute("DEALLOCATE ALL")
    if inside:
        with transaction.atomic():
            exchange(INSERT)
    else:
        exchange(INSERT)
    assert exchange(FOUND) == [[("x",), ("x",)]]


@pytest.mark.django_db(transaction=True)
def test_a_statement_is_prepared_once_and_the_oldest_give_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # and what earlier tests prepared goes with it
    exchange(COUNT)
    monkeypatch.setattr(room, "MOST_PREPARED", 2)
    before = set(prepared())
    for number in (1, 1, 2, 3):
        exchange((f"SELECT {number}", ()))
    assert len(prepared()) == 2
    assert len(before) == 1
    assert not before & set(prepared())


@pytest.mark.django_db(transaction=True)
def test_a_failure_leaves_what_is_prepared_as_it_was() -> None:
    divided = "SELECT 1 / %s"
    exchange((divided, (1,)))
    before = prepared()
    with pytest.raises(psycopg.errors.DivisionByZero):
        exchange((divided, (0,)))
    assert exchange((divided, (1,))) == [[(1,)]]
    assert prepared() == before


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_lost_is_an_error_and_the_next_one_works() -> None:
    number = raw().info.backend_pid
    with psycopg.connect(raw().info.dsn, password=raw().info.password, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (number,))
    with pytest.raises(psycopg.OperationalError):
        exchange(COUNT)
    connection.close()
    assert exchange(COUNT) == [[(0,)]]


@pytest.mark.django_db(transaction=True)
def test_more_than_the_wire_takes_at_once_arrives_whole() -> None:
    long = "云" * 400_000
    exchange(*[(INSERT[0], (long,))] * 8)
    assert exchange(("SELECT DISTINCT text FROM search", ())) == [[(long,)]]
