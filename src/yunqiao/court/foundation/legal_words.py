"""Places and articles of law in the reader's words."""

from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

from django.utils.translation import get_language

from yunqiao.law.findings import Citation, Finding
from yunqiao.law.instruments import by_short_name
from yunqiao.law.states import Place, place, places
from yunqiao.law.texts import Language, spoken
from yunqiao.law.wording import article_of

NEAR: Final = (
    "CN", "HK", "MO", "TW", "US", "CA", "AU", "JP", "KR", "SG", "MY", "TH", "GB", "FR", "DE",
    "IT", "ES",
)  # fmt: skip
"""Where most people who ask us live; they stand first in the list of places."""


def language() -> Language:
    """The language of the law's texts for this reader."""
    chosen = get_language() or ""
    if chosen.startswith("en"):
        return "en"
    return "zh-hant" if chosen == "zh-hant" else "zh"


def place_name(code: str) -> str:
    """A State or region by its code; empty for no code."""
    if not code:
        return ""
    return _named(place(code))


def place_choices() -> Iterator[tuple[str, str]]:
    """Every State and region in the reader's language, the likely ones first."""
    named = {code: _named(place) for code, place in places().items()}
    yield "", ""
    yield from ((code, named[code]) for code in NEAR)
    others = [(code, name) for code, name in named.items() if code not in NEAR]
    yield from sorted(others, key=lambda item: normalize("NFKD", item[1]))


def cited(citation: str) -> str:
    """An article in full: "CPL 126" is article 126 of the Civil Procedure Law."""
    short, _space, article = citation.rpartition(" ")
    instrument = by_short_name().get(short)
    if instrument is None:
        return citation
    if language() == "en":
        return f"{instrument.en}, article {article}"
    return article_of(Citation(short, article), language())


def articles_of(finding: Finding) -> str:
    """Every article that a finding cites, in full."""
    return " · ".join(cited(str(citation)) for citation in finding.citations)


def _named(place: Place) -> str:
    return spoken({"zh": place.zh, "en": place.en}, language())
