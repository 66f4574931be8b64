"""Any facts that the types of the law allow, drawn from their annotations."""

import types
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from yunqiao.law.facts import FactsError

T = TypeVar("T")

DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))


def any_facts(facts: type[T]) -> st.SearchStrategy[T]:
    """Facts of a type with every field drawn."""
    hints = get_type_hints(facts)
    drawn = {name: _of(hint) for name, hint in hints.items()}
    built = st.fixed_dictionaries(drawn).map(lambda values: _build(facts, values))
    return built.filter(lambda whole: whole is not None)  # type: ignore[return-value]  # filtered


def _build(facts: type[T], values: dict[str, Any]) -> T | None:
    try:
        return facts(**values)
    except FactsError:
        return None


@cache
def _of(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (only,) = (option for option in arguments if option is not type(None))
        return st.none() | _of(only)
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=3).map(tuple)
    if origin is frozenset:
        return st.frozensets(_of(arguments[0]))
    if is_dataclass(hint):
        return any_facts(hint)  # type: ignore[arg-type]  # a dataclass type, not an instance
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return {date: DAYS, bool: st.booleans(), int: st.integers(0, 6)}[hint]


@st.composite
def variations(draw: st.DrawFn, seeds: list[T]) -> T:
    """One of the seeds with up to three fields drawn anew, where the whole still makes sense."""
    seed = draw(st.sampled_from(seeds))
    hints = get_type_hints(type(seed))
    anew = draw(st.lists(st.sampled_from(sorted(hints)), max_size=3, unique=True))
    values = {name: getattr(seed, name) for name in hints}
    values |= {name: draw(_of(hints[name])) for name in anew}
    return _build(type(seed), values) or seed
