"""States and regions by ISO 3166-1 alpha-2 code, with the names a court uses; an unknown code is refused.

`XK` (a user-assigned code) stands for Kosovo because the depositary of the Hague conventions lists it.
"""

from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.facts import FactsError
from yunqiao.law.rows import rows

MAINLAND: Final = "CN"
HONG_KONG: Final = "HK"
REGIONS: Final = frozenset({HONG_KONG, "MO", "TW"})
"""Hong Kong, Macao and Taiwan: parts of China with channels of their own (Int 549)."""

TERRITORIES: Final = frozenset(
    (
        "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CW", "CX", "FK", "FO",
        "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HM", "IM", "IO", "JE", "KY", "MF", "MP",
        "MQ", "MS", "NC", "NF", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX", "TC", "TF",
        "TK", "UM", "VG", "VI", "WF", "YT",
    )
)  # fmt: skip
"""Territories with a code of their own whose treaties are made by another State."""


class Place(NamedTuple):
    """A State or territory that has a code of its own."""

    code: str
    zh: str
    en: str


def place(code: str) -> Place:
    """The place of a code; KeyError for an unknown one."""
    return places()[code]


def require_place(where: str, code: str | None) -> None:
    """Refuse a code that names no place; None is "not known" and passes.

    Raises:
        FactsError: naming the field `where`.
    """
    if code is not None and code not in places():
        raise FactsError(where, f"“{code}” is not a two-letter code of ISO 3166, such as CA or HK")


def is_foreign_state(code: str) -> bool:
    """Whether a code lies outside China altogether, Hong Kong, Macao and Taiwan included in China."""
    return code != MAINLAND and code not in REGIONS


@cache
def places() -> dict[str, Place]:
    """Every known place by code."""
    return {row["code"]: Place(**row) for row in rows("states.csv")}
