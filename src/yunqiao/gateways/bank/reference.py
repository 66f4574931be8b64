"""The creditor reference of ISO 11649: RF, two check digits, up to 21 letters and digits."""

import re
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 21
MODULUS: Final = 97
SHORTEST: Final = 5  # RF, check digits, one character
LONGEST_TEXT: Final = 2000
LONGEST_SPACED: Final = 200
_NUMBER: Final = re.compile(r"[0-9A-Za-z]{1,21}")
_START: Final = re.compile(r"R[\s\-./]*F[\s\-./]*[0-9]")
_NOISE: Final = re.compile(r"[\s\-./]")
_SIGNS: Final = re.compile(r"[0-9A-Z]*")


def reference_of(number: str) -> str:
    """The reference of a number.

    Raises:
        ValueError: it is not 1 to 21 letters A to Z and digits.
    """
    plain = number.upper()
    if not _NUMBER.fullmatch(number):
        raise ValueError("a reference is made of 1 to 21 letters and digits")
    check = MODULUS + 1 - _value(f"{plain}RF00") % MODULUS
    return f"RF{check:02}{plain}"


def is_reference(text: str) -> bool:
    """Whether the check digits fit; a wrong sign, or two neighbours exchanged, never pass."""
    fits_form = SHORTEST <= len(text) <= LONGEST + len("RF00") and _SIGNS.fullmatch(text)
    if not fits_form or not text.startswith("RF") or not text[2:4].isdigit():
        return False
    return _value(text[4:] + text[:4]) % MODULUS == 1


def references_in(text: str, length: int) -> tuple[str, ...]:
    """Our references of that length, however they were spaced, hyphenated or cased, in order.

    The length is asked for because banks run words together: RF18539007547034SEPTEMBER begins
    with a reference, and other beginnings of it may fit by chance.
    """
    plain = text[:LONGEST_TEXT].upper()
    found = (_from(plain, start) for start in _starts(plain))
    fitting = (signs[:length] for signs in found if is_reference(signs[:length]))
    return tuple(dict.fromkeys(one for one in fitting if len(one) == length))


def _starts(text: str) -> Iterator[int]:
    return (match.start() for match in _START.finditer(text))


def _from(text: str, start: int) -> str:
    signs = _SIGNS.match(_NOISE.sub("", text[start : start + LONGEST_SPACED]))
    return signs[0] if signs else ""


def _value(text: str) -> int:
    """Letters count from A = 10, as in ISO 7064."""
    return int("".join(str(int(sign, 36)) for sign in text))
