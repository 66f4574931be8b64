"""A letter's content into a PDF/A-3a that is also PDF/UA-1, the same bytes for the same content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import orjson
import qrcode
import typst

from yunqiao.court.papers.letters.fields import with_seal_field
from yunqiao.court.papers.letters.fonts import chinese

TEMPLATES: Final = Path(__file__).parent / "templates"
QUIET_ZONE: Final = 4
MASK: Final = 2


class TypesettingError(Exception):
    """The letter cannot be set as its template asks; the text is Typst's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is typeset: a template's name, its content, and where the letter can be verified.

    `content` is plain JSON and travels inside the PDF as an attachment; `at` is the instant of
    issue, which the file's own dates repeat; `address` is the page that `code` leads to. A letter
    without a code is a draft and says so.
    """

    template: str
    content: Mapping[str, Any]
    at: datetime
    code: str
    address: str

    @property
    def data(self) -> bytes:
        """The JSON embedded in the PDF."""
        whole = {
            **self.content,
            "letter": self.template,
            "issued_at": self.at.isoformat(),
            "code": self.code,
            "address": self.address,
        }
        return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)


def typeset(letter: Letter) -> bytes:
    """The letter as PDF/A-3a and PDF/UA-1, with an empty field for the court's seal.

    Raises:
        TypesettingError: the template, its content or a typeface is wrong.
        FontMissingError: no Chinese typeface is installed.
    """
    inputs = {
        "data": letter.data.decode(),
        "qr": _code_to_scan(letter.address),
        "family": chinese().family,
    }
    return with_seal_field(_press().print(TEMPLATES / f"{letter.template}.typ", inputs, letter.at))


def typeset_plain(template: str, content: Mapping[str, Any], at: datetime) -> bytes:
    """A paper that is no letter and is not sealed, as PDF/A-3a and PDF/UA-1; `content` is plain JSON.

    Raises:
        TypesettingError: the template, its content or a typeface is wrong.
        FontMissingError: no Chinese typeface is installed.
    """
    inputs = {"data": orjson.dumps(content).decode(), "family": chinese().family}
    return _press().print(TEMPLATES / f"{template}.typ", inputs, at)


@dataclass(slots=True)
class _Press:
    """Typst with its typefaces loaded; one letter at a time."""

    compiler: typst.Compiler
    lock: Lock = field(default_factory=Lock)

    def print(self, template: Path, inputs: dict[str, str], at: datetime) -> bytes:
        try:
            with self.lock:
                pdf, warnings = self.compiler.compile_with_warnings(
                    str(template),
                    format="pdf",
                    sys_inputs=inputs,
                    pdf_standards=["a-3a", "ua-1"],
                    timestamp=int(at.timestamp()),
                )
        except typst.TypstError as error:
            raise TypesettingError(error.diagnostic) from error
        if warnings:  # an unknown typeface would quietly be replaced by another country's glyphs
            raise TypesettingError("; ".join(warning.message for warning in warnings))
        assert isinstance(pdf, bytes)
        return pdf


@cache
def _press() -> _Press:
    folders: list[str] = [str(folder) for folder in chinese().folders]
    return _Press(typst.Compiler(root=str(TEMPLATES), font_paths=folders, ignore_system_fonts=True))


def _code_to_scan(address: str) -> str:
    """A QR code (ISO/IEC 18004) as SVG; one mask for all, since finding the best takes longest."""
    code = qrcode.QRCode(
        error_correction=qrcode.ERROR_CORRECT_M, border=QUIET_ZONE, mask_pattern=MASK
    )
    code.add_data(address)
    rows = code.get_matrix()
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    sheet = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"'
    return f'<svg {sheet}><path d="{dark}"/></svg>'
