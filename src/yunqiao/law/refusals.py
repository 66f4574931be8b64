"""Why facts are refused, in the reader's language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from yunqiao.law.texts import Language, messages, text


def refusal(sentence: str, language: Language) -> str:
    """The sentence of a `FactsError` for a reader; one that has no text stays as it is."""
    if language == "en":
        return sentence
    found = next(
        ((key, said) for key, pattern in _patterns() if (said := pattern.fullmatch(sentence))), None
    )
    return text(found[0], language, **found[1].groupdict()) if found else sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each key with what its English text matches; those with the most fixed words come first."""
    written = [(key, texts["en"]) for key, texts in messages().items() if key.startswith(_OURS)]
    written.sort(key=lambda one: -len(_PARAMETER.sub("", one[1])))
    return tuple((key, re.compile("".join(_pattern(said)), re.DOTALL)) for key, said in written)


def _pattern(said: str) -> Iterator[str]:
    for n, part in enumerate(_PARAMETER.split(said)):
        yield f"(?P<{part}>.*)" if n % 2 else re.escape(part)


_OURS: Final = "refusal."
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
