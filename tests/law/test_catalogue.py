"""Proof that the law hangs together: cited, worded, named, asked, answered and pure."""

import ast
import string
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema_rs
import pytest

import yunqiao.law
from yunqiao.law import load_all
from yunqiao.law.answers import Answered, answered, parts
from yunqiao.law.asking import every_provision, questions
from yunqiao.law.catalogue import CATALOGUE, Confidence, Provision
from yunqiao.law.conformance import SECTIONS
from yunqiao.law.explain import explain
from yunqiao.law.facts import plain, read, schema_of
from yunqiao.law.findings import REASONS, Finding, Outcome
from yunqiao.law.instruments import CONFERENCE_FROM_MEMORY, by_short_name
from yunqiao.law.limits.for_event import KNOWN_NOT_READ
from yunqiao.law.texts import Language, messages

load_all()
messages()  # a key written twice stops here, once, instead of in every test

PACKAGE = Path(yunqiao.law.__file__).parent
FRAME = (
    "outcome.",
    "shown.",
    "date.",
    "provision.",
    "field.",
    "member.",
    "form.",
    "area.",
    "fact.",
    "value.",
    "word.",
    "refusal.",
    "question.",
    "code.",
    "record.",
    "part.",
    "unit.",
    "remark.",
    "cli.",
    "sheet.",
)
LANGUAGES: tuple[Language, ...] = ("zh", "en")

each_provision = pytest.mark.parametrize("entry", every_provision(), ids=lambda one: one.id)
each_question = pytest.mark.parametrize("entry", questions(), ids=lambda one: one.id)


@each_provision
def test_a_provision_cites_instruments_that_are_known(entry: Provision) -> None:
    assert entry.citations
    assert {citation.instrument for citation in entry.citations} <= set(by_short_name())


@each_provision
def test_a_provision_has_its_text_in_both_languages(entry: Provision) -> None:
    texts = messages()[f"provision.{entry.id}"]
    assert all(texts[language].strip() for language in LANGUAGES)


@each_provision
def test_a_provision_yields_only_to_provisions_that_exist(entry: Provision) -> None:
    assert set(entry.yields_to) <= set(CATALOGUE)
    assert entry.id not in entry.yields_to


@each_provision
def test_a_provision_we_are_not_sure_of_says_where_the_doubt_lies(entry: Provision) -> None:
    assert entry.source or entry.confidence is not Confidence.UNCERTAIN


@each_question
def test_a_question_ends_with_a_question_mark(entry: Provision) -> None:
    assert entry.question.endswith("?")


@each_question
def test_a_question_is_answered_by_a_case(entry: Provision) -> None:
    assert _answered(entry)


@each_question
def test_every_fact_and_choice_is_named_in_both_languages(entry: Provision) -> None:
    assert _names(entry.facts) - messages().keys() == set()


@each_question
def test_the_schema_of_a_question_is_valid(entry: Provision) -> None:
    assert entry.facts
    schema = schema_of(entry.facts)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)


@each_question
def test_facts_survive_being_written_and_read_and_fit_the_schema(entry: Provision) -> None:
    assert entry.facts
    schema = jsonschema_rs.Draft202012Validator(schema_of(entry.facts))
    for one in _answered(entry):
        once = read(entry.facts, one.case.facts)
        written = plain(once)
        assert read(entry.facts, written) == once, one.name
        assert not list(schema.iter_errors(written)), one.name


@each_question
def test_an_answer_can_be_read_in_both_languages(entry: Provision) -> None:
    for one in _answered(entry):
        assert one.finding
        for language in LANGUAGES:
            lines = explain(one.finding, language)
            assert not [line for line in lines if "{" in line], one.name
        assert [name for name, _ in one.finding.dates if f"date.{name}" not in messages()] == []


def test_a_provision_is_not_known_under_two_instruments_of_one_name() -> None:
    shorts = [one.short for one in by_short_name().values()]
    assert len(shorts) == len(set(shorts))


