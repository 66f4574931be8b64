"""What a finding yields besides its outcome, in words: an amount with its working, a plan, a list."""

import re
from collections.abc import Callable, Iterator, Mapping, Sized
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Final, NamedTuple

from yunqiao.law.findings import Citation, Finding, Reason
from yunqiao.law.naming import fact_named, leads_somewhere
from yunqiao.law.texts import Language, messages, name_of, text, written
from yunqiao.law.wording import article_of, begun, sentence, verdict


class Detail(NamedTuple):
    """One part: what it is and what it says, each empty where the other says it all, and its own parts."""

    name: str
    text: str
    below: tuple["Detail", ...] = ()

    @property
    def has_parts(self) -> bool:
        """Whether parts of its own belong to it."""
        return bool(self.below)


class _Reader(NamedTuple):
    """Whom the parts are told, the type of the question's facts, and how a missing one is named."""

    language: Language
    facts: type | None
    fact: Callable[[type | None, str, Language], str]

    def word(self, key: str, **params: Any) -> str:
        return text(f"shown.{key}", self.language, **params)


def details(
    value: object,
    language: Language,
    facts: type | None = None,
    fact: Callable[[type | None, str, Language], str] = fact_named,
) -> tuple[Detail, ...]:
    """The parts of a finding's value, in its order; none for no value.

    With the type of the question's facts, what is missing is named as its form names it; `fact`
    names it otherwise.
    """
    if value is None or (isinstance(value, Sized) and not len(value)):
        return ()
    said = _part("", value, _Reader(language, facts, fact))
    return said.below or (said._replace(name=text("shown.namely", language)),)


def _part(name: str, value: Any, reader: _Reader) -> Detail:
    if isinstance(value, Finding):
        return _finding(name, value, reader)
    if isinstance(value, Reason):
        return Detail(name, sentence(value, reader.language))
    if isinstance(value, Citation):
        return Detail(name, article_of(value, reader.language))
    if _sentence_of(value):
        shown = {
            key: _in_one_breath(part, reader).rstrip(_ENDS) for key, part in _fields(value, reader)
        }
        return Detail(name, text(_sentence_of(value), reader.language, **shown))
    if isinstance(value, Mapping) and all(hasattr(one, "_asdict") for one in value.values()):
        return _list(name, tuple(value.values()), reader)
    if isinstance(value, tuple | list | frozenset) and not hasattr(value, "_asdict"):
        return _list(name, value, reader)
    if isinstance(value, Mapping) or hasattr(value, "_asdict"):
        return Detail(name, "", tuple(_parts_of(value, reader)))
    return Detail(name, written(value, reader.language))


def _finding(name: str, value: Finding, reader: _Reader) -> Detail:
    """A finding within a value: verdict and reasons, then all else it says."""
    said = [verdict(value, reader.language, asks_whether=not value.code)]
    said += [sentence(one, reader.language) for one in value.because]
    return Detail(name, reader.word("space").join(said), tuple(_rest_of(value, reader)))


def _rest_of(value: Finding, reader: _Reader) -> Iterator[Detail]:
    language = reader.language
    for name, day in value.dates:
        yield Detail(name_of(f"date.{name}", language), written(day, language))
    for path in value.missing:
        if leads_somewhere(reader.facts, path):
            yield Detail(reader.word("missing_fact"), reader.fact(reader.facts, path, language))
    yield from details(value.value, language, reader.facts, reader.fact)
    for key, reasons in (("in_doubt", value.doubts), ("next_step", value.try_next)):
        for one in reasons:
            yield Detail(reader.word(key), sentence(one, language))
    yield _part(name_of("value.citations", language), value.citations, reader)


def _list(name: str, value: Any, reader: _Reader) -> Detail:
    """Words on one line; what is said in sentences, or has parts, as numbered items."""
    items = sorted(value, key=str) if isinstance(value, frozenset) else value
    said = [_item(one, reader) for one in items]
    if not said:
        return Detail(name, reader.word("none"))
    if all(_is_short(one, part) for one, part in zip(items, said, strict=True)):
        return Detail(name, reader.word("comma").join(part.text for part in said))
    if len(said) == 1 and not said[0].below and not _sentence_of(items[0]):
        return Detail(name, said[0].text)
    numbered = (
        one._replace(name=reader.word("item", number=n, heading=one.name).strip())
        for n, one in enumerate(said, start=1)
    )
    return Detail(name, "", tuple(numbered))


