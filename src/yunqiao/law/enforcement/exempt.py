"""What must be left to the debtor: exempt things, living costs, the family home, income."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, yes
from yunqiao.law.instruments import CPL, SEIZURE
from yunqiao.law.money import require_amounts

EXEMPT_THING = reason("enforcement.exempt_thing")
LIVING_COSTS = reason("enforcement.living_costs")
LIVING_COSTS_BY_STANDARD = reason("enforcement.living_costs_by_standard")
SEAL_BUT_NOT_SELL = reason("enforcement.seal_but_not_sell")
LEAVE_NECESSITIES = reason("enforcement.leave_necessities")
NOT_EXEMPT = reason("enforcement.not_exempt")
OTHER_LAW_TO_BE_NAMED = reason("enforcement.other_law_to_be_named")


class DebtorsAsset(Enum):
    """What the measure would take, by the list of the Seizure Provisions."""

    HOUSEHOLD_NECESSITIES = "clothes, furniture, kitchen and other household necessities"
    LIVING_COSTS = "necessary living costs"
    COMPULSORY_EDUCATION = "things needed for compulsory education"
    UNPUBLISHED_WORK = "undisclosed invention or unpublished work"
    DISABILITY_AIDS = "aids and medical things for a disability"
    MEDALS = "medals and marks of honour"
    TREATY = "exempt by treaty"
    OTHER_LAW = "exempt by another law"
    NECESSARY_HOME = "home needed for living"
    INCOME = "income"
    OTHER = "other"


_EXEMPT: Final[dict[DebtorsAsset, Citation]] = {
    DebtorsAsset.HOUSEHOLD_NECESSITIES: SEIZURE["3(1)"],
    DebtorsAsset.COMPULSORY_EDUCATION: SEIZURE["3(3)"],
    DebtorsAsset.UNPUBLISHED_WORK: SEIZURE["3(4)"],
    DebtorsAsset.DISABILITY_AIDS: SEIZURE["3(5)"],
    DebtorsAsset.MEDALS: SEIZURE["3(6)"],
    DebtorsAsset.TREATY: SEIZURE["3(7)"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureOf:
    """What is to be seized. The local minimum is the monthly standard for one person."""

    asset: DebtorsAsset
    local_minimum_per_month: Decimal | None = None

    def __post_init__(self) -> None:
        require_amounts(local_minimum_per_month=self.local_minimum_per_month)


@provision(CPL["254"], CPL["255"], SEIZURE["3"], SEIZURE["4"])
def may_be_seized(question: SeizureOf) -> Finding:
    """May this be seized, frozen or sold?"""
    asset = question.asset
    if asset in _EXEMPT:
        return no((CPL["255"], _EXEMPT[asset]), EXEMPT_THING, code="EXEMPT")
    match asset:
        case DebtorsAsset.LIVING_COSTS:
            return for_the_court(
                (CPL["254"], SEIZURE["3(2)"]), _living_costs(question), code="EXEMPT_PART"
            )
        case DebtorsAsset.OTHER_LAW:
            return for_the_court(SEIZURE["3(8)"], OTHER_LAW_TO_BE_NAMED)
        case DebtorsAsset.NECESSARY_HOME:
            return yes((CPL["255"], SEIZURE["4"]), SEAL_BUT_NOT_SELL, code="SEAL_ONLY")
        case DebtorsAsset.INCOME:
            return for_the_court(CPL["254"], LEAVE_NECESSITIES, code="EXEMPT_PART")
        case _:
            return yes((CPL["255"], SEIZURE["2"]), NOT_EXEMPT, code="SEIZABLE")


def _living_costs(question: SeizureOf) -> Reason:
    if question.local_minimum_per_month is None:
        return LIVING_COSTS
    return LIVING_COSTS_BY_STANDARD(amount=question.local_minimum_per_month)
