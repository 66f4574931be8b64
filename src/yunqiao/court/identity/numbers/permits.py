"""Mainland travel permits and PRC passports: numbers that have a form but no check digit.

Sources: National Immigration Administration – card permits for Hong Kong and Macao residents
(H or M and eight digits, two more for the number of the issue on older cards), card permits for
Taiwan residents (eight digits; ten digits and a letter in brackets on older booklets), ordinary
passports (G or E and eight digits; E, a letter other than I and O, and seven digits).
"""

import re
from typing import Final

from yunqiao.court.identity.numbers.outcome import Known, Point, Reading, check, misformed, plain

HK_MACAO_PERMIT: Final = re.compile(r"[HM]\d{8}(\d{2})?", re.ASCII)
TAIWAN_PERMIT: Final = re.compile(r"\d{8}|\d{10}[A-Z]?", re.ASCII)
PRC_PASSPORT: Final = re.compile(
    r"[GE]\d{8}|E[A-HJ-NP-Z]\d{7}|(14|15)\d{7}|[DPS][E]?\d{7}", re.ASCII
)
_REGIONS: Final = {"H": "香港 Hong Kong", "M": "澳门 Macao"}


def hk_macao_permit(given: str) -> Reading:
    """Read the number of a Mainland travel permit for Hong Kong and Macao residents."""
    number = plain(given)
    region = _REGIONS.get(number[:1], "")
    return _read(number, HK_MACAO_PERMIT, region)


def taiwan_permit(given: str) -> Reading:
    """Read the number of a Mainland travel permit for Taiwan residents."""
    return _read(plain(given), TAIWAN_PERMIT, "台湾 Taiwan")


def prc_passport(given: str) -> Reading:
    """Read the number of an ordinary, or a service, passport of the People's Republic of China."""
    return _read(plain(given), PRC_PASSPORT, "")


def _read(number: str, form: re.Pattern[str], region: str) -> Reading:
    if not form.fullmatch(number):
        return misformed()
    known = Known(number=number, issuer="CHN", region=region)
    return Reading(known, (check(Point.FORMAT, True), check(Point.CHECK_DIGIT, None)))
