"""Receipt numbers: what a filing is called until it is registered."""

import secrets
from datetime import date
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that can be misread for a digit."""

MARK: Final = "YQ"
"""How every receipt number begins."""


def new_receipt(on: date) -> str:
    """A receipt number such as YQ261121-7K4M-Q2XD for a court-local date; forty random bits."""
    bits = secrets.randbits(40)
    drawn = "".join(SIGNS[bits >> shift & 31] for shift in range(0, 40, 5))
    return f"{MARK}{on:%y%m%d}-{drawn[:4]}-{drawn[4:]}"
