"""Compiles the translation catalogues, and makes what is in traditional Chinese from the simplified."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALE = Path(__file__).resolve().parent.parent / "locale"
SIMPLIFIED, TRADITIONAL = "zh_Hans", "zh_Hant"
LAW = Path(__file__).resolve().parent.parent / "law"
CONVERSION = "s2tw"
"""Characters only: with words, 程序 of procedure would become a program, 高级人民法院 another court."""
CORRECTIONS = (
    (re.compile("(?<![體關海直語])系(?![統列])"), "係"),
    (re.compile("複(?=[議核])"), "復"),
    (re.compile("不準(?=[予許出入離])"), "不准"),
    (re.compile("(?<=[獲批核])準"), "准"),
    (re.compile("(?<=載)明瞭"), "明了"),
    (re.compile("髮(?=卡)"), "發"),
    (re.compile("併(?=發送)"), "並"),
)
"""Characters of the language of courts that the conversion takes for others."""


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Write every .mo file that is older than its source; returns those written."""
    written = _compile_law() if locale == LOCALE else []
    for source, target, language in _pairs(locale):
        own = target.with_suffix(".po")
        sources = (source, own, Path(__file__))
        changed = max(one.stat().st_mtime_ns for one in sources if one.exists())
        if not target.exists() or target.stat().st_mtime_ns < changed:
            _compile(source, own, target, language)
            written.append(target)
    return written


def _compile_law() -> list[Path]:
    """Write the law's texts in traditional characters, if any of them changed since."""
    from yunqiao.law.characters import TABLE
    from yunqiao.law.chinese import chinese_texts

    target = LAW / "messages" / TABLE
    sources = [*LAW.rglob("*.toml"), *LAW.rglob("*.csv"), Path(__file__)]
    changed = max(source.stat().st_mtime_ns for source in sources)
    if target.exists() and target.stat().st_mtime_ns >= changed:
        return []
    convert = _converter()
    table = {text: convert(text) for text in sorted(chinese_texts())}
    unfinished = target.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(table, ensure_ascii=False, indent=0), "utf-8")
    unfinished.replace(target)
    return [target]


def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert = OpenCC(CONVERSION).convert

    def converted(text: str) -> str:
        written: str = convert(text)
        for wrong, right in CORRECTIONS:
            written = wrong.sub(right, written)
        return written

    return converted


def _pairs(locale: Path) -> Iterator[tuple[Path, Path, str]]:
    """Source, target and language of each catalogue; a traditional one has a simplified source."""
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        language = source.parts[-3]
        if language == TRADITIONAL:
            continue
        yield source, source.with_suffix(".mo"), language
        if language == SIMPLIFIED:
            folder = locale / TRADITIONAL / "LC_MESSAGES"
            yield source, folder / f"{source.stem}.mo", TRADITIONAL


def _compile(source: Path, own: Path, target: Path, language: str) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    if language == TRADITIONAL:
        _convert(catalogue)
        if own.exists():  # what a person translated prevails over what was converted
            with own.open("rb") as file:
                _prefer(read_po(file, locale=language), catalogue)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".mo.unfinished")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(target)


def _convert(catalogue: Catalog) -> None:
    """Turn every text into traditional characters; an untranslated Chinese source text too."""
    convert = _converter()
    for message in catalogue:
        if not message.id:
            continue
        text = message.string or message.id
        if isinstance(text, str):
            message.string = convert(text)
        else:
            message.string = tuple(convert(form) for form in text)


def _prefer(own: Catalog, catalogue: Catalog) -> None:
    for message in own:
        found = catalogue.get(message.id) if message.id else None
        if found and message.string and not message.fuzzy:
            found.string = message.string
