"""What a superuser can do who puts the database's refusals aside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

TABLES = ("docket_entry", "log_leaf", "log_tile", "log_checkpoint")


def tamper(statement: str, parameters: Sequence[Any] = ()) -> None:
    """Run a statement with all triggers and checks of the record put aside.

    Raises:
        AssertionError: it changed nothing.
    """
    with refusals_aside(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount


@contextmanager
def refusals_aside() -> Iterator[None]:
    """Triggers and checks are off in the block, and stand again after it without looking back."""
    with transaction.atomic(), connection.cursor() as cursor:
        checks = _rows(
            "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid = ANY(%s::regclass[])"
        )
        triggers = _rows(
            "SELECT tgrelid::regclass, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid = ANY(%s::regclass[])"
        )
        for table, name, _ in checks:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        yield
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
        for table, name, definition in checks:
            unlooked = definition.removesuffix(" NOT VALID")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {unlooked} NOT VALID")


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [list(TABLES)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
