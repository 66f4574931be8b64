"""A claim raised or cut, and a summary case that goes over to the ordinary procedure."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import FactsError
from yunqiao.law.fees.acceptance import AcceptanceFacts, acceptance
from yunqiao.law.fees.halving import HalvingGround, Instance
from yunqiao.law.fees.working import Fee
from yunqiao.law.findings import Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import FEES, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.money import to_fen

SUPPLEMENT: Final = reason("fees.change.supplement")
REFUND: Final = reason("fees.change.refund")
TOO_LATE: Final = reason("fees.change.too_late")
NO_DIFFERENCE: Final = reason("fees.change.no_difference")
MOMENT_NOT_KNOWN: Final = reason("fees.change.moment_not_known")
SUPPLEMENT_PERIOD_BY_ANALOGY: Final = reason("fees.change.period_by_analogy")
TOP_UP: Final = reason("fees.conversion.top_up")
UNPAID_TOP_UP: Final = reason("fees.conversion.if_unpaid")
PAYMENT: Final = period_of("top_up_fee")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfClaimFacts:
    """The same case as claimed before and after the change."""

    before: AcceptanceFacts
    after: AcceptanceFacts
    before_end_of_court_investigation: bool | None = None

    def __post_init__(self) -> None:
        if self.before.kind is not self.after.kind or self.before.stage is not self.after.stage:
            raise FactsError("after", "must be the same kind of case at the same stage")


@provision(FEES["21"], FEES["35"], name="fees.change_of_claim")
def change_of_claim(facts: ChangeOfClaimFacts) -> Finding:
    """What must be paid, or is refunded, when the claim changes?"""
    before, after = acceptance(facts.before), acceptance(facts.after)
    for name, fee in (("before", before), ("after", after)):
        if not fee.is_yes:
            missing = tuple(f"{name}.{path}" for path in fee.missing)
            return unknown(fee.citations, *fee.because, missing=missing, doubts=fee.doubts)
    was, becomes = _amount(before), _amount(after)
    difference = becomes - was
    value = {"was": was, "becomes": becomes, "difference": abs(difference)}
    doubts = tuple(dict.fromkeys((*before.doubts, *after.doubts)))
    if difference == 0:
        return no(FEES["21"], NO_DIFFERENCE, code="UNCHANGED", value=value, doubts=doubts)
    if difference > 0:
        why = SUPPLEMENT(was=was, becomes=becomes, difference=difference)
        doubts = (*doubts, SUPPLEMENT_PERIOD_BY_ANALOGY)
        return yes(FEES["21(1)"], why, code="SUPPLEMENT", value=value, doubts=doubts)
    return _cut(facts, value, doubts)


def _cut(facts: ChangeOfClaimFacts, value: dict[str, Decimal], doubts: tuple[Reason, ...]) -> Finding:  # fmt: skip
    in_time = facts.before_end_of_court_investigation
    if in_time is None:
        return unknown(
            FEES["21(2)"],
            MOMENT_NOT_KNOWN,
            missing="before_end_of_court_investigation",
            value=value,
            doubts=doubts,
        )
    if in_time:
        why = REFUND(**value)
        return yes(FEES["21(2)"], why, code="REFUND", value=value, doubts=doubts)
    return no(FEES["35"], TOO_LATE(**value), code="BORNE_BY_WHO_CUT", value=value, doubts=doubts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionFacts:
    """A summary case that becomes ordinary; `notified_on` is when the plaintiff got the notice."""

    case: AcceptanceFacts
    notified_on: date | None = None
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        if self.case.stage is not Instance.FIRST_INSTANCE:
            raise FactsError("case.stage", "only a first instance is heard in summary procedure")


@provision(INT["199"], name="fees.conversion")
def conversion(facts: ConversionFacts) -> Finding:
    """What must be topped up, and by when, when a summary case becomes an ordinary one?"""
    summary = acceptance(_with_summary(facts.case))
    ordinary = acceptance(_without_summary(facts.case))
    if not ordinary.is_yes:
        missing = tuple(f"case.{path}" for path in ordinary.missing)
        return unknown(ordinary.citations, *ordinary.because, missing=missing)
    difference = to_fen(_amount(ordinary) - _amount(summary))
    value = {"was": _amount(summary), "becomes": _amount(ordinary), "difference": difference}
    why = TOP_UP(difference=difference)
    if difference == 0:
        return no(INT["199"], NO_DIFFERENCE, code="UNCHANGED", value=value)
    if facts.notified_on is None:
        return unknown(INT["199"], why, missing="notified_on", code="TOP_UP", value=value)
    return deadline(
        INT["199"],
        PAYMENT,
        facts.notified_on,
        why,
        UNPAID_TOP_UP,
        calendar=china_with(facts.calendar),
        code="TOP_UP",
        value=value,
        doubts=ordinary.doubts,
    )


def _with_summary(case: AcceptanceFacts) -> AcceptanceFacts:
    grounds = case.halving_grounds | {HalvingGround.SUMMARY_PROCEDURE}
    return replace(case, halving_grounds=grounds)


def _without_summary(case: AcceptanceFacts) -> AcceptanceFacts:
    grounds = case.halving_grounds - {HalvingGround.SUMMARY_PROCEDURE}
    return replace(case, halving_grounds=grounds)


def _amount(finding: Finding) -> Decimal:
    fee: Fee = finding.value
    assert fee.amount is not None, "a fee that is known has an amount"
    return fee.amount
