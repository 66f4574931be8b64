"""Catalogues are compiled when stale, and the traditional one comes from the simplified."""

import gettext
import os
from pathlib import Path

from yunqiao.config.catalogues import compile_catalogues

SIMPLIFIED = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Procedure"
msgstr "民事诉讼程序"

msgid "Higher people's court"
msgstr "高级人民法院"

msgid "Counter"
msgstr "诉讼服务窗口"

msgid "Judicial interpretation"
msgstr "司法解释系批复，不准予复议，载明了发卡银行并发送"

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


def test_the_traditional_catalogue_keeps_the_words_of_the_law(tmp_path: Path) -> None:
    catalogue(tmp_path, "zh_Hans", SIMPLIFIED)
    assert len(compile_catalogues(tmp_path)) == 2
    for source, converted in (
        ("Procedure", "民事訴訟程序"),
        ("Higher people's court", "高級人民法院"),
        ("Counter", "訴訟服務窗口"),
        ("Judicial interpretation", "司法解釋係批覆，不准予復議，載明了發卡銀行並發送"),
        ("Counter software", "網絡軟件"),
    ):
        assert traditional(tmp_path).gettext(source) == converted
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
