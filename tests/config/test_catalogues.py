"""Catalogues are compiled when stale, and the traditional one comes from the simplified."""

import gettext
import os
from pathlib import Path

from yunqiao.config.catalogues import compile_catalogues

SIMPLIFIED = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Counter software"
msgstr "网络软件"

msgid "case"
msgid_plural "cases"
msgstr[0] "%(number)s 个案件"
"""
BY_HAND = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Counter software"
msgstr "櫃檯軟體"
"""


def catalogue(locale: Path, language: str, text: str) -> Path:
    path = locale / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def traditional(locale: Path) -> gettext.NullTranslations:
    with (locale / "zh_Hant" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_the_traditional_catalogue_has_the_characters_and_words_of_taiwan(tmp_path: Path) -> None:
    catalogue(tmp_path, "zh_Hans", SIMPLIFIED)
    assert len(compile_catalogues(tmp_path)) == 2
    assert traditional(tmp_path).gettext("Counter software") == "網路軟體"
    assert traditional(tmp_path).ngettext("case", "cases", 1) == "%(number)s 個案件"


def test_a_persons_traditional_translation_prevails(tmp_path: Path) -> None:
    catalogue(tmp_path, "zh_Hans", SIMPLIFIED)
    catalogue(tmp_path, "zh_Hant", BY_HAND)
    compile_catalogues(tmp_path)
    assert traditional(tmp_path).gettext("Counter software") == "櫃檯軟體"


def test_only_a_catalogue_older_than_its_source_is_compiled(tmp_path: Path) -> None:
    source = catalogue(tmp_path, "zh_Hans", SIMPLIFIED)
    compile_catalogues(tmp_path)
    assert compile_catalogues(tmp_path) == []
    later = source.stat().st_mtime + 60
    os.utime(source, (later, later))
    assert len(compile_catalogues(tmp_path)) == 2
