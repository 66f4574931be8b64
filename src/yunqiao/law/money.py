"""Yuan and fen in exact decimals, and other currencies by the rate of a day."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.findings import Reason, reason

FEN: Final = Decimal("0.01")
LARGEST: Final = Decimal(10) ** 15
CNY: Final = "CNY"
CODE_LENGTH: Final = 3

ROUNDED_TO_FEN: Final = reason("money.rounded_to_fen")
RATE_OF_AN_EARLIER_DAY: Final = reason("money.rate_of_an_earlier_day")


def to_fen(exact: Decimal) -> Decimal:
    """An amount in yuan rounded once, at the very end, half up to the fen.

    No text regulates rounding; `rounding_doubt` says so wherever it made a difference.
    """
    return exact.quantize(FEN, ROUND_HALF_UP)


def to_fen_below(exact: Decimal) -> Decimal:
    """An amount in yuan to the fen, never above the exact amount: for ceilings."""
    return exact.quantize(FEN, ROUND_DOWN)


def rounding_doubt(exact: Decimal) -> tuple[Reason, ...]:
    """A doubt where an exact amount is not a whole number of fen, else nothing."""
    return () if to_fen(exact) == exact else (ROUNDED_TO_FEN,)


def require_amount(where: str, amount: Decimal | None) -> None:
    """Refuse a negative or absurdly large amount; None is "not known" and passes.

    Raises:
        FactsError: naming the field `where`.
    """
    if amount is None:
        return
    if amount < 0:
        raise FactsError(where, "an amount cannot be negative")
    if amount >= LARGEST:
        raise FactsError(where, f"an amount must be below {LARGEST:,}")


def require_amounts(**amounts: Decimal | None) -> None:
    """Refuse the first of several named amounts that `require_amount` refuses.

    Raises:
        FactsError: naming its field.
    """
    for where, amount in amounts.items():
        require_amount(where, amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of a currency was worth in yuan, as published on a court-local date."""

    currency: str
    cny_per_unit: Decimal
    published_on: date

    def __post_init__(self) -> None:
        require_currency("currency", self.currency)
        if self.currency == CNY:
            raise FactsError("currency", "yuan need no rate")
        if not 0 < self.cny_per_unit < LARGEST:
            raise FactsError("cny_per_unit", "a rate is greater than nought")


def require_currency(where: str, code: str) -> None:
    """Refuse what is not three capital letters, as ISO 4217 writes currencies.

    Raises:
        FactsError: naming the field `where`.
    """
    if not (len(code) == CODE_LENGTH and code.isascii() and code.isalpha() and code.isupper()):
        raise FactsError(where, f"“{code}” is not a currency; write three letters, such as USD")


def require_rate_fits(currency: str, rate: Rate | None, on: date) -> None:
    """Refuse a rate of another currency, or one published after the day it must hold on.

    Raises:
        ContradictionError: naming both facts.
    """
    if rate is None:
        return
    if rate.currency != currency:
        raise ContradictionError(
            "currency", "rate.currency", "the rate belongs to another currency than the amount"
        )
    if rate.published_on > on:
        raise ContradictionError(
            "rate.published_on", "on", "the rate was published after the day on which it must hold"
        )


def rate_doubt(rate: Rate | None, on: date) -> tuple[Reason, ...]:
    """A doubt where the rate was published before the day itself, as over a weekend."""
    if rate is None or rate.published_on == on:
        return ()
    return (RATE_OF_AN_EARLIER_DAY(published_on=rate.published_on, on=on),)
