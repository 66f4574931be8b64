"""A plot of receipts: bars by day, or by month over a longer period, as numbers for an SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 200
"""Of the bars, in units of the SVG's view box."""
LONGEST_BY_DAY: Final = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Bar:
    """One day or month: where its bar lies, and what came in, in fen."""

    label: str
    fen: int
    x: int
    y: int
    width: int
    height: int


def bars(received: Mapping[date, int], first: date, last: date) -> Sequence[Bar]:
    """A bar for every day or month of the period, the empty ones too; the highest fills the plot."""
    by_day = last - first <= LONGEST_BY_DAY
    sums = {_label(day, by_day=by_day): 0 for day in _days(first, last)}
    for day, fen in received.items():
        sums[_label(day, by_day=by_day)] += fen
    step, most = WIDTH / len(sums), max(1, *sums.values())
    return [
        Bar(label, fen, round(place * step), HEIGHT - height, max(1, round(step * 0.8)), height)
        for place, (label, fen) in enumerate(sums.items())
        for height in [round(HEIGHT * fen / most)]
    ]


def _label(day: date, *, by_day: bool) -> str:
    return day.isoformat() if by_day else f"{day:%Y-%m}"


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
