"""The amount a fee is computed on: claims added together, in yuan, at the rate of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from yunqiao.law.fees.working import Step
from yunqiao.law.findings import Finding, Reason, reason, unknown
from yunqiao.law.instruments import FEES, INT
from yunqiao.law.money import (
    CNY,
    Rate,
    rate_doubt,
    require_amount,
    require_currency,
    require_rate_fits,
)

CONVERTED: Final = reason("fees.step.converted")
ADDED_TOGETHER: Final = reason("fees.step.added_together")
AMOUNT_NOT_KNOWN: Final = reason("fees.amount_not_known")
RATE_NOT_KNOWN: Final = reason("fees.rate_not_known")
DAY_OF_ACCEPTANCE_NOT_KNOWN: Final = reason("fees.day_of_acceptance_not_known")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAmount:
    """One claim for money or for a thing's value, which is the value the plaintiff states (Int 198)."""

    amount: Decimal | None = None
    currency: str = CNY
    rate: Rate | None = None

    def __post_init__(self) -> None:
        require_amount("amount", self.amount)
        require_currency("currency", self.currency)


@dataclass(frozen=True, slots=True)
class Base:
    """The sum in yuan with its working and doubts."""

    yuan: Decimal
    steps: tuple[Step, ...] = ()
    doubts: tuple[Reason, ...] = ()


def require_rates_fit(claims: Sequence[ClaimAmount], on: date | None) -> None:
    """Refuse a claim's rate that is of another currency or of a later day than `on`."""
    for claim in claims:
        require_rate_fits(claim.currency, claim.rate, on or date.max)


def sum_of(claims: Sequence[ClaimAmount], on: date | None, field: str = "claims") -> Base | Finding:
    """All claims in yuan at the rate of `on`, the day of acceptance at first instance (Fees 55).

    Unknown, naming the claim, where an amount, a rate or that day is missing.
    """
    total = Decimal(0)
    steps: list[Step] = []
    doubts: list[Reason] = []
    for n, claim in enumerate(claims):
        if claim.amount is None:
            return unknown(FEES["13"], AMOUNT_NOT_KNOWN, missing=f"{field}[{n}].amount")
        if claim.currency == CNY:
            total += claim.amount
            continue
        if on is None:
            return unknown(
                FEES["55"], DAY_OF_ACCEPTANCE_NOT_KNOWN, missing="accepted_at_first_instance_on"
            )
        if claim.rate is None:
            missing = f"{field}[{n}].rate"
            return unknown(FEES["55"], RATE_NOT_KNOWN(currency=claim.currency), missing=missing)
        worth = claim.amount * claim.rate.cny_per_unit
        total += worth
        steps.append(_conversion(claim.amount, claim.rate, worth))
        doubts.extend(rate_doubt(claim.rate, on))
    if len(claims) > 1:
        steps.append(Step(ADDED_TOGETHER(total=total), Decimal(0), INT["201"]))
    return Base(total, tuple(steps), tuple(dict.fromkeys(doubts)))


def _conversion(amount: Decimal, rate: Rate, worth: Decimal) -> Step:
    why = CONVERTED(
        amount=amount,
        currency=rate.currency,
        rate=rate.cny_per_unit,
        published_on=rate.published_on,
        worth=worth,
    )
    return Step(why, Decimal(0), FEES["55"])
