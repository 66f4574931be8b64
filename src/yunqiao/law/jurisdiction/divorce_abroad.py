"""Divorces of Chinese citizens of whom one or both live abroad (Int 13 to 17)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import INT
from yunqiao.law.jurisdiction.connection import Candidate, CourtAt


class SpousesAbroad(Enum):
    """Where the spouses, both Chinese citizens, live, and what is asked of the court."""

    SETTLED_MARRIED_HERE = "both_settled_abroad_married_in_china"
    SETTLED_MARRIED_ABROAD = "both_settled_abroad_married_abroad"
    ONE_HERE = "one_abroad_one_in_china"
    BOTH_NOT_SETTLED = "both_abroad_not_settled"
    DIVORCED_PROPERTY_HERE = "divorced_both_settled_abroad_only_property_in_china"


class _Rule(NamedTuple):
    courts: tuple[CourtAt, ...]
    why: Reason
    cited: Citation
    only_if_refused_abroad: bool = False


MARRIED_HERE: Final = reason("jurisdiction.divorce.married_here")
MARRIED_ABROAD: Final = reason("jurisdiction.divorce.married_abroad")
ONE_HERE: Final = reason("jurisdiction.divorce.one_here")
BOTH_NOT_SETTLED: Final = reason("jurisdiction.divorce.both_not_settled")
PROPERTY_HERE: Final = reason("jurisdiction.divorce.property_here")
REFUSAL_NOT_KNOWN: Final = reason("jurisdiction.divorce.refusal_not_known")
NOT_REFUSED_ABROAD: Final = reason("jurisdiction.divorce.not_refused_abroad")
SUIT_ABROAD_IS_NO_BAR: Final = reason("jurisdiction.divorce.suit_abroad_is_no_bar")

_RULES: Final = {
    SpousesAbroad.SETTLED_MARRIED_HERE: _Rule(
        (CourtAt.PLACE_OF_MARRIAGE, CourtAt.LAST_RESIDENCE), MARRIED_HERE, INT["13"], only_if_refused_abroad=True
    ),
    SpousesAbroad.SETTLED_MARRIED_ABROAD: _Rule(
        (CourtAt.FORMER_DOMICILE, CourtAt.LAST_RESIDENCE), MARRIED_ABROAD, INT["14"], only_if_refused_abroad=True
    ),
    SpousesAbroad.ONE_HERE: _Rule((CourtAt.SPOUSE_AT_HOME,), ONE_HERE, INT["15"]),
    SpousesAbroad.BOTH_NOT_SETTLED: _Rule((CourtAt.FORMER_DOMICILE,), BOTH_NOT_SETTLED, INT["16"]),
    SpousesAbroad.DIVORCED_PROPERTY_HERE: _Rule((CourtAt.MAIN_PROPERTY,), PROPERTY_HERE, INT["17"]),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DivorceFacts:
    """The spouses' situation.

    `refused_abroad`: the court of the State where they are settled refused the suit because it
    belongs to the court of the marriage, or of their nationality. `sued_abroad`: the spouse abroad
    has sued there.
    """

    spouses: SpousesAbroad
    refused_abroad: bool | None = None
    sued_abroad: bool = False


@provision(
    INT["13"],
    INT["14"],
    INT["15"],
    INT["16"],
    INT["17"],
    name="jurisdiction.divorce_abroad",
    source="jurisdiction_connecting_points.csv J18",
)
def divorce_abroad(facts: DivorceFacts) -> Finding:
    """Which Chinese court hears the divorce of Chinese citizens who live abroad?"""
    rule = _RULES[facts.spouses]
    if rule.only_if_refused_abroad and facts.refused_abroad is None:
        return unknown(rule.cited, REFUSAL_NOT_KNOWN, missing="refused_abroad")
    if rule.only_if_refused_abroad and not facts.refused_abroad:
        return no(rule.cited, NOT_REFUSED_ABROAD, code="SUE_ABROAD")
    no_bar = facts.spouses is SpousesAbroad.ONE_HERE and facts.sued_abroad
    because = (rule.why, SUIT_ABROAD_IS_NO_BAR) if no_bar else (rule.why,)
    courts = tuple(Candidate(court, rule.why, rule.cited) for court in rule.courts)
    return yes(rule.cited, *because, code="JURISDICTION", value=courts)
