"""Money back: which endings of a case return the acceptance fee, how much, and by when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import FEES, INT
from yunqiao.law.money import require_amount, rounding_doubt, to_fen
from yunqiao.law.periods import Period


class CaseEnding(Enum):
    """What became of the case for which the fee was paid."""

    HELD_INADMISSIBLE = "held_inadmissible"
    SUIT_DISMISSED_BY_RULING = "suit_dismissed_by_ruling"
    RULING_UPHELD_ON_APPEAL = "ruling_of_inadmissibility_or_dismissal_upheld_on_appeal"
    REMITTED_ON_APPEAL = "remitted_on_appeal"
    TRANSFERRED_AS_CRIME = "transferred_as_suspected_crime"
    WITHDRAWN = "withdrawn"
    MEDIATED = "mediated"
    TOP_UP_NOT_PAID = "treated_as_withdrawn_for_unpaid_top_up"
    WON_BY_PAYER = "won_by_who_prepaid"
    SUSPENDED = "suspended"
    ENDED_WITHOUT_JUDGMENT = "ended_without_judgment"


INADMISSIBLE: Final = reason("fees.refund.inadmissible")
REMITTED: Final = reason("fees.refund.remitted")
CRIME: Final = reason("fees.refund.crime")
CIVIL_PART_GOES_ON: Final = reason("fees.refund.civil_part_goes_on")
CIVIL_PART_NOT_KNOWN: Final = reason("fees.refund.civil_part_not_known")
HALF: Final = reason("fees.refund.half")
ALREADY_HALVED: Final = reason("fees.refund.already_halved")
HALVING_NOT_KNOWN: Final = reason("fees.refund.halving_not_known")
HALF_OF_WHAT_WAS_PAID: Final = reason("fees.refund.half_of_what_was_paid")
WINNER: Final = reason("fees.refund.winner")
WINNER_WAIVES: Final = reason("fees.refund.winner_waives")
NOT_REFUNDED: Final = reason("fees.refund.not_refunded")
WITHIN_15_DAYS: Final = reason("fees.refund.within_15_days")
BY_EFFECT_NOT_KNOWN: Final = reason("fees.refund.effect_not_known")
REPAYMENT: Final = Period(15)

_WHOLE: Final[dict[CaseEnding, tuple[Citation, Reason]]] = {
    CaseEnding.HELD_INADMISSIBLE: (FEES["27(2)"], INADMISSIBLE),
    CaseEnding.SUIT_DISMISSED_BY_RULING: (FEES["27(2)"], INADMISSIBLE),
    CaseEnding.RULING_UPHELD_ON_APPEAL: (FEES["27(2)"], INADMISSIBLE),
    CaseEnding.REMITTED_ON_APPEAL: (FEES["27(1)"], REMITTED),
}
_NOTHING: Final[dict[CaseEnding, tuple[Citation, Reason]]] = {
    CaseEnding.SUSPENDED: (FEES["26"], NOT_REFUNDED),
    CaseEnding.ENDED_WITHOUT_JUDGMENT: (FEES["28"], NOT_REFUNDED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFacts:
    """What was prepaid at this instance, in yuan, and how the case ended.

    `effective_on` is the court-local date on which the ending document takes effect.
    """

    ending: CaseEnding
    paid: Decimal
    already_halved: bool | None = None
    civil_part_goes_on: bool | None = None
    winner_waives: bool = False
    effective_on: date | None = None
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        require_amount("paid", self.paid)


@provision(
    FEES["25"],
    FEES["26"],
    FEES["27"],
    FEES["28"],
    FEES["53"],
    INT["199"],
    INT["207"],
    name="fees.refund",
)
def refund(facts: RefundFacts) -> Finding:
    """Is the prepaid fee refunded, how much of it, and by when?"""
    if facts.ending in _NOTHING:
        cited, why = _NOTHING[facts.ending]
        return no(cited, why, code="NO_REFUND", value={"refund": Decimal("0.00")})
    if facts.ending in _WHOLE:
        cited, why = _WHOLE[facts.ending]
        return _repaid(facts, facts.paid, cited, why)
    if facts.ending is CaseEnding.TRANSFERRED_AS_CRIME:
        return _crime(facts)
    if facts.ending is CaseEnding.TOP_UP_NOT_PAID:
        return _repaid(facts, facts.paid / 2, INT["199"], HALF_OF_WHAT_WAS_PAID)
    if facts.ending is CaseEnding.WON_BY_PAYER:
        if facts.winner_waives:
            return no(INT["207"], WINNER_WAIVES, code="NO_REFUND")
        return _repaid(facts, facts.paid, INT["207"], WINNER)
    return _halved(facts)


def _crime(facts: RefundFacts) -> Finding:
    if facts.civil_part_goes_on is None:
        return unknown(FEES["25"], CIVIL_PART_NOT_KNOWN, missing="civil_part_goes_on")
    if facts.civil_part_goes_on:
        return no(FEES["25"], CIVIL_PART_GOES_ON, code="NO_REFUND")
    return _repaid(facts, facts.paid, FEES["25"], CRIME)


def _halved(facts: RefundFacts) -> Finding:
    if facts.already_halved is None:
        return unknown((FEES["15"], INT["206"]), HALVING_NOT_KNOWN, missing="already_halved")
    if facts.already_halved:
        return no((FEES["15"], INT["206"]), ALREADY_HALVED, code="NO_REFUND")
    return _repaid(facts, facts.paid / 2, FEES["15"], HALF)


def _repaid(facts: RefundFacts, exact: Decimal, cited: Citation, why: Reason) -> Finding:
    amount = to_fen(exact)
    value, doubts = {"refund": amount}, rounding_doubt(exact)
    because, sources = (why(refund=amount), WITHIN_15_DAYS), (cited, FEES["53"])
    if facts.effective_on is None:
        pending = (*doubts, BY_EFFECT_NOT_KNOWN)
        return yes(sources, *because, code="REFUND", value=value, doubts=pending)
    return deadline(
        sources,
        REPAYMENT,
        facts.effective_on,
        *because,
        calendar=china_with(facts.calendar),
        code="REFUND",
        value=value,
        doubts=doubts,
    )
