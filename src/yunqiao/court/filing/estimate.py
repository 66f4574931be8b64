"""An estimate of the acceptance fee from what is claimed, with its working in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yunqiao.court.casefile.fee_steps import Step, reasons_of, steps_of
from yunqiao.court.filing import facts
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.legal_words import language
from yunqiao.law.explain import as_json
from yunqiao.law.findings import Finding


@dataclass(frozen=True, slots=True)
class Estimate:
    """What accepting the claim would cost today, in yuan with two decimals.

    Without `amount` it lies between `least` and `most`; without these it cannot be said, and
    `missing` names the facts that are not known.
    """

    amount: str | None
    least: str | None
    most: str | None
    steps: Sequence[Step]
    words: Sequence[str]
    missing: Sequence[str]


def estimate(requests: Sequence[Mapping[str, Any]], on: date | None = None) -> Estimate:
    """The fee for requests as a draft keeps them, on a court-local day, or today."""
    amounts = [
        (Decimal(one["amount"]) if one.get("amount") else None, one.get("currency") or "CNY")
        for one in requests
    ]
    return _in_words(facts.acceptance_fee(on or court_date(now()), amounts))


def _in_words(finding: Finding) -> Estimate:
    spoken, known, recorded = language(), facts.fee_in(finding), as_json(finding)
    return Estimate(
        amount=_yuan(known.amount) if known else None,
        least=_yuan(known.least) if known else None,
        most=_yuan(known.most) if known else None,
        steps=steps_of(recorded, spoken),
        words=reasons_of(recorded, spoken),
        missing=finding.missing,
    )


def _yuan(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
