"""The unified social credit code of legal persons and other organisations (GB 32100-2015).

Source: GB 32100-2015, 4.2 and annex; the nine characters from the ninth on are the organisation's
code with a check character of its own (GB 11714-1997).
"""

import re
from typing import Final

from yunqiao.court.identity.numbers.outcome import Known, Point, Reading, check, misformed, plain
from yunqiao.court.identity.numbers.resident import PROVINCES

CHARACTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FORM: Final = re.compile(f"[{CHARACTERS}]{{2}}\\d{{6}}[{CHARACTERS}]{{10}}", re.ASCII)
WEIGHTS: Final = tuple(pow(3, at, 31) for at in range(17))
ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
NATIONAL: Final = "10"
"""In place of a province: registered with an authority of the State itself."""


def check_character(body: str) -> str:
    """The last character over the seventeen before it."""
    total = sum(CHARACTERS.index(c) * w for c, w in zip(body, WEIGHTS, strict=True))
    return CHARACTERS[-total % 31]


def organisation_character(body: str) -> str:
    """The check character of an organisation's code over its eight characters (GB 11714)."""
    counted = [int(c) if c.isdigit() else ord(c) - ord("A") + 10 for c in body]
    total = sum(c * w for c, w in zip(counted, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def read(given: str) -> Reading:
    """Read a code of eighteen characters."""
    number = plain(given)
    if not FORM.fullmatch(number):
        return misformed()
    place = number[2:4]
    region = PROVINCES.get(place, "国家 the State" if place == NATIONAL else "")
    checks = (
        check(Point.FORMAT, True),
        check(Point.REGION, bool(region), region or place),
        check(Point.ORGANISATION, organisation_character(number[8:16]) == number[16]),
        check(Point.CHECK_DIGIT, check_character(number[:17]) == number[17]),
    )
    return Reading(Known(number=number, issuer="CHN", region=region), checks)
