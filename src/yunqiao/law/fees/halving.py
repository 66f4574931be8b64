"""Halving the acceptance fee: its grounds, that it happens once only, and not when one claimant leaves."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import FEES, INT


class Instance(Enum):
    """Where the case stands."""

    FIRST_INSTANCE = "first_instance"
    SECOND_INSTANCE = "second_instance"
    RETRIAL = "retrial"


class HalvingGround(Enum):
    """Why the fee may be halved."""

    MEDIATION = "mediation"
    WITHDRAWAL = "withdrawal"
    SUMMARY_PROCEDURE = "summary_procedure"
    JOINED_COUNTERCLAIM = "joined_counterclaim"
    JOINED_THIRD_PARTY_CLAIM = "joined_third_party_claim"


HALVED_MEDIATION: Final = reason("fees.halved.mediation")
HALVED_WITHDRAWAL: Final = reason("fees.halved.withdrawal")
HALVED_SUMMARY: Final = reason("fees.halved.summary_procedure")
HALVED_COUNTERCLAIM: Final = reason("fees.halved.joined_counterclaim")
HALVED_THIRD_PARTY: Final = reason("fees.halved.joined_third_party_claim")
ONCE_ONLY: Final = reason("fees.halved.once_only")
NO_GROUND: Final = reason("fees.halved.no_ground")
FIRST_INSTANCE_ONLY: Final = reason("fees.halved.first_instance_only")
WHOLE_ON_APPEAL: Final = reason("fees.halved.reading_on_appeal")
LESS_IS_CLAIMED: Final = reason("fees.one_leaves.less_is_claimed")
SUIT_GOES_ON: Final = reason("fees.one_leaves.suit_goes_on")
NOT_HALVED_BY_READING: Final = reason("fees.one_leaves.not_halved_by_reading")
WHO_OWES_BY_READING: Final = reason("fees.one_leaves.who_owes_by_reading")

_REASON: Final[dict[HalvingGround, tuple[Reason, Citation]]] = {
    HalvingGround.MEDIATION: (HALVED_MEDIATION, FEES["15"]),
    HalvingGround.WITHDRAWAL: (HALVED_WITHDRAWAL, FEES["15"]),
    HalvingGround.SUMMARY_PROCEDURE: (HALVED_SUMMARY, FEES["16"]),
    HalvingGround.JOINED_COUNTERCLAIM: (HALVED_COUNTERCLAIM, FEES["18"]),
    HalvingGround.JOINED_THIRD_PARTY_CLAIM: (HALVED_THIRD_PARTY, FEES["18"]),
}
_AT_EVERY_STAGE: Final = frozenset({HalvingGround.MEDIATION, HalvingGround.WITHDRAWAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class HalvingFacts:
    """The stage, and every ground that is present."""

    stage: Instance = Instance.FIRST_INSTANCE
    grounds: frozenset[HalvingGround] = frozenset()


def effective(facts: HalvingFacts) -> list[HalvingGround]:
    """The grounds that count at this stage, in the order of the Measures."""
    return [
        ground
        for ground in HalvingGround
        if ground in facts.grounds
        and (facts.stage is Instance.FIRST_INSTANCE or ground in _AT_EVERY_STAGE)
    ]


@provision(FEES["15"], FEES["16"], FEES["18"], INT["206"], name="fees.halving")
def halving(facts: HalvingFacts) -> Finding:
    """Is the acceptance fee halved, and how often?"""
    grounds = effective(facts)
    if not grounds:
        why = FIRST_INSTANCE_ONLY if facts.grounds else NO_GROUND
        return no((FEES["15"], FEES["16"], FEES["18"]), why, code="WHOLE", value={"halved": 0})
    because = [_REASON[ground][0] for ground in grounds]
    cited = [_REASON[ground][1] for ground in grounds]
    if len(grounds) > 1:
        because.append(ONCE_ONLY)
        cited.append(INT["206"])
    doubts = () if facts.stage is Instance.FIRST_INSTANCE else (WHOLE_ON_APPEAL,)
    return yes(tuple(dict.fromkeys(cited)), *because, code="HALVED", value={"halved": 1}, doubts=doubts)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class OneLeavesFacts:
    """One of several claimants withdraws and the suit goes on; `claim_falls` as less is claimed now."""

    claim_falls: bool | None = None


@provision(
    FEES["15"],
    FEES["21"],
    name="fees.one_claimant_leaves",
    confidence=Confidence.KNOWN,
    source="ours",
)
def one_claimant_leaves(facts: OneLeavesFacts) -> Finding:
    """Is the fee that several claimants owe together worked out anew when one of them withdraws?"""
    doubts = (NOT_HALVED_BY_READING, WHO_OWES_BY_READING)
    if facts.claim_falls is None:
        return unknown(FEES["21(2)"], missing="claim_falls", doubts=doubts)
    if facts.claim_falls:
        return yes(FEES["21(2)"], LESS_IS_CLAIMED, code="RECALCULATED", doubts=doubts)
    return no(FEES["15"], SUIT_GOES_ON, code="UNCHANGED", doubts=doubts)
