"""The Apostille Convention between China and another State, by date."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import APOSTILLE
from yunqiao.law.registers.diplomatic_relations import without_diplomatic_relations
from yunqiao.law.rows import rows
from yunqiao.law.states import MAINLAND, REGIONS, TERRITORIES, require_place

IN_FORCE: Final = reason("formality.apostille.in_force")
NOT_A_PARTY: Final = reason("formality.apostille.not_a_party")
NOT_YET: Final = reason("formality.apostille.not_yet")
NOT_WITH_CHINA: Final = reason("formality.apostille.not_with_china")
NOT_CONFIRMED: Final = reason("formality.apostille.not_confirmed")
CONFIRMED_BY_COURT: Final = reason("formality.apostille.confirmed_by_court")
TERRITORY: Final = reason("formality.apostille.territory")
WITHIN_CHINA: Final = reason("formality.apostille.within_china")
NO_RELATIONS: Final = reason("formality.apostille.no_relations")
ANOTHER_DAY_BY_REGISTER: Final = reason("register.apostille_since")
NEVER_BY_REGISTER: Final = reason("register.apostille_never")
REGISTER_OF_2026: Final = reason("formality.apostille.register_date")


class Standing(Enum):
    """How the Convention stands between China and a party."""

    IN_FORCE = "in force"
    NEVER = "never"
    UNCONFIRMED = "unconfirmed"


class Party(NamedTuple):
    """A party to the Convention as the register holds it."""

    code: str
    with_china: Standing
    since: date | None
    notes: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApostilleQuestion:
    """A State and the court-local date on which the paper is certified.

    `confirmed_since` is what the court itself found out from a notice of the Ministry of Foreign
    Affairs, where the register is not certain.
    """

    state: str
    on: date
    confirmed_since: date | None = None

    def __post_init__(self) -> None:
        require_place("state", self.state)


@provision(
    APOSTILLE["11"],
    APOSTILLE["12"],
    APOSTILLE["13"],
    name="formality.apostille",
    source="apostille_parties.csv; corrections.md E41",
)
def apostille(facts: ApostilleQuestion) -> Finding:
    """Is the Apostille Convention in force between China and this State on this day?"""
    if facts.state == MAINLAND or facts.state in REGIONS:
        return no(APOSTILLE["1"], WITHIN_CHINA, code="WITHIN_CHINA")
    party = parties().get(facts.state)
    if facts.confirmed_since:
        doubts = _contradicted(party, facts.confirmed_since)
        return _since(facts, facts.confirmed_since, CONFIRMED_BY_COURT, doubts)
    if facts.state in TERRITORIES:
        return unknown(APOSTILLE["13"], TERRITORY, missing="confirmed_since", code="UNCONFIRMED")
    if party is None:
        return no(APOSTILLE["12"], NOT_A_PARTY, code="NOT_A_PARTY", doubts=(REGISTER_OF_2026,))
    if party.since:
        doubts = (NO_RELATIONS,) if facts.state in without_diplomatic_relations() else ()
        return _since(facts, party.since, IN_FORCE, doubts)
    if party.with_china is Standing.NEVER:
        return no(APOSTILLE["12"], NOT_WITH_CHINA, code="NOT_WITH_CHINA")
    return unknown(APOSTILLE["12"], NOT_CONFIRMED, missing="confirmed_since", code="UNCONFIRMED")


def _contradicted(party: Party | None, confirmed: date) -> tuple[Reason, ...]:
    """What the register says against the day the court found out, which is followed."""
    if party is None or party.with_china is Standing.UNCONFIRMED or party.since == confirmed:
        return ()
    if party.since:
        return (ANOTHER_DAY_BY_REGISTER(state=party.code, since=party.since),)
    return (NEVER_BY_REGISTER(state=party.code),)


def _since(
    facts: ApostilleQuestion, since: date, why: Reason, doubts: tuple[Reason, ...]
) -> Finding:
    if facts.on < since:
        return no(APOSTILLE["12"], NOT_YET(since=since), code="NOT_YET", in_force_since=since)
    return yes(
        APOSTILLE["12"], why(since=since), code="APOSTILLE", doubts=doubts, in_force_since=since
    )


@cache
def parties() -> dict[str, Party]:
    """The register of parties other than China, by code."""
    return {
        row["code"]: Party(
            row["code"],
            Standing(row["with_china"]),
            date.fromisoformat(row["with_china_from"]) if row["with_china_from"] else None,
            row["notes"],
            row["confidence"],
        )
        for row in rows("apostille_parties.csv")
    }
