"""What a finding yields besides its outcome, as named lines for a reader: an amount with its working, a plan."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final, NamedTuple

from yunqiao.law.explain import article_of, sentence
from yunqiao.law.findings import Citation, Finding, Reason
from yunqiao.law.periods import Period
from yunqiao.law.states import places
from yunqiao.law.texts import Language, messages, name_of, spoken, text, written


class Detail(NamedTuple):
    """One line: what it is, empty where that is plain from its text, and what it says."""

    name: str
    text: str


def details(value: object, language: Language, name: str = "") -> list[Detail]:
    """The lines of a finding's value, in its order; none for an empty value."""
    if (said := _leaf(value, language)) is not None:
        return [Detail(name, said)] if said else []
    found = []
    for key, part in _parts(value):
        named = " · ".join(one for one in (name, _named(key, language)) if one)
        found += details(_sure(part) if key == "confidence" else part, language, named)
    return _on_one_line(value, found, language, name)


def _leaf(value: object, language: Language) -> str | None:
    """What is said in one breath; None for what has parts."""
    if isinstance(value, Finding):
        outcome = text(f"outcome.{value.outcome.name.lower()}", language)
        return " ".join([outcome, *(sentence(one, language) for one in value.because)])
    if isinstance(value, Reason):
        return sentence(value, language)
    if isinstance(value, Citation):
        return article_of(value, language)
    if isinstance(value, Period):
        return f"{value.n} {_word(value.unit, language)}"
    if isinstance(value, bool):
        return text("form.yes" if value else "form.no", language)
    if isinstance(value, Enum | str):
        return _word(value, language)
    return None if _has_parts(value) else written(value, language) if value is not None else ""


def _word(value: Enum | str, language: Language) -> str:
    """A choice or a code in words; a name or a note as it stands."""
    if isinstance(value, Enum):
        member = f"{type(value).__name__}.{value.name}"
        keys = [f"member.{member}", f"word.{member}"]
    elif value in places():
        known_as = places()[value]
        return spoken({"zh": known_as.zh, "en": known_as.en}, language)
    else:
        keys = [f"word.{value}"]
    known = [key for key in keys if key in messages()]
    return name_of(known[0], language) if known else written(value, language)


def _has_parts(value: object) -> bool:
    return isinstance(value, tuple | list | frozenset | Mapping)


def _parts(value: Any) -> Iterator[tuple[object, object]]:
    """The parts of a record by name, and those of a list by number where they have parts too."""
    if isinstance(value, Mapping):
        for n, (key, part) in enumerate(value.items(), start=1):
            yield (n if hasattr(part, "act") else key), part
    elif hasattr(value, "_asdict"):
        yield from ((key, part) for key, part in value._asdict().items() if key != "id")
    else:
        items = sorted(value, key=str) if isinstance(value, frozenset) else value
        yield from enumerate(items, start=1)


def _named(key: object, language: Language) -> str:
    if isinstance(key, int):
        return str(key)
    return name_of(f"value.{key}", language) if f"value.{key}" in messages() else ""


def _sure(confidence: object) -> object:
    """The mark itself, of a register's longer remark on how sure it is."""
    found = _MARK.search(confidence) if isinstance(confidence, str) else None
    return found[0] if found else confidence


_MARK: Final = re.compile(r"verified|known|uncertain")


def _on_one_line(value: object, found: list[Detail], language: Language, name: str) -> list[Detail]:
    """A list of words, and a record of a step or a limit that has reasons, read as one line."""
    parts = [part for _, part in _parts(value)]
    if any(_has_parts(part) and _leaf(part, language) is None for part in parts):
        return found
    simple_list = isinstance(value, tuple | list | frozenset) and not hasattr(value, "_asdict")
    if not simple_list and not any(isinstance(part, Reason) for part in parts):
        return found
    between = text("shown.comma", language)
    return [Detail(name, between.join(one.text for one in found))] if found else []
