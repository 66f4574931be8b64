"""What a check of a number says: what was looked at, whether it holds, and what was read on the way."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum


class Verdict(Enum):
    """Whether what was looked at holds. Nothing is refused for it: a person decides."""

    HOLDS = "holds"
    FAILS = "fails"
    CANNOT_SAY = "cannot_say"


class Point(StrEnum):
    """What was looked at."""

    FORMAT = "format"
    CHECK_DIGIT = "check_digit"
    ORGANISATION = "organisation"
    REGION = "region"
    BIRTH_DATE = "birth_date"
    DOCUMENT_NUMBER = "document_number"
    EXPIRY_DATE = "expiry_date"
    OPTIONAL_DATA = "optional_data"
    WHOLE = "whole"
    LEGIBLE = "legible"
    EXPIRY = "expiry"
    SAME_NUMBER = "same_number"
    SAME_BIRTH_DATE = "same_birth_date"
    SAME_EXPIRY = "same_expiry"
    SAME_NAME = "same_name"
    SAME_NATIONALITY = "same_nationality"
    SAME_PERSON_ELSEWHERE = "same_person_elsewhere"


@dataclass(frozen=True, slots=True)
class Check:
    """One point looked at; `seen` is what was read there or expected instead, for people to read."""

    point: Point
    verdict: Verdict
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a number or zone says of its holder; None or empty where it says nothing.

    Places are the codes printed on the paper: three letters of ICAO 9303 in a zone.
    """

    number: str = ""
    issuer: str = ""
    nationality: str = ""
    surname: str = ""
    given: str = ""
    birth_date: date | None = None
    sex: str = ""
    expires_on: date | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and how it checks."""

    known: Known
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing that was looked at fails."""
        return all(check.verdict is not Verdict.FAILS for check in self.checks)


def check(point: Point, holds: bool | None, seen: str = "") -> Check:  # noqa: FBT001  # an answer, not a flag
    """A point with its verdict; None cannot be said."""
    if holds is None:
        return Check(point, Verdict.CANNOT_SAY, seen)
    return Check(point, Verdict.HOLDS if holds else Verdict.FAILS, seen)


def misformed() -> Reading:
    """Nothing could be read, because the text has not the form of this number."""
    return Reading(Known(), (Check(Point.FORMAT, Verdict.FAILS),))


def plain(given: str) -> str:
    """A number as it is compared: capitals, without spaces, brackets, dots and hyphens."""
    dropped = {ord(sign): None for sign in " \t\r\n\u3000()[]（）-‐–—.·/"}
    return given.translate(dropped).translate(_WIDE).upper()


_WIDE = (
    {ord("０") + n: ord("0") + n for n in range(10)}
    | {ord("Ａ") + n: ord("A") + n for n in range(26)}
    | {ord("ａ") + n: ord("a") + n for n in range(26)}
)