def _is_short(value: object, said: Detail) -> bool:
    return not said.below and not _sentence_of(value) and not said.text.endswith(tuple(_ENDS))


_ENDS: Final = ".。；"


def _item(value: Any, reader: _Reader) -> Detail:
    """An item of a list; a record's first choice is its heading, and a finding in it its text."""
    if not hasattr(value, "_asdict") or isinstance(value, Finding | Reason | Citation):
        return _part("", value, reader)
    if _sentence_of(value):
        return _part("", value, reader)
    parts = {key: part for key, part in _fields(value, reader) if not _is_empty(part)}
    heading = next((key for key, part in parts.items() if _is_heading(key, part)), "")
    found = next((key for key, part in parts.items() if isinstance(part, Finding | Reason)), "")
    said = _part("", parts[found], reader) if found else Detail("", "")
    rest = tuple(_named(value, key, part, reader) for key, part in parts.items() if key not in (heading, found))  # fmt: skip
    name = begun(written(parts[heading], reader.language)) if heading else ""
    return Detail(name, said.text, (*said.below, *rest))


def _is_empty(part: object) -> bool:
    """Whether a part of an item says only that there is nothing of its kind."""
    none = isinstance(part, Enum) and part.name == "NONE"
    return none or (isinstance(part, Sized) and not len(part))


def _is_heading(key: str, part: object) -> bool:
    return isinstance(part, Enum) or key in ("key", "state", "name")


def _parts_of(value: Any, reader: _Reader) -> Iterator[Detail]:
    for key, part in _fields(value, reader):
        yield _named(value, key, part, reader)


def _named(record: Any, key: str, part: Any, reader: _Reader) -> Detail:
    own = f"{_kind(record)}.{key}"
    name = text(f"part.{own}" if f"part.{own}" in messages() else f"value.{key}", reader.language)
    for unit in (f"unit.{own}", f"unit.{key}"):
        if unit in messages():
            return Detail(name, text(unit, reader.language, number=part))
    return _part(name, part, reader)


def _fields(value: Any, reader: _Reader) -> Iterator[tuple[str, Any]]:
    """The parts of a record by name, without what is unknown, for others, or said by another part."""
    not_for_reader = "_zh" if reader.language == "en" else "_en"
    held = dict(value) if isinstance(value, Mapping) else _held(value)
    unsaid = {one for known, others in _SAID_BY.items() if held.get(known) for one in others}
    for key, part in held.items():
        if part is None or part == "" or key in _NOT_SAID | unsaid or key.endswith(not_for_reader):
            continue
        yield key, _mark(part) if key == "confidence" else part


def _held(record: Any) -> dict[str, Any]:
    if is_dataclass(record):
        return {one.name: getattr(record, one.name) for one in fields(record)}
    return dict(record._asdict())


_NOT_SAID: Final = frozenset({"id", "order", "position"})
"""What only tells the parts of a list apart, which are numbered."""

_SAID_BY: Final = {"amount": ("least", "most"), "state": ("name",)}
"""Parts that say nothing more where another is known."""


def _mark(confidence: object) -> object:
    """The mark itself, of a register's longer remark on how sure it is."""
    found = _MARK.search(confidence) if isinstance(confidence, str) else None
    return found[0] if found else confidence


_MARK: Final = re.compile(r"verified|known|uncertain")


def _in_one_breath(value: Any, reader: _Reader) -> str:
    said = _part("", value, reader)
    return said.text or reader.word("comma").join(one.text for one in said.below)


def _sentence_of(value: object) -> str:
    """The key of the sentence that says a whole record; empty where none is written for its kind."""
    key = f"record.{_kind(value)}"
    adds = getattr(value, "adds", 1)
    key += "" if adds > 0 else "_less" if adds else "_as_is"
    return key if key in messages() else ""


def _kind(value: object) -> str:
    kind = type(value)
    return f"{kind.__module__.removeprefix('yunqiao.law.')}.{kind.__name__}"
