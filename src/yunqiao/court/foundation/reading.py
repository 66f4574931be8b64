"""Prepared reads for hot paths: rows as models, without building the SQL anew each time.

Ordinary queries belong to the ORM; this is for what every request of the API does (B1).
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def rows(model: type[Row], where: str, parameters: Sequence[Any]) -> list[Row]:
    """The rows of a model that fulfil a condition written in SQL on its own columns."""
    columns, names, read = _columns(model)
    table = model._meta.db_table  # noqa: SLF001  # Django's public name for it
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{table}" WHERE {where}', parameters)
        return [model.from_db("default", names, _read(row, read)) for row in cursor.fetchall()]


def one(model: type[Row], where: str, parameters: Sequence[Any]) -> Row | None:
    """The first such row, or None."""
    found = rows(model, f"{where} LIMIT 1", parameters)
    return found[0] if found else None


Read = list[tuple[int, Callable[..., Any]]]


@cache
def _columns(model: type[models.Model]) -> tuple[str, list[str], Read]:
    """The columns as SQL, the names of their fields, and how to read those that need it."""
    fields = model._meta.concrete_fields  # noqa: SLF001
    read = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return columns, [field.attname for field in fields], read


def _read(row: Sequence[Any], read: Read) -> Sequence[Any]:
    """A row as the fields of its model read it: JSON as data."""
    if not read:
        return row
    values = list(row)
    for place, from_db_value in read:
        values[place] = from_db_value(values[place], None, connection)
    return values
