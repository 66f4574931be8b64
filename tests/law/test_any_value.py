"""Any value of any fact of any question: a finding or a sentence comes out."""

import json
from copy import deepcopy
from dataclasses import fields
from typing import Any, Final

import pytest

from yunqiao.law.asking import ask, questions
from yunqiao.law.cases import cases_by_question
from yunqiao.law.catalogue import Provision
from yunqiao.law.explain import as_json, explain
from yunqiao.law.facts import FactsError, plain

LONGEST_ANSWER: Final = 100_000
VALUES: Final[list[Any]] = [
    None,
    -1,
    10**30,
    0.5,
    "",
    "x" * 100_000,
    "\ud800",
    "1E+999999",
    "0000-01-01",
    "2199-12-31",
    "2199-12-31T23:59:59-12:00",
    [],
    [None],
    {},
]


@pytest.mark.parametrize("entry", questions(), ids=lambda one: one.id)
def test_no_value_of_any_fact_breaks_a_question(entry: Provision) -> None:
    assert entry.facts
    case = next(one for one in cases_by_question()[entry.id] if one.expect["outcome"] != "refused")
    good = plain(case.facts)
    for path in {*_paths(good), *((field.name,) for field in fields(entry.facts))}:
        for value in VALUES:
            facts = deepcopy(good)
            _put(facts, path, value)
            assert 0 < len(_said(entry, facts).encode()) < LONGEST_ANSWER


def _said(entry: Provision, facts: Any) -> str:
    """The finding as JSON, or why there is none."""
    try:
        finding = ask(entry.id, facts)
    except FactsError as refused:
        return str(refused)
    assert explain(finding, "zh", entry)
    return json.dumps(as_json(finding), ensure_ascii=False, allow_nan=False)


def _paths(tree: Any) -> list[tuple[Any, ...]]:
    below = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return [
        (step, *rest)
        for step, value in below
        for rest in [(), *(_paths(value) if isinstance(value, dict | list) else [])]
    ]


def _put(tree: Any, path: tuple[Any, ...], value: Any) -> None:
    *above, last = path
    for step in above:
        tree = tree[step]
    tree[last] = value
