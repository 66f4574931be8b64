"""The working calendar of a year as a CSV file, out and in."""

import csv
import io
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yunqiao.court.administration import rules
from yunqiao.court.administration.catalogue import TOPICS
from yunqiao.court.administration.views.of_court import court_of
from yunqiao.court.administration.views.things import edit_page
from yunqiao.court.directory.calendars import closed_days
from yunqiao.court.identity.session import account_of

LARGEST: Final = 100_000  # bytes; a year is 3,000
COLUMNS: Final = ("date", "kind")


@require_safe
def export(request: HttpRequest, court_id: UUID, year: int) -> HttpResponse:
    """The year: days off, weekend days worked, and this court's closures."""
    court = court_of(request, court_id)
    known = rules.read_year(court, str(year))
    if not known:
        raise Http404
    closed = [day.isoformat() for day in closed_days(court) if day.year == year]
    kinds = {"off": known["off"], "work": known["work"], "closed": closed}
    lines = sorted((day, kind) for kind, days in kinds.items() for day in days)
    file = io.StringIO()
    csv.writer(file).writerows([COLUMNS, *lines])
    response = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="calendar-{year}.csv"'
    return response


@require_POST
def import_year(request: HttpRequest, court_id: UUID, year: int) -> HttpResponse:
    """Read a file into the form of the year, to be looked at and saved there."""
    court, topic = court_of(request, court_id), TOPICS["years"]
    file = request.FILES.get("file")
    try:
        read = _days(file) if isinstance(file, UploadedFile) else None
    except (UnicodeDecodeError, csv.Error, ValueError):
        read = None
    if read is None:
        messages.error(
            request,
            _("Choose a CSV file with the columns date and kind, where kind is off or work."),
        )
        return redirect("administration:thing", court.id, topic.name, str(year))
    known = rules.read_year(court, str(year))
    data = {name: "\n".join(days) for name, days in read.items()}
    data["source"] = str(known.get("source", "")) if known else ""
    about = {"court": court, "by": account_of(request), "subject": str(year), "is_new": False}
    form = topic.form(data, **about)
    form.is_valid()
    return edit_page(request, court, topic, str(year), form, known)


def _days(file: "UploadedFile[Any]") -> dict[str, list[str]]:
    """The days of a file by kind; closures are left out, they have a page of their own.

    Raises:
        ValueError: it is too large, or has other columns or kinds.
    """
    if (file.size or 0) > LARGEST:
        raise ValueError("too large")
    rows = csv.DictReader(io.StringIO(file.read().decode("utf-8-sig")))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise ValueError("columns")
    found: dict[str, list[str]] = {"off": [], "work": [], "closed": []}
    for row in rows:
        if row["kind"] not in found:
            raise ValueError("kind")
        found[row["kind"]].append(row["date"])
    del found["closed"]
    return found
