"""Facts as JSON: the schema of a question's facts, and reading them with a sentence for every error.

A type of facts is a frozen dataclass whose fields are text, whole numbers, truth values, dates,
instants, decimals, enumerations, other such dataclasses, tuples or frozensets of these, or any of
them `| None`, which means "not known". A field without a default must be given.
"""

import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from itertools import pairwise
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from yunqiao.law.venue import court_day

DATE_RANGE = (date(1949, 10, 1), date(2199, 12, 31))
LONGEST_TEXT = 1000

_Day = TypeVar("_Day", date, datetime)


class FactsError(ValueError):
    """Facts that cannot be read: `where` is the dotted path of the field, the text is a sentence."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(f"{where}: {sentence}" if where else sentence)
        self.where = where
        self.sentence = sentence


class ContradictionError(FactsError):
    """Two facts that cannot both be true; the sentence names both."""

    def __init__(self, one: str, other: str, sentence: str) -> None:
        super().__init__(f"{one}, {other}", sentence)
        self.fields = (one, other)


def require_order(facts: object, *names: str) -> None:
    """Refuse days that do not follow one another as the fields are named; unknown ones are passed.

    A name may lead into a fact below by dots. An instant counts by its day in Beijing, what lies
    in a list by each item.

    Raises:
        ContradictionError: naming the two fields.
    """
    known = [(day, name) for name in names for day in _days(facts, name)]
    for (first, one), (second, other) in pairwise(known):
        if first > second:
            raise ContradictionError(
                one, other, f"the first, {first}, cannot lie after the second, {second}"
            )


def require_not_denied(facts: object, happened: str, *shown_by: str) -> None:
    """Refuse facts of which one, false, denies what another, given, shows to have happened.

    Raises:
        ContradictionError: naming the two fields.
    """
    shown = next((name for name in shown_by if getattr(facts, name)), None)
    if getattr(facts, happened) is False and shown:
        raise ContradictionError(
            happened, shown, "the first denies what the second shows to have happened"
        )


def schema_of(facts: type) -> dict[str, Any]:
    """The JSON schema (2020-12) of a type of facts."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object(facts)}


def read(facts: type, given: object, where: str = "") -> Any:
    """Build facts from JSON.

    Raises:
        FactsError: a field is missing, unknown, of the wrong type or out of range.
        ContradictionError: two facts exclude each other.
    """
    if not isinstance(given, Mapping):
        raise FactsError(where, "give an object with named facts")
    known = {field.name: field for field in fields(facts)}
    for name in given:
        if name not in known:
            raise FactsError(
                _path(where, quotable(name)),
                f"is not a fact of this question; it knows {', '.join(known)}",
            )
    hints = get_type_hints(facts)
    values = {
        name: _read(hints[name], given[name], _path(where, name))
        for name, field in known.items()
        if name in given or _refuse_missing(field, hints[name], _path(where, name))
    }
    try:
        return facts(**values)
    except ContradictionError as error:
        one, other = (_path(where, name) for name in error.fields)
        raise ContradictionError(one, other, error.sentence) from error
    except FactsError as error:
        raise (
            error if not where else FactsError(_path(where, error.where), error.sentence)
        ) from error


def read_day(given: object, where: str) -> date:
    """A court-local date written as 2026-03-01.

    Raises:
        FactsError: naming `where`, it is no date or lies outside `DATE_RANGE`.
    """
    if isinstance(given, datetime):
        raise FactsError(where, "give a date without a time, such as 2026-03-01")
    day = given if isinstance(given, date) else _parsed(date, given)
    if day is None:
        raise FactsError(where, f"“{quotable(given)}” is not a date: write one such as 2026-03-01")
    first, last = DATE_RANGE
    if not first <= day <= last:
        raise FactsError(where, f"the date must lie between {first} and {last}")
    return day


def plain(value: object) -> Any:
    """A value as JSON can hold it: decimals and dates as text, enumerations by value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | date):
        return value.isoformat() if isinstance(value, date) else str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def quotable(given: object) -> str:
    """What was given, short and whole enough to be said again."""
    text = str(given)
    short = text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED]}…"
    return short.encode(errors="replace").decode()


def _days(facts: object, path: str) -> list[date]:
    found: list[Any] = [facts]
    for step in path.split("."):
        values = [getattr(one, step) for one in found]
        items = [one if isinstance(one, tuple) else (one,) for one in values]
        found = [one for each in items for one in each if one is not None]
    return sorted(court_day(day) if isinstance(day, datetime) else day for day in found)


def _path(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _refuse_missing(field: "Field[Any]", hint: Any, where: str) -> bool:
    if field.default is MISSING and field.default_factory is MISSING:
        raise FactsError(where, f"must be given: {_wanted(hint)}")
    return False


def _wanted(hint: Any) -> str:
    """What to write for a field."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        return _wanted(next(option for option in arguments if option is not type(None)))
    if origin in (tuple, frozenset):
        return "a list"
    if hint in _WANTED:
        return _WANTED[hint]
    if issubclass(hint, Enum):
        return f"one of {_options(hint)}"
    return "the facts named in it"


