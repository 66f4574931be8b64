"""Typesetting: valid, complete, and the same bytes for the same letter."""

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.letters import RARE, TEMPLATES, a_letter
from yunqiao.court.papers.letters import fonts
from yunqiao.court.papers.letters.typeset import TypesettingError, typeset


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_letter_is_pdf_a_3a_and_pdf_ua_1(template: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(typeset(a_letter(template)))
    for profile in ("3a", "ua1"):
        assert page.validate_pdf(str(file), profile=profile).is_compliant, profile


def test_a_returned_filing_is_told_so_and_a_refused_one_otherwise() -> None:
    returned = _text(typeset(a_letter("notice_of_refusal", returned=True)))
    refused = _text(typeset(a_letter("notice_of_refusal", returned=False)))
    assert "退回起诉材料通知书" in returned
    assert "不予受理通知书" in refused


def test_rare_characters_of_names_are_drawn_and_can_be_read() -> None:
    pdf = typeset(a_letter())
    assert RARE in _text(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        used = {
            str(font.BaseFont) for sheet in document.pages for font in sheet.Resources.Font.values()
        }
    assert all("Noto" in name or "Libertinus" in name for name in used)


def test_the_same_letter_in_both_languages_says_which_prevails() -> None:
    text = _text(typeset(a_letter()))
    assert "收件回执" in text
    assert "Receipt of filing" in text
    assert "The Chinese text prevails." in text


def test_the_data_travels_inside_the_letter() -> None:
    letter = a_letter()
    with pikepdf.open(io.BytesIO(typeset(letter))) as document:
        carried = document.attachments["letter.json"].get_file().read_bytes()
    assert json.loads(carried) == json.loads(letter.data)
    assert json.loads(carried)["code"] == letter.code


@settings(max_examples=8, deadline=None)
@given(
    name=st.text(
        st.one_of(st.characters(categories=["L", "N", "P"], codec="gb2312"), st.sampled_from(RARE)),
        min_size=1,
        max_size=40,
    )
)
def test_the_same_letter_gives_the_same_bytes_and_nobody_s_name_is_code(name: str) -> None:
    letter = a_letter(claimants=name)
    pdf = typeset(letter)
    assert pdf == typeset(letter)
    assert pdf != typeset(a_letter(claimants=name + "甲"))


def test_another_process_at_another_time_gives_the_same_bytes() -> None:
    here = hashlib.sha256(typeset(a_letter())).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", PRINT_HASH],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert there.stdout.strip() == here


PRINT_HASH = """
import hashlib, django
django.setup()
from support.letters import a_letter
from yunqiao.court.papers.letters.typeset import typeset
print(hashlib.sha256(typeset(a_letter())).hexdigest())
"""


def test_an_unknown_typeface_is_an_error_and_never_another_country_s_glyphs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = fonts.chinese()
    elsewhere = fonts.Typeface("No Such Serif", there.folders)
    monkeypatch.setattr("yunqiao.court.papers.letters.typeset.chinese", lambda: elsewhere)
    with pytest.raises(TypesettingError, match="unknown font family"):
        typeset(a_letter())


def test_a_letter_without_what_its_template_needs_is_an_error() -> None:
    letter = a_letter()
    content = {key: value for key, value in letter.content.items() if key != "cause"}
    with pytest.raises(TypesettingError, match="cause"):
        typeset(
            type(letter)(
                template=letter.template, content=content, at=letter.at, code="", address="x"
            )
        )


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(sheet.get_textpage().get_text_range() for sheet in document)
    finally:
        document.close()
