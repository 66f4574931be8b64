"""Preservation, enforcement, mediation and hearing say everything in Chinese and English."""

import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from string import Formatter
from typing import Any, get_args, get_type_hints

import pytest

from yunqiao.law import instruments, load_all
from yunqiao.law.asking import questions
from yunqiao.law.cases import all_cases
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.explain import explain
from yunqiao.law.facts import read
from yunqiao.law.findings import REASONS, Instrument
from yunqiao.law.texts import messages
from yunqiao.law.wording import text_of

AREAS = ("preservation", "enforcement", "mediation", "hearing")


def _entries() -> list[Provision]:
    load_all()
    return [entry for name, entry in CATALOGUE.items() if name.startswith(AREAS)]


def _types(hint: Any, seen: set[type]) -> Iterator[type]:
    """Every type of facts and every enumeration that a type of facts is made of."""
    for argument in get_args(hint):
        yield from _types(argument, seen)
    if isinstance(hint, type) and hint not in seen:
        if issubclass(hint, Enum):
            seen.add(hint)
            yield hint
        elif is_dataclass(hint):
            seen.add(hint)
            yield hint
            for below in get_type_hints(hint).values():
                yield from _types(below, seen)


def _fact_types() -> list[type]:
    seen: set[type] = set()
    return [found for entry in _entries() for found in _types(entry.facts, seen)]


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry.id)
def test_a_provision_has_a_question_a_text_and_known_instruments(entry: Provision) -> None:
    known = {
        item.short for _, item in inspect.getmembers(instruments) if isinstance(item, Instrument)
    }
    assert entry.decide is None or entry.question.endswith("?")
    assert text_of(entry, "zh")
    assert text_of(entry, "en")
    assert {citation.instrument for citation in entry.citations} <= known


def test_every_question_has_a_case_with_an_answer() -> None:
    answered = {case.question for case in all_cases() if case.expect["outcome"] != "refused"}
    asked = {entry.id for entry in questions() if entry.id.startswith(AREAS)}
    assert asked <= answered


def test_every_reason_has_both_texts_and_both_take_the_same_parameters() -> None:
    load_all()
    for key in REASONS:
        if key.startswith(AREAS):
            texts = messages()[key]
            parameters = {
                language: {name for _, name, _, _ in Formatter().parse(texts[language]) if name}
                for language in ("zh", "en")
            }
            assert parameters["zh"] == parameters["en"], key


def test_no_text_is_written_for_a_reason_that_is_never_given() -> None:
    load_all()
    written = {key for key in messages() if key.startswith(tuple(f"{area}." for area in AREAS))}
    assert written <= set(REASONS)


@pytest.mark.parametrize("facts", _fact_types(), ids=lambda facts: facts.__name__)
def test_every_fact_and_choice_has_a_name_in_both_languages(facts: type) -> None:
    if issubclass(facts, Enum):
        keys = [f"member.{facts.__name__}.{member.name}" for member in facts]
    else:
        assert is_dataclass(facts)
        keys = [f"field.{facts.__name__}.{field.name}" for field in fields(facts)]
    assert [key for key in keys if key not in messages()] == []


def test_every_answer_of_every_case_can_be_said_in_both_languages() -> None:
    for case in all_cases():
        if case.area in AREAS and case.expect["outcome"] != "refused":
            asked = CATALOGUE[case.question]
            assert asked.decide is not None
            assert asked.facts is not None
            finding = asked.decide(read(asked.facts, case.facts))
            assert finding.citations, case.id
            assert finding.because or finding.missing, case.id
            assert all(explain(finding, "zh")), case.id
            assert all(explain(finding, "en")), case.id