def _options(hint: type[Enum]) -> str:
    return ", ".join(str(member.value) for member in hint)


_WANTED: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a date, such as 2026-03-01",
    datetime: "a time with its zone, such as 2026-03-01T09:30:00+08:00",
    Decimal: "an amount, such as 1234.50",
}


def _object(facts: type) -> dict[str, Any]:
    hints = get_type_hints(facts)
    return {
        "type": "object",
        "title": facts.__name__,
        "additionalProperties": False,
        "properties": {field.name: _schema(hints[field.name]) for field in fields(facts)},
        "required": [
            f.name for f in fields(facts) if f.default is MISSING and f.default_factory is MISSING
        ],
    }


_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
}


def _schema(hint: Any) -> dict[str, Any]:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        options = [_schema(option) for option in arguments if option is not type(None)]
        return {"anyOf": [*options, {"type": "null"}]}
    if origin in (tuple, frozenset):
        return {
            "type": "array",
            "items": _schema(arguments[0]),
            **({"uniqueItems": True} if origin is frozenset else {}),
        }
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if isinstance(hint, type) and is_dataclass(hint):
        return _object(hint)
    raise TypeError(f"facts cannot hold {hint}")


def _read(hint: Any, given: object, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is types.UnionType:
        if given is None:
            return None
        (only,) = (option for option in arguments if option is not type(None))
        return _read(only, given, where)
    if origin in (tuple, frozenset):
        if not isinstance(given, list | tuple):
            raise FactsError(where, "give a list")
        return origin(_read(arguments[0], item, f"{where}[{n}]") for n, item in enumerate(given))
    if isinstance(hint, type) and is_dataclass(hint):
        return read(hint, given, where)
    if issubclass(hint, Enum):
        return _read_member(hint, given, where)
    return _READERS[hint](given, where)


def _read_member(hint: type[Enum], given: object, where: str) -> Enum:
    try:
        return hint(given)
    except ValueError:
        raise FactsError(where, f"“{quotable(given)}” is not one of {_options(hint)}") from None


def _read_text(given: object, where: str) -> str:
    if not isinstance(given, str):
        raise FactsError(where, "give text in quotation marks")
    if len(given) > LONGEST_TEXT:
        raise FactsError(where, f"write at most {LONGEST_TEXT} characters")
    if _is_broken(given):
        raise FactsError(where, "the text holds half a character; write it anew")
    return given


def _read_bool(given: object, where: str) -> bool:
    if not isinstance(given, bool):
        raise FactsError(where, "answer true or false")
    return given


def _read_int(given: object, where: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise FactsError(where, "give a whole number")
    return given


def _read_decimal(given: object, where: str) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise FactsError(where, 'give an amount as text, such as "1234.50"')
    try:
        amount = Decimal(given)
    except InvalidOperation:
        shown = quotable(given)
        raise FactsError(
            where, f'“{shown}” is not an amount: write one such as "1234.50"'
        ) from None
    if not amount.is_finite():
        raise FactsError(where, "an amount has an end")
    return amount


def _read_instant(given: object, where: str) -> datetime:
    instant = given if isinstance(given, datetime) else _parsed(datetime, given)
    if instant is None:
        shown = quotable(given)
        raise FactsError(
            where, f"“{shown}” is not an instant: write one such as 2026-03-01T09:30:00+08:00"
        )
    if instant.tzinfo is None:
        raise FactsError(where, "say the time zone, as in 2026-03-01T09:30:00+08:00")
    read_day(instant.date(), where)
    return instant


def _parsed(kind: type[_Day], given: object) -> _Day | None:
    """A day or instant from its text, if that begins as 2026-03-01 does."""
    if not isinstance(given, str) or not _DAY_WRITTEN.match(given):
        return None
    try:
        return kind.fromisoformat(given)
    except ValueError:
        return None


def _is_broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


_DAY_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_QUOTED = 60


_READERS: dict[Any, Any] = {
    str: _read_text,
    bool: _read_bool,
    int: _read_int,
    Decimal: _read_decimal,
    date: read_day,
    datetime: _read_instant,
}
