"""The texts of `law/messages/`, by key, in Chinese (either script) and English."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple

from yunqiao.law.characters import in_traditional
from yunqiao.law.facts import plain
from yunqiao.law.findings import Instrument
from yunqiao.law.instruments import by_short_name
from yunqiao.law.rows import rows
from yunqiao.law.states import places
from yunqiao.law.venue import BEIJING

Language = Literal["zh", "zh-hant", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "zh-hant", "en")


class Fitting(NamedTuple):
    """A text whose English a sentence is, and what the sentence puts in its gaps."""

    key: str
    params: dict[str, str]


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
    """Every text: dotted key -> {"zh": …, "en": …}, from all TOML files below `law/messages/`.

    The questions have no English here: their provisions ask it.
    """
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


def fitting(sentence: str, family: str) -> Fitting | None:
    """The text below `family` whose English the sentence is; None where none fits."""
    for key, pattern in _patterns(family):
        if said := pattern.fullmatch(sentence):
            return Fitting(key, said.groupdict())
    return None


def written(value: object, language: Language) -> str:
    """A parameter or part of a value as it is read: dates as dates, choices and codes in words."""
    if isinstance(value, Instrument):  # it stands between title marks, which take single ones
        return spoken({"zh": value.zh.translate(_WITHIN), "en": value.en}, language)
    if isinstance(value, datetime):
        return _instant(value.astimezone(BEIJING), language)
    if isinstance(value, date) and language != "en":
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, bool):
        return spoken(messages()["form.yes" if value else "form.no"], language)
    if isinstance(value, Enum):
        return _first_of(_keys_of(value), str(value.value), language)
    if isinstance(value, str):
        return _word(value, language)
    return _amount(value) if isinstance(value, Decimal) else str(plain(value))


def _instant(value: datetime, language: Language) -> str:
    """An instant as the court's clock shows it."""
    day = written(value.date(), language)
    return f"{day} {value:%H:%M} (+08:00)" if language == "en" else f"{day}{value:%H:%M}（+08:00）"


def _keys_of(value: Enum) -> tuple[str, ...]:
    member = f"{type(value).__name__}.{value.name}"
    return (f"member.{member}", f"word.{member}")


def _word(value: str, language: Language) -> str:
    """A code or the name of a place in words; what a table says in English; a name as it stands."""
    if value in places():
        known_as = places()[value]
        return spoken({"zh": known_as.zh, "en": known_as.en}, language)
    if language == "en":
        return _first_of((f"word.{value}", f"code.{value}"), value, language)
    if value in _english_names():
        return spoken(_english_names()[value], language)
    if remark := fitting(value, "remark"):
        return text(remark.key, language, **remark.params)
    return _first_of((f"word.{value}", f"code.{value}"), value, language)


def _first_of(keys: Iterable[str], otherwise: str, language: Language) -> str:
    for key in keys:
        if key in messages():
            return spoken(messages()[key], language)
    return in_traditional(otherwise) if language == "zh-hant" else otherwise


@cache
def _english_names() -> dict[str, dict[str, str]]:
    """Places, provinces and instruments by the English name that the tables call them."""
    of_places = {one.en: {"zh": one.zh, "en": one.en} for one in places().values()}
    of_places |= {
        row["region_en"]: {"zh": row["region"], "en": row["region_en"]}
        for row in rows("jurisdiction_thresholds.csv")
    }
    return of_places | {one.en: {"zh": one.zh, "en": one.en} for one in by_short_name().values()}


def _amount(value: Decimal) -> str:
    """An amount in groups of three digits, to the fen or without any, and no nought beyond the fen."""
    whole, point, part = f"{value:,f}".partition(".")
    return f"{whole}.{part[:2]:0<2}{part[2:].rstrip('0')}" if point else whole


@cache
def _patterns(family: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each key with what its English text matches; those with the most fixed words come first."""
    texts = [(key, said["en"]) for key, said in messages().items() if key.startswith(f"{family}.")]
    texts.sort(key=lambda one: -len(_PARAMETER.sub("", one[1])))
    return tuple((key, re.compile("".join(_pattern(said)), re.DOTALL)) for key, said in texts)


def _pattern(said: str) -> Iterator[str]:
    for n, part in enumerate(_PARAMETER.split(said)):
        yield f"(?P<{part}>.*)" if n % 2 else re.escape(part)


_WITHIN: Final = str.maketrans("《》", "〈〉")
_PARAMETER: Final = re.compile(r"\{(\w+)\}")


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
            yield key, {name: below[name] for name in ("zh", "en") if name in below}
        else:
            yield from _flatten(below, key)
