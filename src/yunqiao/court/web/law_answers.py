"""A finding of the law in the reader's words, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yunqiao.court.foundation.components import Tag
from yunqiao.court.web.months import Month, months_with
from yunqiao.court.web.worked_cases import outcome_tag
from yunqiao.law.details import Detail, details
from yunqiao.law.explain import sentence
from yunqiao.law.findings import Citation, Finding
from yunqiao.law.instruments import by_short_name
from yunqiao.law.naming import fact_named
from yunqiao.law.texts import Language, name_of, spoken


@dataclass(frozen=True, slots=True)
class Cited:
    """An instrument by its full title, and which of its articles."""

    title: str
    articles: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in the reader's words."""

    tag: Tag
    code: str
    because: list[str]
    dates: list[tuple[str, date]]
    months: list[Month]
    missing: list[str]
    doubts: list[str]
    try_next: list[str]
    value: list[Detail]
    citations: list[Cited]


def shown(finding: Finding, facts: type | None, reader: Language) -> Shown:
    """A finding on a question with this type of facts."""
    dates = [(name_of(f"date.{name}", reader), day) for name, day in finding.dates]
    return Shown(
        tag=outcome_tag(finding, reader),
        code=finding.code,
        because=[sentence(reason, reader) for reason in finding.because],
        dates=dates,
        months=months_with(dates),
        missing=[fact_named(facts, path, reader) for path in finding.missing],
        doubts=[sentence(doubt, reader) for doubt in finding.doubts],
        try_next=[sentence(step, reader) for step in finding.try_next],
        value=details(finding.value, reader),
        citations=cited(finding.citations, reader),
    )


def cited(citations: Iterable[Citation], reader: Language) -> list[Cited]:
    """The instruments in the order they are first cited, each with its articles."""
    articles: dict[str, list[str]] = {}
    for citation in citations:
        articles.setdefault(citation.instrument, []).append(citation.article)
    titles = {
        short: spoken({"zh": one.zh, "en": one.en}, reader)
        for short, one in by_short_name().items()
    }
    return [Cited(titles[short], found) for short, found in articles.items()]
