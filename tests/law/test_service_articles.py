"""Each of the thirty-six articles has its code, its words and its cases."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import get_args

import pytest

from yunqiao.law import load_all, service
from yunqiao.law.asking import ask
from yunqiao.law.cases import all_cases
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.explain import explain
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Citation, Finding
from yunqiao.law.texts import Language, messages
from yunqiao.law.wording import text_of

ARTICLES = [str(number) for number in range(1, 37)]

load_all()
PROVISIONS = [entry for name, entry in CATALOGUE.items() if name.startswith("service.")]
CASES = [case for case in all_cases() if case.area.startswith("service_")]


def _articles(citations: Iterator[Citation]) -> set[str]:
    return {c.article.partition("(")[0] for c in citations if c.instrument == "A"}


def _answers() -> Iterator[Finding]:
    for case in CASES:
        try:
            yield ask(case.question, case.facts)
        except FactsError:
            continue


ANSWERS = list(_answers())
CITED = _articles(citation for finding in ANSWERS for citation in finding.citations)
ORGANISATIONAL = _articles(c for entry in PROVISIONS if not entry.decide for c in entry.citations)


@pytest.mark.parametrize("article", ARTICLES)
def test_the_article_is_cited_by_a_provision(article: str) -> None:
    assert article in _articles(c for entry in PROVISIONS for c in entry.citations)


@pytest.mark.parametrize("article", ARTICLES)
def test_the_article_decides_a_case_or_is_organisational(article: str) -> None:
    assert article in CITED | ORGANISATIONAL


@pytest.mark.parametrize("entry", PROVISIONS, ids=lambda entry: entry.id)
def test_the_provision_is_worded_asked_and_yields_to_what_exists(entry: Provision) -> None:
    assert text_of(entry, "zh")
    assert text_of(entry, "en")
    assert set(entry.yields_to) <= set(CATALOGUE)
    if entry.decide:
        assert entry.question.endswith("?")
        assert any(case.question == entry.id for case in CASES)


@pytest.mark.parametrize("language", get_args(Language))
def test_every_answer_reads_in_the_language(language: Language) -> None:
    for finding in ANSWERS:
        assert not any("{" in line for line in explain(finding, language))


def test_every_fact_and_every_choice_has_its_words() -> None:
    wanted = {
        f"field.{kind.__name__}.{field.name}" for kind in _types() if is_dataclass(kind) for field in fields(kind)
    } | {f"member.{kind.__name__}.{member.name}" for kind in _types() if issubclass(kind, Enum) for member in kind}  # fmt: skip
    assert wanted - set(messages()) == set()


def _types() -> Iterator[type]:
    for module in pkgutil.iter_modules(service.__path__):
        room = importlib.import_module(f"{service.__name__}.{module.name}")
        for kind in vars(room).values():
            if isinstance(kind, type) and kind.__module__ == room.__name__:
                yield kind
