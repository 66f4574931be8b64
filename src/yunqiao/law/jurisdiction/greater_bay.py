"""Hong Kong and Macao law or seat for enterprises of the Greater Bay Area without another foreign element."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import GREATER_BAY_2025

MAY_CHOOSE: Final = reason("jurisdiction.greater_bay.may_choose")
NOT_INVESTED: Final = reason("jurisdiction.greater_bay.not_invested")
NOT_IN_AREA: Final = reason("jurisdiction.greater_bay.not_in_area")
NOT_YET: Final = reason("jurisdiction.greater_bay.not_yet")
NOT_KNOWN: Final = reason("jurisdiction.greater_bay.not_known")
WORDING_NOT_CHECKED: Final = reason("jurisdiction.greater_bay.wording_not_checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class GreaterBayFacts:
    """An enterprise of the Mainland, on the court-local date of the agreement."""

    on: date
    hk_or_macao_invested: bool | None = None
    registered_in_area: bool | None = None


@provision(
    GREATER_BAY_2025["1"],
    name="jurisdiction.greater_bay",
    confidence=Confidence.UNCERTAIN,
    source="corrections.md M28; the wording was not read",
)
def greater_bay(facts: GreaterBayFacts) -> Finding:
    """May the enterprise agree on Hong Kong or Macao law or seat without another foreign element?"""
    cited = GREATER_BAY_2025["1"]
    doubts = (WORDING_NOT_CHECKED,)
    if not GREATER_BAY_2025.in_force(facts.on):
        return no(cited, NOT_YET, code="NOT_YET", doubts=doubts)
    if facts.hk_or_macao_invested is False:
        return no(cited, NOT_INVESTED, code="NOT_OPEN", doubts=doubts)
    if facts.registered_in_area is False:
        return no(cited, NOT_IN_AREA, code="NOT_OPEN", doubts=doubts)
    for name in ("hk_or_macao_invested", "registered_in_area"):
        if getattr(facts, name) is None:
            return unknown(cited, NOT_KNOWN, missing=name, doubts=doubts)
    return yes(cited, MAY_CHOOSE, code="MAY_CHOOSE", doubts=doubts)
