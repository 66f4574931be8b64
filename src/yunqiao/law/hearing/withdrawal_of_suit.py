"""Withdrawing a suit: whether the court may allow it, and whether one of several claimants may leave alone."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT


class Joinder(Enum):
    """Why several claimants sue together."""

    NECESSARY = "necessary"
    ORDINARY = "ordinary"


JUDGMENT_PRONOUNCED: Final = reason("hearing.withdrawal_of_suit.judgment_pronounced")
UNLAWFUL_ACT: Final = reason("hearing.withdrawal_of_suit.unlawful_act")
DEFENDANT_DISAGREES: Final = reason("hearing.withdrawal_of_suit.defendant_disagrees")
NO_GROUND_AGAINST: Final = reason("hearing.withdrawal_of_suit.no_ground_against")
OWN_CLAIM: Final = reason("hearing.withdrawal_of_suit.own_claim")
RECOGNISED: Final = reason("hearing.withdrawal_of_suit.recognised")
RIGHT_GIVEN_UP: Final = reason("hearing.withdrawal_of_suit.right_given_up")
STAYS_CLAIMANT: Final = reason("hearing.withdrawal_of_suit.stays_claimant")
BY_READING: Final = reason("hearing.withdrawal_of_suit.by_reading")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitWithdrawalFacts:
    """How far the suit has come, and what may speak against its withdrawal.

    `unlawful_act` says that a party broke the law in a way that must be dealt with.
    """

    judgment_pronounced: bool | None = None
    unlawful_act: bool | None = None
    debate_closed: bool | None = None
    defendant_agrees: bool | None = None


@provision(CPL["148"], INT["238"], confidence=Confidence.KNOWN, source="ours")
def may_be_allowed(facts: SuitWithdrawalFacts) -> Finding:
    """May the claimant withdraw the suit, by ruling of the court?"""
    for name in ("judgment_pronounced", "unlawful_act", "debate_closed"):
        if getattr(facts, name) is None:
            return unknown((CPL["148(1)"], INT["238"]), missing=name)
    if facts.judgment_pronounced:
        return no(CPL["148(1)"], JUDGMENT_PRONOUNCED, code="TOO_LATE")
    if facts.unlawful_act:
        return for_the_court(INT["238(1)"], UNLAWFUL_ACT, code="MAY_REFUSE")
    if facts.debate_closed and facts.defendant_agrees is None:
        return unknown(INT["238(2)"], missing="defendant_agrees")
    if facts.debate_closed and not facts.defendant_agrees:
        return for_the_court(INT["238(2)"], DEFENDANT_DISAGREES, code="MAY_REFUSE")
    return yes(CPL["148(1)"], NO_GROUND_AGAINST, code="MAY_WITHDRAW")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoClaimantFacts:
    """One of several claimants who withdraws, and how the others stand to it.

    `gives_up_right` says that the claimant gives up the right in issue itself, not the suit alone.
    """

    joinder: Joinder | None = None
    others_recognise: bool | None = None
    gives_up_right: bool | None = None


@provision(CPL["55"], INT["74"], confidence=Confidence.KNOWN, source="ours")
def may_leave_alone(facts: CoClaimantFacts) -> Finding:
    """May one of several claimants withdraw while the suit goes on for the others?"""
    if facts.joinder is None:
        return unknown(CPL["55(2)"], missing="joinder")
    if facts.joinder is Joinder.ORDINARY:
        return yes(CPL["55(2)"], OWN_CLAIM, code="LEAVES")
    if facts.others_recognise is None:
        return unknown(CPL["55(2)"], missing="others_recognise")
    if facts.others_recognise:
        return no(CPL["55(2)"], RECOGNISED, code="FOR_ALL")
    cited = (CPL["55(2)"], INT["74"])
    if facts.gives_up_right is None:
        return unknown(cited, missing="gives_up_right")
    if facts.gives_up_right:
        return yes(cited, RIGHT_GIVEN_UP, code="LEAVES", doubts=(BY_READING,))
    return no(cited, STAYS_CLAIMANT, code="STAYS_CLAIMANT", doubts=(BY_READING,))
