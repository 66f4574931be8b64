"""Prepared reads for hot paths: rows as models, without building the SQL anew each time.

Ordinary queries belong to the ORM; this is for what every filing and every case page asks (B1, B2).
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

from yunqiao.court.foundation.exchange import Rows, Statement, exchange

Row = TypeVar("Row", bound=models.Model)
_Converted = list[tuple[int, Callable[[Any, Any, Any], Any]]]


class Asked(Generic[Row]):
    """The rows of a model that fulfil a condition written in SQL on its own columns.

    They are read when they are first looked at, or earlier, along with something else.
    """

    def __init__(self, model: type[Row], where: str, parameters: Sequence[Any]) -> None:
        self._model = model
        columns, self._names, self._converted = _columns(model)
        table = model._meta.db_table  # noqa: SLF001  # Django's public name for it
        self.statement: Statement = f'SELECT {columns} FROM "{table}" WHERE {where}', parameters
        self._found: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """What was found."""
        if self._found is None:
            self.take(_given(self.statement))
            assert self._found is not None
        return self._found

    def take(self, given: Rows) -> None:
        """Keep what the statement gave."""
        read = (_read(row, self._converted) for row in given)
        self._found = [_row(self._model, self._names, values) for values in read]


def rows(model: type[Row], where: str, parameters: Sequence[Any]) -> list[Row]:
    """The rows of a model that fulfil a condition written in SQL on its own columns."""
    return Asked(model, where, parameters).rows


def one(model: type[Row], where: str, parameters: Sequence[Any]) -> Row | None:
    """The first such row, or None."""
    found = rows(model, f"{where} LIMIT 1", parameters)
    return found[0] if found else None


def _given(statement: Statement) -> Rows:
    """Within a transaction, prepared statements would ask for a savepoint of their own."""
    if not connection.in_atomic_block:
        with connection.wrap_database_errors:
            return exchange(statement)[0]
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        given: Rows = cursor.fetchall()
    return given


def _row(model: type[Row], names: Sequence[str], values: Sequence[Any]) -> Row:
    """As `Model.from_db` makes it, which calls each field and two signals that nobody hears."""
    made = model.__new__(model)
    made._state = state = ModelState()  # noqa: SLF001  # as `from_db` leaves it
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    vars(made).update(zip(names, values, strict=True))
    return made


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
    fields = model._meta.concrete_fields  # noqa: SLF001  # Django's public name for it
    converted = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return columns, [field.attname for field in fields], converted
