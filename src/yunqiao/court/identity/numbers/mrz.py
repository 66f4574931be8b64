"""Machine-readable zones of passports and cards: ICAO Doc 9303, parts 3 to 6 (TD1, TD2, TD3).

Source: ICAO Doc 9303, eighth edition, part 3, 4.9 (check digits), part 4 (TD3), part 5 (TD1),
part 6 (TD2).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.court.identity.numbers.outcome import Check, Known, Point, Reading, check, misformed

FILLER: Final = "<"
SIGNS: Final = re.compile(r"[A-Z0-9<]+")
WEIGHTS: Final = (7, 3, 1)


class Size(Enum):
    """The three sizes: lines, and characters in each."""

    TD1 = (3, 30)
    TD2 = (2, 36)
    TD3 = (2, 44)


@dataclass(frozen=True, slots=True)
class _Zone:
    """The fields of a zone, wherever its size puts them."""

    issuer: str
    number: str
    number_digit: str
    nationality: str
    birth: str
    birth_digit: str
    sex: str
    expiry: str
    expiry_digit: str
    optional: str
    whole: str
    whole_digit: str
    names: str


def check_digit(text: str) -> str:
    """The digit over a field: weights 7, 3, 1; letters count from 10, the filler as 0."""
    return str(sum(_value(sign) * WEIGHTS[at % 3] for at, sign in enumerate(text)) % 10)


def find(text: str) -> tuple[Size, list[str]] | None:
    """The zone in any text, such as what a phone reads off a photo; None if there is none."""
    lines = [line for line in _lines(text) if SIGNS.fullmatch(line)]
    for size in Size:
        count, width = size.value
        for first in range(len(lines) - count + 1):
            found = lines[first : first + count]
            if all(len(line) == width for line in found):
                return size, found
    return None


def read(text: str, today: date) -> Reading:
    """Read the zone in a text and check all its digits.

    `today` is a court-local date: it says in which century a holder of two-digit years was born.
    """
    found = find(text)
    if found is None:
        return misformed()
    size, lines = found
    zone = _CUT[size](lines)
    number, number_digit, rest = _whole_number(zone)
    surname, given = _names(zone.names)
    known = Known(
        number=number,
        issuer=zone.issuer.rstrip(FILLER),
        nationality=zone.nationality.rstrip(FILLER),
        surname=surname,
        given=given,
        birth_date=_born(zone.birth, today),
        sex=zone.sex.replace(FILLER, ""),
        expires_on=_expires(zone.expiry),
    )
    return Reading(known, tuple(_checks(size, zone, number, number_digit, rest)))


def _checks(size: Size, zone: _Zone, number: str, number_digit: str, rest: str) -> Iterator[Check]:
    padded = number if len(number) > len(zone.number) else zone.number
    yield check(Point.DOCUMENT_NUMBER, check_digit(padded) == number_digit)
    yield check(Point.BIRTH_DATE, check_digit(zone.birth) == zone.birth_digit)
    yield check(Point.EXPIRY_DATE, check_digit(zone.expiry) == zone.expiry_digit)
    if size is Size.TD3:
        data, digit = rest[:-1], rest[-1]
        empty = not data.strip(FILLER) and digit == FILLER
        yield check(Point.OPTIONAL_DATA, empty or check_digit(data) == digit)
    yield check(Point.WHOLE, check_digit(zone.whole) == zone.whole_digit)


def _td1(lines: Sequence[str]) -> _Zone:
    first, second, third = lines
    return _Zone(
        issuer=first[2:5],
        number=first[5:14],
        number_digit=first[14],
        nationality=second[15:18],
        birth=second[0:6],
        birth_digit=second[6],
        sex=second[7],
        expiry=second[8:14],
        expiry_digit=second[14],
        optional=first[15:30],
        whole=first[5:30] + second[0:7] + second[8:15] + second[18:29],
        whole_digit=second[29],
        names=third,
    )


def _two_lines(lines: Sequence[str]) -> _Zone:
    first, second = lines
    return _Zone(
        issuer=first[2:5],
        number=second[0:9],
        number_digit=second[9],
        nationality=second[10:13],
        birth=second[13:19],
        birth_digit=second[19],
        sex=second[20],
        expiry=second[21:27],
        expiry_digit=second[27],
        optional=second[28:-1],
        whole=second[0:10] + second[13:20] + second[21:-1],
        whole_digit=second[-1],
        names=first[5:],
    )


def _whole_number(zone: _Zone) -> tuple[str, str, str]:
    """Number, its check digit and the optional data; a long number goes on there (part 5, 4.2.2)."""
    if zone.number_digit != FILLER:
        return zone.number.rstrip(FILLER), zone.number_digit, zone.optional
    more, _filler, rest = zone.optional.partition(FILLER)
    return (zone.number + more[:-1]).rstrip(FILLER), more[-1:], rest


def _names(field: str) -> tuple[str, str]:
    surname, _gap, given = field.partition(FILLER * 2)
    return _words(surname), _words(given)


def _words(field: str) -> str:
    return " ".join(part for part in field.split(FILLER) if part)


def _born(field: str, today: date) -> date | None:
    """The latest day with these two digits of a year that is not in the future."""
    this_century = _day(today.year // 100 * 100, field)
    if this_century is None or this_century <= today:
        return this_century
    return _day(today.year // 100 * 100 - 100, field)


def _expires(field: str) -> date | None:
    return _day(2000, field)


def _day(century: int, field: str) -> date | None:
    if not (field.isascii() and field.isdigit()):
        return None
    try:
        return date(century + int(field[:2]), int(field[2:4]), int(field[4:]))
    except ValueError:
        return None


def _value(sign: str) -> int:
    if sign.isdigit():
        return int(sign)
    return 0 if sign == FILLER else ord(sign) - ord("A") + 10


def _lines(text: str) -> Iterator[str]:
    """Lines without the spaces, and with the fillers, that reading from a photo gives."""
    for line in text.upper().splitlines():
        yield "".join(line.split()).replace("«", "<<").replace("＜", FILLER).replace("‹", FILLER)


_CUT: Final = {Size.TD1: _td1, Size.TD2: _two_lines, Size.TD3: _two_lines}
