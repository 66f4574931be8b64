"""The steps of a fee in words, from a finding as it was recorded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from yunqiao.law.findings import Citation, Reason
from yunqiao.law.money import FEN
from yunqiao.law.texts import Language
from yunqiao.law.wording import article_of, sentence

RATE: Final = "rate"
"""The parameter that is no amount: percent, or yuan for a unit of a currency."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: why, what it adds in yuan (two decimals, thousands apart), and its article."""

    why: str
    adds: str
    citation: str


def steps_of(finding: Mapping[str, Any], language: Language) -> Sequence[Step]:
    """The working of the fee that a finding holds; none where it holds none."""
    steps = (finding.get("value") or {}).get("steps") or ()
    return [
        Step(
            why=_said(step["why"]["key"], step["why"]["params"], language),
            adds=f"{Decimal(step['adds']):,.2f}",
            citation=article_of(Citation(**step["cited"]), language),
        )
        for step in steps
    ]


def reasons_of(finding: Mapping[str, Any], language: Language) -> Sequence[str]:
    """Why the finding says so, and its doubts."""
    reasons = (*finding["because"], *finding["doubts"])
    return [_said(one["key"], one.get("params", {}).items(), language) for one in reasons]


def _said(key: str, params: Iterable[Sequence[Any]], language: Language) -> str:
    return sentence(
        Reason(
            key, tuple((name, value if name == RATE else _value(value)) for name, value in params)
        ),
        language,
    )


def _value(written: Any) -> Any:
    """A parameter as it was before it was recorded; amounts end at the fen where only noughts follow."""
    text = str(written)
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return written
    in_fen = amount.quantize(FEN)
    return in_fen if in_fen == amount and amount.as_tuple().exponent != 0 else amount


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
