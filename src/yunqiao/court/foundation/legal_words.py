"""Places and articles of law in the reader's words."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yunqiao.law.instruments import by_short_name
from yunqiao.law.states import place, places
from yunqiao.law.texts import Language

NEAR: Final = (
    "CN", "HK", "MO", "TW", "US", "CA", "AU", "JP", "KR", "SG", "MY", "TH", "GB", "FR", "DE",
    "IT", "ES",
)  # fmt: skip
"""Where most people who ask us live; they stand first in the list of places."""


def language() -> Language:
    """The language of the law's texts for this reader: they are in Chinese and English."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def place_name(code: str) -> str:
    """A State or region by its code; empty for no code."""
    if not code:
        return ""
    known = place(code)
    return known.en if language() == "en" else known.zh


def place_choices() -> Iterator[tuple[str, str]]:
    """Every State and region in the reader's language, the likely ones first."""
    english = language() == "en"
    named = {code: place.en if english else place.zh for code, place in places().items()}
    yield "", ""
    yield from ((code, named[code]) for code in NEAR)
    yield from sorted(((c, n) for c, n in named.items() if c not in NEAR), key=lambda item: item[1])


def cited(citation: str) -> str:
    """An article in full: "CPL 126" is article 126 of the Civil Procedure Law."""
    short, _space, article = citation.rpartition(" ")
    instrument = by_short_name().get(short)
    if instrument is None:
        return citation
    law = instrument.en if language() == "en" else instrument.zh
    return _("%(law)s, article %(article)s") % {"law": law, "article": article}
