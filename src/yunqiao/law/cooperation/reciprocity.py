"""Reciprocity with a State that has no treaty on judgments: what it rests on, and the precedents held."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Finding, for_the_court, reason, unknown
from yunqiao.law.instruments import CONFERENCE_2021, CONFERENCE_FROM_MEMORY, CPL
from yunqiao.law.rows import rows
from yunqiao.law.states import MAINLAND, REGIONS, require_place

PRECEDENTS_HELD = reason("cooperation.reciprocity.precedents_held")
GROUNDS_SHOWN = reason("cooperation.reciprocity.grounds_shown")
NOTHING_SHOWN = reason("cooperation.reciprocity.nothing_shown")
NOT_BINDING = reason("cooperation.doubt.precedents_do_not_bind")
EARLIER_VIEW = reason("cooperation.doubt.earlier_view")


class Precedent(NamedTuple):
    """A decision on whether reciprocity with a State exists."""

    state: str
    decided: date
    court_zh: str
    court_en: str
    number: str
    recognised: bool
    confidence: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReciprocityWith:
    """A State on a date, and which of the three grounds of the Conference Summary is shown."""

    state: str
    on: date
    foreign_law_would_recognise: bool | None = None
    mutual_understanding: bool | None = None
    diplomatic_assurance: bool | None = None

    def __post_init__(self) -> None:
        """Refuse places that are not foreign States."""
        require_place("state", self.state)
        if self.state == MAINLAND or self.state in REGIONS:
            raise FactsError("state", "is not a foreign State")


@provision(
    CPL["299"],
    CONFERENCE_2021["44"],
    confidence=Confidence.KNOWN,
    source="cross_border_service.md 2.7; published rulings, from knowledge",
)
def reciprocity(facts: ReciprocityWith) -> Finding:
    """Is there reciprocity with this State for judgments, and which decisions have said so?"""
    cited = (CPL["299"], CONFERENCE_2021["44"])
    held = tuple(
        one for one in precedents() if one.state == facts.state and one.decided <= facts.on
    )
    grounds = (
        facts.foreign_law_would_recognise,
        facts.mutual_understanding,
        facts.diplomatic_assurance,
    )
    refused = any(not one.recognised for one in held)
    paper = (CONFERENCE_FROM_MEMORY,)
    doubts = (NOT_BINDING, EARLIER_VIEW, *paper) if refused else (NOT_BINDING, *paper)
    if any(grounds):
        return for_the_court(cited, GROUNDS_SHOWN, value={"precedents": held}, doubts=doubts)
    if held:
        return for_the_court(cited, PRECEDENTS_HELD, value={"precedents": held}, doubts=doubts)
    if None in grounds:
        return unknown(cited, NOTHING_SHOWN, missing="reciprocity", value={"precedents": ()})
    return for_the_court(cited, NOTHING_SHOWN, value={"precedents": ()}, doubts=paper)


@cache
def precedents() -> tuple[Precedent, ...]:
    """Every precedent the table holds, oldest first."""
    return tuple(
        Precedent(
            state=row["state"],
            decided=date.fromisoformat(row["decided"]),
            court_zh=row["court_zh"],
            court_en=row["court_en"],
            number=row["number"],
            recognised=row["recognised"] == "yes",
            confidence=row["confidence"],
            note=row["note"],
        )
        for row in rows("reciprocity_precedents.csv")
    )
