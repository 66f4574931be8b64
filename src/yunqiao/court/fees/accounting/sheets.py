"""A report as CSV for spreadsheets, and as PDF."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.reports import Cell, Report, Scope
from yunqiao.court.foundation.reader import written_date
from yunqiao.court.papers.letters.typeset import typeset_plain

FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""


def as_csv(report: Report) -> bytes:
    """The report in UTF-8 with a byte order mark, by which spreadsheets know it; no cell is a formula."""
    file = io.StringIO()
    rows = [report.columns, *report.rows, report.total]
    csv.writer(file).writerows([[_plain(cell) for cell in row] for row in rows])
    return file.getvalue().encode("utf-8-sig")


def as_pdf(report: Report, scope: Scope, at: datetime) -> bytes:
    """The report on paper, in the reader's language.

    Raises:
        FontMissingError: no Chinese typeface is installed.
    """
    content = {
        "title": report.title,
        "subtitle": f"{whose(scope.courts)} · {period(scope)}",
        "columns": report.columns,
        "numeric": report.numeric,
        "rows": [[written(cell) for cell in row] for row in (*report.rows, report.total)],
        "language": (get_language() or "zh")[:2],
    }
    return typeset_plain("report", content, at)


def whose(courts: Sequence[Court]) -> str:
    """The court of a report, or how many there are."""
    if len(courts) == 1:
        return courts[0].name(get_language() or "")
    return _("%(number)s courts") % {"number": len(courts)}


def period(scope: Scope) -> str:
    """The first and the last day."""
    return f"{written_date(scope.first)} – {written_date(scope.last)}"


def written(cell: Cell) -> str:
    """A cell as people read it."""
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _plain(cell: Cell) -> str:
    """A cell as programs read it; text that would be a formula stays text."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(FORMULAS) else cell
    return str(cell)
