"""The parties to the Hague Service Convention: since when, and their declarations, as far as held."""

from datetime import date
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.instruments import HSC
from yunqiao.law.registers.standing import Standing
from yunqiao.law.rows import rows

CURRENT_TO: Final = date(2024, 10, 1)
"""The last entry into force the table holds; what came after is not known."""


class Objection(Enum):
    """A State's position on service by mail, art. 10(a)."""

    YES = "yes"
    NO = "no"
    QUALIFIED = "qualified"
    UNKNOWN = "unknown"


class Party(NamedTuple):
    """One row of the table: a contracting party and its declarations."""

    state: str
    name: str
    applies_from: date
    objects_10a: Objection
    objection_since: date | None
    objects_8: Objection
    mail_registered: bool
    mail_language: str
    documents_language: str
    central_authority: str
    notes: str
    confidence: str


def standing(state: str, on: date, confirmed: bool | None = None) -> Standing:  # noqa: FBT001  # tri-state fact
    """Whether the Convention binds China and the State on a date; never yes without knowing.

    What an officer has confirmed prevails over the register.
    """
    if confirmed is not None:
        return Standing.of(confirmed)
    party = parties().get(state)
    if party is not None:
        return Standing.of(on >= max(party.applies_from, HSC.in_force_from))
    return Standing.NO if on <= CURRENT_TO else Standing.UNKNOWN


def objection(state: str, on: date) -> Objection:
    """The State's position on art. 10(a) on a date; unknown for a State the table does not hold."""
    party = parties().get(state)
    if party is None:
        return Objection.UNKNOWN
    if party.objection_since is not None and on < party.objection_since:
        return Objection.NO
    return party.objects_10a


@cache
def parties() -> dict[str, Party]:
    """Every contracting party the table holds, by code."""
    return {row["iso2"]: _party(row) for row in rows("hague_service_parties.csv")}


def _party(row: dict[str, str]) -> Party:
    since = row["objection_10a_since"]
    return Party(
        state=row["iso2"],
        name=row["name"],
        applies_from=date.fromisoformat(row["applies_from"]),
        objects_10a=Objection(row["objects_10a"]),
        objection_since=date.fromisoformat(since) if since else None,
        objects_8=Objection(row["objects_8"]),
        mail_registered=row["mail_registered"] == "yes",
        mail_language=row["mail_language"],
        documents_language=row["documents_language"],
        central_authority=row["central_authority"],
        notes=row["notes"],
        confidence=row["confidence"],
    )
