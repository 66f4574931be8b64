"""Worked cases of the law in the reader's language: what was given, and what the law answers today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.law.asking import ask
from yunqiao.law.cases import Case
from yunqiao.law.catalogue import CATALOGUE
from yunqiao.law.details import Detail
from yunqiao.law.explain import Answer, answer_in
from yunqiao.law.facts import FactsError, plain
from yunqiao.law.findings import Finding, Outcome
from yunqiao.law.forms import FormField, fields_of
from yunqiao.law.texts import Language, name_of, spoken, text

COLOURS: Final = {
    Outcome.YES: Colour.GREEN,
    Outcome.NO: Colour.RED,
    Outcome.UNKNOWN: Colour.YELLOW,
    Outcome.FOR_THE_COURT: Colour.BLUE,
}


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A case in a list: its heading, and how it is answered: a tag or what was asked for, and dates."""

    id: str
    heading: str
    tag: Tag | None
    dates: list[tuple[str, date]]
    value: tuple[Detail, ...]


def worked(case: Case, reader: Language) -> WorkedCase:
    """A case as it stands in the list of its question."""
    heading = spoken({"zh": case.title_zh, "en": case.title}, reader)
    try:
        finding = ask(case.question, case.facts, case.on)
    except FactsError:
        refused = Tag(text("shown.refused", reader).rstrip("。."), Colour.GREY)
        return WorkedCase(case.id, heading, refused, [], ())
    dates = [(name_of(f"date.{name}", reader), day) for name, day in finding.dates]
    answer = answer_in(reader, finding, CATALOGUE[case.question])
    tag = verdict_tag(finding, answer)
    if answer.leads_with_verdict or not answer.value:
        return WorkedCase(case.id, heading, tag, dates, ())
    return WorkedCase(case.id, heading, None, dates, answer.value[:1])


def verdict_tag(finding: Finding, answer: Answer) -> Tag | None:
    """The outcome in words and colour; none where it says nothing beside the answer."""
    label = answer.verdict.rstrip("。.")
    return Tag(label, COLOURS[finding.outcome]) if label else None


def facts_in_words(case: Case, reader: Language) -> list[tuple[str, str]]:
    """What is given in a case, with the names that the form of its question uses."""
    fields = dict(_by_path(fields_of(CATALOGUE[case.question], reader)))
    return list(_said(plain(case.facts), "", "", fields))


def _by_path(fields: Iterable[FormField]) -> Iterator[tuple[str, FormField]]:
    for field in fields:
        yield field.path, field
        yield from _by_path(field.fields)


def _said(
    given: Any, path: str, label: str, fields: Mapping[str, FormField]
) -> Iterator[tuple[str, str]]:
    if isinstance(given, Mapping):
        for name, part in given.items():
            below = f"{path}.{name}" if path else name
            named = fields[below].label if below in fields else name
            yield from _said(part, below, f"{label} · {named}" if label else named, fields)
    elif isinstance(given, list):
        for n, part in enumerate(given, start=1):
            items = f"{path}[]"
            yield from _said(part, items, f"{label} {n}", fields)
    else:
        yield label, _value(given, fields.get(path))


def _value(given: Any, field: FormField | None) -> str:
    written = str(given).lower() if isinstance(given, bool) else str(given)
    choices = field.choices if field else ()
    return next((one.label for one in choices if one.value == written), written)
