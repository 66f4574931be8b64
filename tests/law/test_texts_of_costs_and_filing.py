"""Costs, filing, jurisdiction and formality read in both languages, whatever they say."""

import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest

from yunqiao.law import load_all
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.explain import messages
from yunqiao.law.findings import REASONS

AREAS = ("money.", "fees.", "filing.", "jurisdiction.", "formality.")

load_all()


@pytest.mark.parametrize("key", sorted(key for key in REASONS if key.startswith(AREAS)))
def test_a_reason_has_the_same_parameters_in_both_languages(key: str) -> None:
    texts = messages()[key]
    assert _parameters(texts["zh"]) == _parameters(texts["en"])


def test_no_text_is_written_for_a_reason_that_does_not_exist() -> None:
    written = {key for key in messages() if key.startswith(AREAS)}
    assert written <= set(REASONS)


@pytest.mark.parametrize(
    "entry",
    [entry for entry in CATALOGUE.values() if entry.id.startswith(AREAS)],
    ids=lambda entry: entry.id,
)
def test_a_provision_and_its_facts_are_named(entry: Provision) -> None:
    named = [f"provision.{entry.id}", *_names(entry.facts)] if entry.facts else []
    assert [key for key in named if key not in messages()] == []
    assert entry.question.endswith("?") or not entry.decide


def _parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _names(hint: Any) -> Iterator[str]:
    for argument in get_args(hint):
        yield from _names(argument)
    if not isinstance(hint, type):
        return
    if is_dataclass(hint):
        yield from (f"field.{hint.__name__}.{field.name}" for field in fields(hint))
        for inner in get_type_hints(hint).values():
            yield from _names(inner)
    elif issubclass(hint, Enum):
        yield from (f"member.{hint.__name__}.{member.name}" for member in hint)
