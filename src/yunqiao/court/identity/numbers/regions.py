"""Identity cards of Hong Kong, Macao and Taiwan.

Sources: Hong Kong – Immigration Department's prefix letters and the check digit as used by its
e-forms; Macao – Identification Services Bureau, number of eight digits beginning with 1, 5 or 7,
its check digit is not published; Taiwan – Household Registration's weights 1, 9, 8 … 1, 1.
"""

import re
from typing import Final

from yunqiao.court.identity.numbers.outcome import Known, Point, Reading, check, misformed, plain

HONG_KONG: Final = re.compile(r"([A-Z]{1,2})(\d{6})([\dA])", re.ASCII)
MACAO: Final = re.compile(r"[157]\d{7}", re.ASCII)
TAIWAN: Final = re.compile(r"[A-Z][1289]\d{8}", re.ASCII)
TAIWAN_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
TAIWAN_WEIGHTS: Final = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
BLANK: Final = 36
"""What the place of a missing first letter counts in Hong Kong."""


def hong_kong(given: str) -> Reading:
    """Read a Hong Kong identity card number, such as A123456(3)."""
    number = plain(given)
    found = HONG_KONG.fullmatch(number)
    if found is None:
        return misformed()
    letters, _digits, digit = found.groups()
    right = hong_kong_check_digit(number[:-1]) == digit
    written = f"{number[:-1]}({digit})"
    return Reading(
        Known(number=written, issuer="HKG", region="香港 Hong Kong"),
        (check(Point.FORMAT, True, letters), check(Point.CHECK_DIGIT, right)),
    )


def hong_kong_check_digit(body: str) -> str:
    """The digit, or A for ten, over one or two letters and six digits."""
    places = [BLANK] * (8 - len(body)) + [_counted(sign) for sign in body]
    rest = -sum(place * weight for place, weight in zip(places, range(9, 1, -1), strict=True)) % 11
    return "A" if rest == 10 else str(rest)  # noqa: PLR2004  # ten is written A


def macao(given: str) -> Reading:
    """Read a Macao resident identity card number, such as 1234567(8): its form alone is public."""
    number = plain(given)
    if not MACAO.fullmatch(number):
        return misformed()
    return Reading(
        Known(number=f"{number[:7]}({number[7]})", issuer="MAC", region="澳门 Macao"),
        (check(Point.FORMAT, True), check(Point.CHECK_DIGIT, None)),
    )


def taiwan(given: str) -> Reading:
    """Read a Taiwan identity card number, such as A123456789."""
    number = plain(given)
    if not TAIWAN.fullmatch(number):
        return misformed()
    sex = {"1": "M", "8": "M", "2": "F", "9": "F"}[number[1]]
    return Reading(
        Known(number=number, issuer="TWN", sex=sex, region="台湾 Taiwan"),
        (check(Point.FORMAT, True), check(Point.CHECK_DIGIT, taiwan_sum(number) % 10 == 0)),
    )


def taiwan_sum(number: str) -> int:
    """The weighted sum over the letter's two digits and the nine digits; ten divides it."""
    letter = str(TAIWAN_LETTERS.index(number[0]) + 10)
    digits = [int(digit) for digit in letter + number[1:]]
    return sum(digit * weight for digit, weight in zip(digits, TAIWAN_WEIGHTS, strict=True))


def _counted(sign: str) -> int:
    return int(sign) if sign.isdigit() else ord(sign) - ord("A") + 10
