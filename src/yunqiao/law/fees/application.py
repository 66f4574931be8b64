"""Application fees: enforcement, preservation, payment orders, awards, bankruptcy, maritime (Fees 14)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.fees.acceptance import SPECIAL_PROCEDURE_FREE, free
from yunqiao.law.fees.claims import AMOUNT_NOT_KNOWN, ClaimAmount, require_rates_fit, sum_of
from yunqiao.law.fees.tables import ENFORCEMENT, PRESERVATION, PROPERTY, flat_fee
from yunqiao.law.fees.working import (
    NOTHING,
    Step,
    Working,
    before_the_measures,
    by_brackets,
    by_case,
    payable,
)
from yunqiao.law.findings import Citation, Finding, Reason, reason, unknown
from yunqiao.law.instruments import AWARD_FEES, FEES, INT
from yunqiao.law.money import require_amount


class FeeApplication(Enum):
    """What is applied for."""

    ENFORCEMENT = "enforcement"
    FOREIGN_JUDGMENT = "recognition_and_enforcement_of_foreign_judgment"
    FOREIGN_JUDGMENT_RECOGNITION_ONLY = "recognition_of_foreign_judgment_only"
    FOREIGN_AWARD = "recognition_and_enforcement_of_foreign_award"
    FOREIGN_AWARD_RECOGNITION_ONLY = "recognition_of_foreign_award_only"
    UNREGISTERED_GROUP_MEMBER = "suit_of_unregistered_group_member"
    PRESERVATION = "preservation"
    PAYMENT_ORDER = "payment_order"
    PUBLIC_SUMMONS = "public_summons_to_void_a_bill"
    SET_ASIDE_AWARD = "setting_aside_an_award"
    ARBITRATION_AGREEMENT = "ruling_on_arbitration_agreement"
    BANKRUPTCY = "bankruptcy"
    MARITIME_LIMITATION_FUND = "maritime_limitation_fund"
    MARITIME_INJUNCTION = "maritime_injunction"
    MARITIME_LIEN_NOTICE = "maritime_lien_notice"
    MARITIME_CLAIM_REGISTRATION = "maritime_claim_registration"
    GENERAL_AVERAGE = "general_average_adjustment"
    JUDICIAL_CONFIRMATION = "judicial_confirmation"
    SECURITY_REALISATION = "realisation_of_security"


class Paid(Enum):
    """When an application fee is paid."""

    WITH_THE_APPLICATION = "with_the_application"
    AFTER_ENFORCEMENT = "after_enforcement"
    FROM_THE_ESTATE = "from_the_estate"


PAID_WITH_APPLICATION: Final = reason("fees.paid.with_the_application")
PAID_AFTER_ENFORCEMENT: Final = reason("fees.paid.after_enforcement")
PAID_FROM_ESTATE: Final = reason("fees.paid.from_the_estate")
FOREIGN_TITLE_PREPAID: Final = reason("fees.paid.foreign_title")
ONE_THIRD: Final = reason("fees.step.one_third")
HALF_OF_PROPERTY_FEE: Final = reason("fees.step.half_of_property_fee")
CAP: Final = reason("fees.step.cap")
RECOGNITION_OF_AWARD: Final = reason("fees.step.recognition_of_award")
ACTUALLY_PRESERVED: Final = reason("fees.actually_preserved")
INSTEAD_OF_ACCEPTANCE_FEE: Final = reason("fees.instead_of_acceptance_fee")
AWARD_PAPER_OF_1998: Final = reason("fees.award_paper_of_1998")
RECOGNITION_WITHOUT_AMOUNT: Final = reason("fees.recognition_without_amount")
SECURITY_TARIFF_NOT_FOUND: Final = reason("fees.security_tariff_not_found")

RECOGNITION_OF_AWARD_FEE: Final = Decimal(500)

_BY_TABLE: Final = {
    FeeApplication.ENFORCEMENT: ENFORCEMENT,
    FeeApplication.FOREIGN_JUDGMENT: ENFORCEMENT,
    FeeApplication.FOREIGN_AWARD: ENFORCEMENT,
    FeeApplication.UNREGISTERED_GROUP_MEMBER: ENFORCEMENT,
    FeeApplication.PRESERVATION: PRESERVATION,
    FeeApplication.PAYMENT_ORDER: PROPERTY,
    FeeApplication.BANKRUPTCY: PROPERTY,
}
_BY_CASE: Final = {
    FeeApplication.FOREIGN_JUDGMENT_RECOGNITION_ONLY: "enforcement_no_amount",
    FeeApplication.PUBLIC_SUMMONS: "public_summons_bill",
    FeeApplication.SET_ASIDE_AWARD: "set_aside_award_or_arbitration_agreement",
    FeeApplication.ARBITRATION_AGREEMENT: "set_aside_award_or_arbitration_agreement",
    FeeApplication.MARITIME_LIMITATION_FUND: "maritime_limitation_fund",
    FeeApplication.MARITIME_INJUNCTION: "maritime_injunction",
    FeeApplication.MARITIME_LIEN_NOTICE: "maritime_lien_notice",
    FeeApplication.MARITIME_CLAIM_REGISTRATION: "maritime_claim_registration",
    FeeApplication.GENERAL_AVERAGE: "general_average_adjustment",
}
_FOREIGN_TITLES: Final = frozenset(
    {
        FeeApplication.FOREIGN_JUDGMENT,
        FeeApplication.FOREIGN_JUDGMENT_RECOGNITION_ONLY,
        FeeApplication.FOREIGN_AWARD,
        FeeApplication.FOREIGN_AWARD_RECOGNITION_ONLY,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFacts:
    """One application on a court-local date.

    `claims` are the sums to be enforced, preserved or paid, or the bankrupt estate. An application
    without any amount says so with `without_amount`. The court sets `local_amount` where the
    tariff gives a range.
    """

    on: date
    application: FeeApplication
    claims: tuple[ClaimAmount, ...] = ()
    without_amount: bool = False
    local_amount: Decimal | None = None

    def __post_init__(self) -> None:
        require_amount("local_amount", self.local_amount)
        require_rates_fit(self.claims, self.on)
        if self.without_amount and self.claims:
            raise ContradictionError("without_amount", "claims", "there either is an amount or none")  # fmt: skip
        kind = self._flat_kind
        if self.local_amount is not None and kind and FEES.in_force(self.on):
            fee = flat_fee(kind, self.on)
            if not fee.least <= self.local_amount <= fee.most:
                raise FactsError("local_amount", f"must lie between {fee.least} and {fee.most} yuan")  # fmt: skip

    @property
    def _flat_kind(self) -> str:
        by_table = _BY_TABLE.get(self.application)
        if by_table == ENFORCEMENT:
            return "enforcement_no_amount" if self.without_amount else ""
        return _BY_CASE.get(self.application, "")


class _Payment(NamedTuple):
    code: Paid
    why: Reason
    cited: Citation


@provision(
    FEES["10"],
    FEES["14"],
    FEES["20"],
    FEES["22(3)"],
    name="fees.application",
    source="Order 481; corrections E14 (foreign titles are prepaid) and M27",
)
def application(facts: ApplicationFacts) -> Finding:
    """What is the fee of this application, and is it paid in advance?"""
    too_early = before_the_measures(facts.on)
    if too_early:
        return too_early
    if facts.application is FeeApplication.JUDICIAL_CONFIRMATION:
        return free(FEES["8(1)"], SPECIAL_PROCEDURE_FREE)
    if facts.application is FeeApplication.SECURITY_REALISATION:
        return unknown((INT["204"], INT["205"]), SECURITY_TARIFF_NOT_FOUND, missing="local_amount")
    working = _working(facts)
    if isinstance(working, Finding):
        return working
    paid = _payment(facts.application)
    because, doubts = _remarks(facts)
    answer = payable(working, paid.why, *because, code=paid.code.name, doubts=doubts)
    return answer._replace(citations=tuple(dict.fromkeys((*answer.citations, paid.cited))))


def _working(facts: ApplicationFacts) -> Working | Finding:
    if facts.application is FeeApplication.FOREIGN_AWARD_RECOGNITION_ONLY:
        fee = RECOGNITION_OF_AWARD_FEE
        return Working(fee, fee, (Step(RECOGNITION_OF_AWARD(fee=fee), fee, AWARD_FEES["1"]),))
    if facts.application in _BY_CASE:
        return by_case(_BY_CASE[facts.application], facts.local_amount, facts.on)
    table = _BY_TABLE[facts.application]
    if facts.without_amount:
        return _without_amount(facts, table)
    if not facts.claims:
        return unknown(FEES["14"], AMOUNT_NOT_KNOWN, missing="claims")
    base = sum_of(facts.claims, facts.on)
    if isinstance(base, Finding):
        return base
    working = NOTHING._replace(steps=base.steps).plus(by_brackets(table, base.yuan, facts.on))
    return _adjusted(facts, working)


def _without_amount(facts: ApplicationFacts, table: str) -> Working | Finding:
    if table == ENFORCEMENT:
        return by_case("enforcement_no_amount", facts.local_amount, facts.on)
    if table == PRESERVATION:
        return by_brackets(table, Decimal(0), facts.on)
    return unknown(FEES["14"], AMOUNT_NOT_KNOWN, missing="claims")


def _adjusted(facts: ApplicationFacts, working: Working) -> Working:
    match facts.application:
        case FeeApplication.PAYMENT_ORDER:
            return working.times(Decimal(1), 3, ONE_THIRD, FEES["14(3)"])
        case FeeApplication.BANKRUPTCY:
            cap = flat_fee("bankruptcy_cap", facts.on).most
            half = working.times(Decimal(1), 2, HALF_OF_PROPERTY_FEE, FEES["14(6)"])
            return half.at_most(cap, CAP(cap=cap), FEES["14(6)"])
        case FeeApplication.PRESERVATION:
            cap = flat_fee("preservation_cap", facts.on).most
            return working.at_most(cap, CAP(cap=cap), FEES["14(2)"])
        case _:
            return working


def _payment(kind: FeeApplication) -> _Payment:
    if kind is FeeApplication.ENFORCEMENT:
        return _Payment(Paid.AFTER_ENFORCEMENT, PAID_AFTER_ENFORCEMENT, FEES["20"])
    if kind is FeeApplication.BANKRUPTCY:
        return _Payment(Paid.FROM_THE_ESTATE, PAID_FROM_ESTATE, FEES["20"])
    if kind in _FOREIGN_TITLES:
        return _Payment(Paid.WITH_THE_APPLICATION, FOREIGN_TITLE_PREPAID, FEES["10(8)"])
    return _Payment(Paid.WITH_THE_APPLICATION, PAID_WITH_APPLICATION, FEES["22(3)"])


def _remarks(facts: ApplicationFacts) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    match facts.application:
        case FeeApplication.PRESERVATION:
            return (ACTUALLY_PRESERVED,), ()
        case FeeApplication.UNREGISTERED_GROUP_MEMBER:
            return (INSTEAD_OF_ACCEPTANCE_FEE,), ()
        case FeeApplication.FOREIGN_AWARD | FeeApplication.FOREIGN_AWARD_RECOGNITION_ONLY:
            return (), (AWARD_PAPER_OF_1998,)
        case FeeApplication.FOREIGN_JUDGMENT_RECOGNITION_ONLY:
            return (), (RECOGNITION_WITHOUT_AMOUNT,)
        case _:
            return (), ()
