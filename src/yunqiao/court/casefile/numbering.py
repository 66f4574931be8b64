"""Case numbers, gapless per court, year and kind (Provisions on case numbers, 法〔2015〕137号)."""

from typing import Final

from yunqiao.court.casefile.models import CaseNumberCounter
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.writing import Act

CIVIL_FIRST_INSTANCE: Final = "民初"


def next_number(act: Act, court: Court, year: int, kind: str) -> str:
    """Draw the next number, such as （2026）粤0703民初123号.

    The counter's row stays locked until the act is written: if the act fails, so does the number.
    Take this lock last.
    """
    row = act.fetch(_DRAW, (court.id, year, kind))
    assert row is not None
    return _written(court, year, kind, row[0])


def expected_number(court: Court, year: int, kind: str) -> str:
    """The number that would be drawn next, for reading only."""
    counters = CaseNumberCounter.objects.filter(court=court, year=year, kind=kind)
    last = counters.values_list("last", flat=True).first() or 0
    return _written(court, year, kind, last + 1)


def _written(court: Court, year: int, kind: str, number: int) -> str:
    return f"（{year}）{court.code}{kind}{number}号"


_DRAW: Final = """
INSERT INTO case_number_counter AS counter (court_id, year, kind, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (court_id, year, kind) DO UPDATE SET last = counter.last + 1 RETURNING last"""
