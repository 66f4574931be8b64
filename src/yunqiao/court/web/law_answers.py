"""A finding of the law in the reader's words, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yunqiao.court.foundation.components import Tag
from yunqiao.court.web.months import Month, months_with
from yunqiao.court.web.worked_cases import verdict_tag
from yunqiao.law.catalogue import Provision
from yunqiao.law.explain import Answer, answer_in
from yunqiao.law.findings import Citation, Finding
from yunqiao.law.texts import Language, name_of, text
from yunqiao.law.wording import number_of, title_of


@dataclass(frozen=True, slots=True)
class Cited:
    """An instrument by its full title, and which of its articles, in a row."""

    title: str
    articles: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in the reader's words; no tag where the answer itself is all there is to say."""

    tag: Tag | None
    answer: Answer
    dates: list[tuple[str, date]]
    months: list[Month]
    citations: list[Cited]


def shown(finding: Finding, asked: Provision, reader: Language) -> Shown:
    """A finding on a question."""
    answer = answer_in(reader, finding, asked)
    dates = [(name_of(f"date.{name}", reader), day) for name, day in finding.dates]
    return Shown(
        tag=verdict_tag(finding, answer),
        answer=answer,
        dates=dates,
        months=months_with(dates),
        citations=cited(finding.citations, reader),
    )


def cited(citations: Iterable[Citation], reader: Language) -> list[Cited]:
    """The instruments in the order they are first cited, each with its articles."""
    articles: dict[str, list[str]] = {}
    for citation in citations:
        number = number_of(citation.article, reader)
        articles.setdefault(citation.instrument, []).append(number)
    also = text("shown.also", reader)
    return [Cited(title_of(short, reader), also.join(found)) for short, found in articles.items()]
