"""Which provisions and cases stand behind each article, item, tariff row and time limit."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

from yunqiao.law.answers import Answered, answered, parts
from yunqiao.law.asking import every_provision
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.findings import Citation, Reason
from yunqiao.law.instruments import AERSHAN, CPL, FEES, by_short_name
from yunqiao.law.limits.table import ROWS, LimitRow
from yunqiao.law.rows import rows
from yunqiao.law.texts import name_of, text
from yunqiao.law.wording import article_of

ARTICLES_OF_AERSHAN: Final = 36
ITEMS_OF_283: Final = 10


Mark = tuple[str, Decimal]


class Line(NamedTuple):
    """One line of the table: a place in the law, its code, its cases, its source."""

    place: str
    says: str
    provisions: tuple[str, ...]
    cases: tuple[str, ...]
    source: str
    confidence: str
    organisational: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether it has code, and cases too unless it only organises the court's work."""
        return bool(self.provisions) and (self.organisational or bool(self.cases))


def articles_of_aershan() -> Iterator[Line]:
    """The thirty-six articles of the local provisions on service."""
    for number in range(1, ARTICLES_OF_AERSHAN + 1):
        yield _article(AERSHAN[str(number)])


def items_of_283() -> Iterator[Line]:
    """The ten channels of article 283 and its public notice."""
    for item in range(1, ITEMS_OF_283 + 1):
        yield _article(CPL[f"283(1)({item})"])
    yield _article(CPL["283(2)"])


def articles_named(short: str) -> Iterator[Line]:
    """The articles of one instrument that the collected facts of law name."""
    instrument = by_short_name()[short]
    for row in rows("named_articles.csv"):
        if row["instrument"] == short:
            yield from (_article(instrument[number]) for number in row["articles"].split())


def fee_brackets() -> Iterator[Line]:
    """The rows of the tables of rates."""
    for row in rows("fee_brackets.csv"):
        reach = f"over {row['over_cny']}" + (f" to {row['up_to_cny']}" if row["up_to_cny"] else "")
        percent = Decimal(row["rate"] or 0) * 100
        mark = ("rate", percent) if percent else ("up_to", Decimal(row["up_to_cny"]))
        charge = f"{row['flat_cny']} yuan" if row["flat_cny"] else f"{percent.normalize():f} %"
        yield _tariff(row, f"{row['table']}, {reach}: {charge}", mark)


def fee_flats() -> Iterator[Line]:
    """The flat fees and ranges, caps and what is free."""
    for row in rows("fee_flat.csv"):
        span = " to ".join(dict.fromkeys(filter(None, (row["min_cny"], row["max_cny"]))))
        mark = ("cap", Decimal(row["max_cny"])) if row["kind"].endswith("_cap") else None
        yield _tariff(row, f"{row['kind']}: {span} yuan {row['unit']}", mark)


def time_limits() -> Iterator[Line]:
    """The rows of the table of time limits."""
    for row in ROWS:
        cases = [one for one in answered() if _runs(one, row.id)]
        yield Line(
            "; ".join(article_of(citation, "en") for citation in row.citations),
            text(row.act.key, "en", last_day="the last day"),
            ("limits.for_event",),
            tuple(one.name for one in cases),
            f"{_titled(row)}{row.source}",
            row.confidence.value,
        )


SECTIONS: Final[dict[str, Callable[[], Iterable[Line]]]] = {
    "The articles of the Aershan provisions": articles_of_aershan,
    "The channels of article 283 of the Civil Procedure Law": items_of_283,
    "The tables of rates of the Measures on costs": fee_brackets,
    "The flat fees of the Measures on costs": fee_flats,
    "Time limits": time_limits,
    "The Civil Procedure Law": partial(articles_named, "CPL"),
    "The Interpretation of the Civil Procedure Law": partial(articles_named, "Int"),
    "The Online Litigation Rules": partial(articles_named, "OLR"),
    "The Online Mediation Rules": partial(articles_named, "OMR"),
    "The Provisions on online filing for cross-border litigants": partial(articles_named, "XB"),
}


def _titled(row: LimitRow) -> str:
    return f"`{row.id}`, " if row.of_pack == "ours" else f"`{row.id}`, row {row.of_pack}, "


def _runs(one: Answered, limit: str) -> bool:
    return (
        one.case.question == "limits.for_event"
        and one.finding is not None
        and limit in (one.finding.value or {})
    )


def _article(article: Citation) -> Line:
    cases = [one for one in answered() if any(_within(cited, article) for cited in one.citations)]
    entries = [
        one for one in every_provision() if any(_within(c, article) for c in one.citations)
    ] or [CATALOGUE[name] for name in dict.fromkeys(one.case.question for one in cases)]
    deciding = [one for one in entries if one.decide]
    return Line(
        article_of(article, "en"),
        " / ".join(one.question or name_of(f"provision.{one.id}", "en") for one in entries),
        tuple(one.id for one in entries),
        tuple(one.name for one in cases) or _cases_of(deciding),
        "; ".join(dict.fromkeys(one.source for one in entries if one.source)) or "the text itself",
        _least_sure(entries),
        organisational=bool(entries) and not deciding,
    )


def _cases_of(entries: Iterable[Provision]) -> tuple[str, ...]:
    asked = {one.id for one in entries}
    return tuple(one.name for one in answered() if one.case.question in asked)


def _within(cited: Citation, article: Citation) -> bool:
    """Whether a citation is of the article or of a paragraph of it."""
    return cited.instrument == article.instrument and bool(
        re.match(rf"{re.escape(article.article)}(?!\d)", cited.article)
    )


def _least_sure(entries: Iterable[Provision]) -> str:
    found = {one.confidence.value for one in entries}
    return next((mark for mark in ("uncertain", "known", "verified") if mark in found), "")


def _tariff(row: dict[str, str], says: str, mark: Mark | None) -> Line:
    cited = FEES[row["article"].partition(";")[0]]
    cases = [one for one in answered() if _charges(one, cited, mark)]
    return Line(
        article_of(cited, "en"),
        says,
        tuple(dict.fromkeys(one.case.question for one in cases)),
        tuple(one.name for one in cases),
        f"fee tables, from {row['valid_from']}",
        row["confidence"].partition(":")[0],
    )


def _charges(one: Answered, cited: Citation, mark: Mark | None) -> bool:
    """Whether the answer cites the article, in a step of its working that bears the row's mark."""
    return cited in one.citations and any(
        mark is None or mark in _marks(part)
        for part in parts(one.finding)
        if isinstance(part, tuple) and cited in part
    )


def _marks(step: tuple[object, ...]) -> Iterator[Mark]:
    for part in step:
        if isinstance(part, Reason):
            yield from (
                (name, Decimal(str(value)))
                for name, value in part.params
                if name in ("rate", "up_to", "cap")
            )
