"""Automatic checks of what was typed from a paper. They help a person to decide, and refuse nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.core import get_global

from yunqiao.court.identity.numbers import mrz
from yunqiao.court.identity.numbers.expiry import expiry
from yunqiao.court.identity.numbers.outcome import Check, Known, Point, check, plain
from yunqiao.court.identity.proof.kinds import KINDS

GERMANY: Final = {"D": "DE"}
"""ICAO 9303 gives Germany one letter; all others have the three of ISO 3166."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed from a paper; empty or None what it does not bear."""

    kind: str
    number: str = ""
    zone: str = ""
    name: str = ""
    birth_date: date | None = None
    expires_on: date | None = None
    nationality: str = ""

    def read(self, today: date) -> Known:
        """What number and zone say by themselves, to fill in what was not typed."""
        zone = mrz.read(self.zone, today).known if self.zone else Known()
        number = KINDS[self.kind].read(self.number, self.nationality, today).known
        return Known(
            number=number.number or zone.number,
            issuer=zone.issuer or number.issuer,
            nationality=_two_letters(zone.nationality),
            surname=zone.surname,
            given=zone.given,
            birth_date=zone.birth_date or number.birth_date,
            sex=zone.sex or number.sex,
            expires_on=zone.expires_on,
            region=number.region,
        )


def examine(typed: Typed, today: date) -> list[Check]:
    """Every check that what was typed allows, on a court-local date."""
    return list(_examine(typed, today))


def _examine(typed: Typed, today: date) -> Iterator[Check]:
    if typed.number:
        reading = KINDS[typed.kind].read(typed.number, typed.nationality, today)
        yield from reading.checks
        if reading.known.birth_date and typed.birth_date:
            yield _same(Point.SAME_BIRTH_DATE, reading.known.birth_date, typed.birth_date)
    if typed.zone:
        yield from _of_zone(typed, today)
    if typed.number or typed.expires_on:
        yield expiry(typed.expires_on, today)


def _of_zone(typed: Typed, today: date) -> Iterator[Check]:
    reading = mrz.read(typed.zone, today)
    known = reading.known
    if not known.number:
        yield check(Point.LEGIBLE, False)
        return
    yield from reading.checks
    if typed.number:
        yield check(Point.SAME_NUMBER, known.number == plain(typed.number))
    if typed.birth_date and known.birth_date:
        yield _same(Point.SAME_BIRTH_DATE, known.birth_date, typed.birth_date)
    if typed.expires_on and known.expires_on:
        yield _same(Point.SAME_EXPIRY, known.expires_on, typed.expires_on)
    if typed.name:
        yield check(Point.SAME_NAME, _same_name(typed.name, known), _name(known))
    if typed.nationality:
        seen = _two_letters(known.nationality)
        yield check(Point.SAME_NATIONALITY, seen == typed.nationality if seen else None, seen)


def _same(point: Point, seen: date, typed: date) -> Check:
    return check(point, seen == typed, seen.isoformat())


def _same_name(typed: str, known: Known) -> bool | None:
    """Whether the words are the same in any order; a name in another script cannot be said."""
    said, printed = _letters(typed), _letters(_name(known))
    if not said.isascii() or not said:
        return None
    return sorted(said.split()) == sorted(printed.split())


def _letters(name: str) -> str:
    return "".join(sign if sign.isalpha() else " " for sign in name.upper()).strip()


def _name(known: Known) -> str:
    return " ".join(filter(None, (known.surname, known.given)))


def _two_letters(code: str) -> str:
    """The ISO 3166 code of two letters for that of a zone; empty if there is none."""
    aliases: dict[str, list[str]] = get_global("territory_aliases")  # type: ignore[assignment]
    found = aliases.get(code, [])
    return GERMANY.get(code) or (found[0] if len(found) == 1 else "")
