"""The texts of `law/messages/`, by key, in Chinese (either script) and English."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from yunqiao.law.characters import in_traditional
from yunqiao.law.facts import plain
from yunqiao.law.findings import Instrument, Name
from yunqiao.law.venue import BEIJING

Language = Literal["zh", "zh-hant", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "zh-hant", "en")


def text(key: str, language: Language, /, **params: Any) -> str:
    """The text of a key with its parameters filled in.

    Raises:
        KeyError: no text is written for the key, or a parameter is missing.
    """
    shown = {name: written(value, language) for name, value in params.items()}
    return spoken(messages()[key], language).format_map(shown)


def spoken(texts: Mapping[str, str], language: Language) -> str:
    """The text for a reader, of one written in `zh` and `en`."""
    if language == "en":
        return texts["en"]
    return in_traditional(texts["zh"]) if language == "zh-hant" else texts["zh"]


def name_of(key: str, language: Language) -> str:
    """The text of a key, or the key's last part where nothing is written for it."""
    found = messages().get(key)
    return spoken(found, language) if found else key.rpartition(".")[2].replace("_", " ")


@cache
def messages() -> dict[str, dict[str, str]]:
    """Every text: dotted key -> {"zh": …, "en": …}, from all TOML files below `law/messages/`."""
    return gather((name, tomllib.loads(content)) for name, content in _files("messages"))


def gather(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, dict[str, str]]:
    """The texts of named tables by dotted key.

    Raises:
        ValueError: two tables write the same key.
    """
    found: dict[str, dict[str, str]] = {}
    for name, tree in tables:
        for key, texts in _flatten(tree):
            if key in found:
                raise ValueError(f"{name} writes {key} a second time")
            found[key] = texts
    return found


def _files(folder: str) -> Iterator[tuple[str, str]]:
    waiting = [files("yunqiao.law").joinpath(folder)]
    while waiting:
        below = list(waiting.pop().iterdir())
        waiting += [place for place in below if place.is_dir()]
        tables = [place for place in below if place.name.endswith(".toml")]
        yield from ((table.name, table.read_text("utf-8")) for table in tables)


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for name, below in tree.items():
        key = f"{prefix}.{name}" if prefix else name
        if isinstance(below.get("zh"), str):
            yield key, {"zh": below["zh"], "en": below["en"]}
        else:
            yield from _flatten(below, key)


def written(value: object, language: Language) -> str:
    """A parameter or part of a value as it is read: dates as dates, the rest as it stands."""
    if isinstance(value, Instrument | Name):
        return spoken({"zh": value.zh, "en": value.en}, language)
    if isinstance(value, datetime):
        court = value.astimezone(BEIJING)
        day = written(court.date(), language)
        return (
            f"{day} {court:%H:%M} (+08:00)" if language == "en" else f"{day}{court:%H:%M}（+08:00）"
        )
    if isinstance(value, date) and language != "en":
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Decimal) and language == "en":
        return f"{value:,}"
    shown = str(plain(value))
    return in_traditional(shown) if language == "zh-hant" else shown
