"""Amounts of bank files: decimal text to minor units of ISO 4217, exactly or not at all."""

import re
from decimal import Decimal
from typing import Final

from yunqiao.gateways.bank.port import StatementRefusedError

PLACES: Final = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "OMR": 3}
USUAL_PLACES: Final = 2
_DECIMAL: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,5})?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def minor_units(text: str, currency: str) -> int:
    """The amount in minor units.

    Raises:
        StatementRefusedError: it is no amount, or finer than the currency.
    """
    if not _CURRENCY.fullmatch(currency):
        raise StatementRefusedError(f"“{currency[:20]}” is not a currency.")
    if not _DECIMAL.fullmatch(text):
        raise StatementRefusedError(f"“{text[:40]}” is not an amount.")
    exact = Decimal(text).scaleb(PLACES.get(currency, USUAL_PLACES))
    if exact != exact.to_integral_value():
        raise StatementRefusedError(f"{text} {currency} is finer than the currency.")
    return int(exact)
