"""Prepared reads for hot paths: rows as models, without building the SQL anew each time.

Ordinary queries belong to the ORM; this is for what every request of the API does (B1).
"""

import json
from collections.abc import Sequence
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
        found = [list(row) for row in cursor.fetchall()]
    for row in found:
        for place in read:
            row[place] = json.loads(row[place])
    return [model.from_db("default", names, row) for row in found]


def one(model: type[Row], where: str, parameters: Sequence[Any]) -> Row | None:
    """The first such row, or None."""
    found = rows(model, f"{where} LIMIT 1", parameters)
    return found[0] if found else None


@cache
def _columns(
    model: type[models.Model],
) -> tuple[str, list[str], list[int]]:
    """The columns, the names of their fields, and the places of those that are JSON."""
    fields = model._meta.concrete_fields  # noqa: SLF001
    columns = ", ".join(f'"{field.column}"' for field in fields)
    read = [n for n, field in enumerate(fields) if isinstance(field, models.JSONField)]
    return columns, [field.attname for field in fields], read
