"""The page of reports, and its downloads."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yunqiao.court.fees.accounting import plot
from yunqiao.court.fees.accounting.access import books_seen_by, may_see_books
from yunqiao.court.fees.accounting.forms import ReportForm, this_month
from yunqiao.court.fees.accounting.reports import (
    Report,
    ReportKind,
    Scope,
    receipts,
    report,
    yuan,
)
from yunqiao.court.fees.accounting.sheets import as_csv, as_pdf, period, whose, written
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.identity.session import account_of

SHOWN: Final = 500
"""Rows on the page; the spreadsheet has all."""
ON_PAPER: Final = 3000


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """A report by court and period."""
    form = _form(request)
    context: dict[str, Any] = {"form": form, "report": None}
    if form.is_valid():
        made = report(ReportKind(form.cleaned_data["kind"]), form.scope)
        context |= _shown(made, form.scope) | {"query": request.GET.urlencode()}
    return render(request, "fees/reports.html", context)


@require_safe
def spreadsheet(request: HttpRequest) -> HttpResponse:
    """The report as CSV."""
    form = _form(request)
    if not form.is_valid():
        return redirect("accounting:reports")
    made = report(ReportKind(form.cleaned_data["kind"]), form.scope)
    return _file(as_csv(made), "text/csv; charset=utf-8", made, form.scope, "csv")


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The report as PDF."""
    form = _form(request)
    if not form.is_valid():
        return redirect("accounting:reports")
    made = report(ReportKind(form.cleaned_data["kind"]), form.scope)
    if len(made.rows) > ON_PAPER:
        messages.error(
            request, _("This is too long for paper. Choose a shorter period, or the spreadsheet.")
        )
        return redirect(f"{reverse('accounting:reports')}?{request.GET.urlencode()}")
    return _file(as_pdf(made, form.scope, now()), "application/pdf", made, form.scope, "pdf")


def _form(request: HttpRequest) -> ReportForm:
    account = account_of(request)
    may_see_books(account).require()
    return ReportForm({**this_month(), **request.GET.dict()}, courts=books_seen_by(account))


def _shown(made: Report, scope: Scope) -> dict[str, Any]:
    return {
        "report": made,
        "whose": whose(scope.courts),
        "period": period(scope),
        "rows": [_cells(made, row) for row in made.rows[:SHOWN]],
        "total": _cells(made, made.total),
        "columns": list(zip(made.columns, made.numeric, strict=True)),
        "hidden": max(0, len(made.rows) - SHOWN),
        **(_plotted(scope) if made.kind is ReportKind.RECEIPTS else {}),
        "plot": plot,
    }


def _cells(made: Report, row: Sequence[Any]) -> list[tuple[str, bool]]:
    return list(zip(map(written, row), made.numeric, strict=True))


def _plotted(scope: Scope) -> dict[str, Any]:
    sums = Counter[date]()
    for at, fen in receipts(scope).order_by("id").values_list("posting__at", "fen"):
        sums[court_date(at)] += fen
    bars = plot.bars(sums, scope.first, scope.last)
    return {
        "bars": [(bar, written(yuan(bar.fen))) for bar in bars],
        "highest": yuan(max(bar.fen for bar in bars)),
    }


def _file(content: bytes, kind: str, made: Report, scope: Scope, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"{made.kind}-{scope.first}-{scope.last}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
