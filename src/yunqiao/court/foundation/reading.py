"""Prepared reads for hot paths: rows as models, without building the SQL anew each time.

Ordinary queries belong to the ORM; this is for what every request of the API does (B1).
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

from yunqiao.court.foundation.exchange import exchange

Row = TypeVar("Row", bound=models.Model)
_Converted = list[tuple[int, Callable[[Any, Any, Any], Any]]]


def rows(model: type[Row], where: str, parameters: Sequence[Any]) -> list[Row]:
    """The rows of a model that fulfil a condition written in SQL on its own columns."""
    columns, names, converted = _columns(model)
    table = model._meta.db_table  # noqa: SLF001  # Django's public name for it
    [found] = exchange((f'SELECT {columns} FROM "{table}" WHERE {where}', parameters))
    return [model.from_db("default", names, _read(row, converted)) for row in found]


def one(model: type[Row], where: str, parameters: Sequence[Any]) -> Row | None:
    """The first such row, or None."""
    found = rows(model, f"{where} LIMIT 1", parameters)
    return found[0] if found else None


def _read(row: tuple[Any, ...], converted: _Converted) -> Sequence[Any]:
    """A row as its fields understand it; most take what the database gives as it is."""
    if not converted:
        return row
    values = list(row)
    for place, convert in converted:
        values[place] = convert(values[place], None, connection)
    return values


@cache
def _columns(model: type[models.Model]) -> tuple[str, list[str], _Converted]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    converted = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return columns, [field.attname for field in fields], converted
