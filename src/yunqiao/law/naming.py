"""Facts by the names that the form of their question gives them, and by their place in JSON."""

import re
import types
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, Final, get_args, get_origin, get_type_hints

from yunqiao.law.texts import Language, messages, name_of, text


def fact_and_field(facts: type | None, path: str, language: Language) -> str:
    """A fact in words, with the field of the JSON that it is given in, where there is one."""
    named = fact_named(facts, path, language)
    if not leads_somewhere(facts, path):
        return named
    field = "calendar" if _YEAR.fullmatch(path) else path
    return text("shown.fact_and_field", language, fact=named, field=field)


def fact_named(facts: type | None, path: str, language: Language) -> str:
    """A dotted path into facts (`signer.adult`, `claims[0].amount`) in words.

    A path that leads to a choice of a list (`evidence.receipt`) is named by the choice, a year of
    the calendar by the year; one that leads nowhere by its own text, or else by itself.
    """
    if year := _YEAR.fullmatch(path):
        return text("fact.calendar", language, year=year[1])
    if f"fact.{path}" in messages() or facts is None:
        return name_of(f"fact.{path}", language)
    return _BETWEEN.join(_named(facts, _STEP.findall(path), language))


def leads_somewhere(facts: type | None, path: str) -> bool:
    """Whether a path begins at a field of these facts, as a thing to look up does not."""
    steps = _STEP.findall(path)
    return facts is not None and bool(steps) and steps[0] in get_type_hints(facts)


_YEAR: Final = re.compile(r"calendar\.(\d+)")
_STEP: Final = re.compile(r"\[\d{1,3}\]|[^.\[\]]+")
_BETWEEN: Final = " · "


def _named(hint: Any, steps: list[str], language: Language) -> Iterator[str]:
    """The name of each step of a path, from a type of facts downwards; an unknown step as it is."""
    for step in steps:
        hints = get_type_hints(hint) if is_dataclass(hint) else {}
        if step.startswith("["):
            yield str(int(step[1:-1]) + 1)
        elif step in hints:
            yield name_of(f"field.{hint.__name__}.{step}", language)
            hint = _below(hints[step])
        elif member := _member(hint, step):
            yield name_of(f"member.{hint.__name__}.{member.name}", language)
        else:
            yield step


def _member(hint: Any, value: str) -> Enum | None:
    if not (isinstance(hint, type) and issubclass(hint, Enum)):
        return None
    return next((member for member in hint if member.value == value), None)


def _below(hint: Any) -> Any:
    """What a field holds: without "or not known", and the items of a list."""
    if get_origin(hint) is types.UnionType:
        return _below(next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) in (tuple, frozenset):
        return _below(get_args(hint)[0])
    return hint