def test_every_reason_has_the_same_parameters_in_both_languages() -> None:
    uneven = [
        key
        for key in REASONS
        if _parameters(messages()[key]["zh"]) != _parameters(messages()[key]["en"])
    ]
    assert uneven == []


def test_every_text_belongs_to_a_reason() -> None:
    assert {key for key in messages() if not key.startswith(FRAME)} == set(REASONS)


def test_every_text_of_a_provision_belongs_to_one() -> None:
    written = {key.removeprefix("provision.") for key in messages() if key.startswith("provision.")}
    assert written == set(CATALOGUE)


def test_every_question_in_chinese_belongs_to_one() -> None:
    written = {key.removeprefix("question.") for key in messages() if key.startswith("question.")}
    assert written == {entry.id for entry in questions()}


def test_every_code_of_an_answer_has_words_and_no_words_are_for_none() -> None:
    given = {
        f"code.{part.code}"
        for one in answered()
        for part in parts(one.finding)
        if isinstance(part, Finding) and part.code
    }
    assert {key for key in messages() if key.startswith("code.")} == given


def test_every_name_of_a_fact_or_choice_belongs_to_one() -> None:
    asked = {key for entry in questions() for key in _names(entry.facts)}
    written = {key for key in messages() if key.startswith(("field.", "member."))}
    assert written - asked == set()


def test_every_reason_is_given_in_some_case() -> None:
    given = {key for one in answered() for key in one.reasons}
    assert set(REASONS) - given == set()


def test_an_answer_that_rests_on_the_unread_conference_summary_says_so() -> None:
    silent = [
        one.name
        for one in answered()
        for part in parts(one.finding)
        if isinstance(part, Finding) and _rests_on_unread_summary(part)
        if not {CONFERENCE_FROM_MEMORY, KNOWN_NOT_READ} & set(part.doubts)
    ]
    assert silent == []


def _rests_on_unread_summary(found: Finding) -> bool:
    """Articles 1 to 3 were read; a channel that is not there for the addressee rests on nothing."""
    unread = {one.article for one in found.citations if one.instrument == "CS"} - {"1", "2", "3"}
    undecided = found.outcome is Outcome.UNKNOWN or found.code == "CHANNEL_NOT_APPLICABLE"
    return bool(unread) and not undecided


def test_no_two_cases_ask_the_same_of_the_same_facts() -> None:
    asked: dict[str, list[str]] = {}
    for one in answered():
        of = f"{one.case.question} {one.case.on} {sorted(one.case.facts.items())}"
        asked.setdefault(of, []).append(one.name)
    assert [names for names in asked.values() if len(names) > 1] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_the_conformance_table_has_no_gap(section: str) -> None:
    assert [line.place for line in SECTIONS[section]() if not line.is_complete] == []


def test_the_law_imports_nothing_but_the_standard_library() -> None:
    imported = {name for module in PACKAGE.rglob("*.py") for name in _imports(module)}
    assert {name for name in imported if name.partition(".")[0] not in sys.stdlib_module_names} == {
        name for name in imported if name.startswith("yunqiao.law")
    }


def test_the_law_answers_where_no_package_is_installed() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parents[1])!r})\n"
        "from yunqiao.law.asking import ask, questions\n"
        "assert questions() and not any('site-packages' in place for place in sys.path)\n"
        "print(ask('periods.set_date', {'set_for': '2026-03-20'}).outcome.value)"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "yes\n"


def _answered(entry: Provision) -> list[Answered]:
    return [one for one in answered() if one.case.question == entry.id and one.finding]


def _parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module or ""


@cache
def _names(hint: Any) -> frozenset[str]:
    """The keys under which a type of facts, and every type inside it, is named."""
    inside = [*get_args(hint)]
    own: list[str] = []
    if isinstance(hint, type) and is_dataclass(hint):
        own = [f"field.{hint.__name__}.{field.name}" for field in fields(hint)]
        inside += get_type_hints(hint).values()
    elif isinstance(hint, type) and issubclass(hint, Enum):
        own = [f"member.{hint.__name__}.{member.name}" for member in hint]
    return frozenset(own).union(*(_names(one) for one in inside))
