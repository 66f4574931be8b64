"""Checks and rounding that every amount of money goes through."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from yunqiao.law.facts import FactsError

CENT: Final = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """An amount to the cent (fen), half a cent upwards."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def cents_down(amount: Decimal) -> Decimal:
    """An amount to the cent, never above the exact amount: for ceilings."""
    return amount.quantize(CENT, ROUND_DOWN)


def refuse_negative(**amounts: Decimal | int | None) -> None:
    """Refuse amounts and counts below zero.

    Raises:
        FactsError: names the first field whose amount is negative.
    """
    for name, amount in amounts.items():
        if amount is not None and amount < 0:
            raise FactsError(name, "must not be negative")
