"""Facts of a fee, put to the law."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from yunqiao.court.casefile.facts import after_closures
from yunqiao.court.directory.calendars import announced_at
from yunqiao.court.directory.models import Court
from yunqiao.court.fees.basis import Basis
from yunqiao.law.facts import FactsError
from yunqiao.law.fees.acceptance import AcceptanceFacts, FeeCaseKind, acceptance
from yunqiao.law.fees.change_of_claim import (
    ChangeOfClaimFacts,
    ConversionFacts,
    change_of_claim,
    conversion,
)
from yunqiao.law.fees.claims import ClaimAmount
from yunqiao.law.fees.halving import HalvingGround, OneLeavesFacts, one_claimant_leaves
from yunqiao.law.fees.prepayment import (
    Payer,
    PrepaymentFacts,
    UnpaidFacts,
    UnpaidPart,
    prepayment,
    unpaid,
)
from yunqiao.law.fees.refund import CaseEnding, RefundFacts, refund
from yunqiao.law.fees.relief import GROUNDS as RELIEF_GROUNDS
from yunqiao.law.fees.relief import ReliefFacts, ReliefGround, ReliefKind, relief
from yunqiao.law.fees.tables import FlatFee, flat_fee
from yunqiao.law.filing.agents import AgentPower, RepresentationFacts, representation_scope
from yunqiao.law.findings import Finding
from yunqiao.law.hearing.withdrawal_of_suit import (
    CoClaimantFacts,
    Joinder,
    SuitWithdrawalFacts,
    may_be_allowed,
    may_leave_alone,
)

__all__ = [
    "RELIEF_GROUNDS",
    "CaseEnding",
    "FeeCaseKind",
    "HalvingGround",
    "Joinder",
    "ReliefGround",
    "ReliefKind",
    "UnpaidPart",
]

LOCAL: Final = {
    FeeCaseKind.DIVORCE.value: "divorce_base",
    FeeCaseKind.PERSONALITY.value: "personality_base",
    FeeCaseKind.OTHER_NON_PROPERTY.value: "other_non_property",
    FeeCaseKind.INTELLECTUAL_PROPERTY.value: "ip_no_amount",
}
"""Which fee the province sets for a tariff."""
TARIFFS: Final = (*LOCAL, FeeCaseKind.PROPERTY.value, FeeCaseKind.LABOUR.value)
"""Tariffs of a civil case at first instance that a clerk may choose."""
_SEVERAL: Final = (
    "离婚", "離婚", "婚姻", "收养", "收養", "divorce", "custody", "adoption", "人格", "姓名权", "姓名權",
    "肖像", "名誉", "名譽", "隐私", "隱私", "生命权", "生命權", "健康权", "健康權", "身体权", "身體權",
    "personality", "reputation", "privacy", "著作", "版权", "版權", "商标", "商標", "专利", "專利",
    "知识产权", "知識產權", "copyright", "trademark", "patent", "劳动", "勞動", "labour", "labor",
    "工资", "工資", "wage", "破产", "破產", "bankruptcy",
)  # fmt: skip
"""Words of a cause for which the Measures hold a tariff of its own (Fees 13): a clerk chooses."""


def tariff_of(cause: str, *, for_money: bool) -> str:
    """The tariff a cause of action is charged by; empty where a clerk must say which."""
    lowered = cause.lower()
    if any(word in lowered for word in _SEVERAL):
        return ""
    kind = FeeCaseKind.PROPERTY if for_money else FeeCaseKind.OTHER_NON_PROPERTY
    return kind.value


def local_range(tariff: str, on: date) -> FlatFee | None:
    """The range within which the province sets the fee of a tariff; None where it sets none."""
    return flat_fee(LOCAL[tariff], on) if tariff in LOCAL else None


def acceptance_fee(basis: Basis) -> Finding:
    """What is the acceptance fee, step by step?

    Raises:
        FactsError: the local amount lies outside the range of the Measures.
    """
    return acceptance(_facts(basis))


def amount_in(finding: Finding) -> Decimal:
    """The fee in yuan that a finding of `acceptance_fee` with the answer yes holds."""
    amount: Decimal = finding.value.amount
    return amount


def change(before: Basis, after: Basis, *, in_time: bool | None) -> Finding:
    """Is the difference paid or refunded when the claim changes; was it before the end of inquiry?"""
    return change_of_claim(
        ChangeOfClaimFacts(
            before=_facts(before), after=_facts(after), before_end_of_court_investigation=in_time
        )
    )


def becomes_ordinary(basis: Basis, notified_on: date | None, court: Court) -> Finding:
    """What must be topped up, and by when, when summary procedure becomes ordinary?"""
    found = conversion(
        ConversionFacts(case=_facts(basis), notified_on=notified_on, calendar=announced_at(court))
    )
    return after_closures(found, court)


def given_back(
    ending: CaseEnding, paid: Decimal, *, halved: bool, effective_on: date, court: Court
) -> Finding:
    """Is the prepaid fee refunded after this ending, how much, and by when?"""
    return refund(
        RefundFacts(
            ending=ending,
            paid=paid,
            already_halved=halved,
            civil_part_goes_on=False,
            effective_on=effective_on,
            calendar=announced_at(court),
        )
    )


def last_day_to_pay(notified_on: date | None, court: Court, *, wages: bool = False) -> Finding:
    """Must the plaintiff who got the notice on that court-local date pay in advance, and by when?"""
    found = prepayment(
        PrepaymentFacts(
            payer=Payer.PLAINTIFF,
            notified_on=notified_on,
            claims_wages=wages,
            calendar=announced_at(court),
        )
    )
    return after_closures(found, court)


def unpaid_in_time(part: UnpaidPart, *, ended: bool, relief_pending: bool) -> Finding:
    """What does the law propose for a plaintiff who was told to pay and has not?"""
    return unpaid(
        UnpaidFacts(
            payer=Payer.PLAINTIFF,
            part=part,
            reminded=True,
            period_has_ended=ended,
            relief_application_pending=relief_pending,
        )
    )


def relief_for(
    asked: str,
    *,
    natural: bool,
    grounds: Iterable[str],
    with_papers: bool,
    with_others: bool = False,
) -> Finding:
    """Must the court let this party pay later, less or nothing?"""
    return relief(
        ReliefFacts(
            asked=ReliefKind(asked),
            natural_person=natural,
            grounds=frozenset(map(ReliefGround, grounds)),
            written_application=True,
            proof_of_hardship=with_papers,
            owed_with_others=with_others,
        )
    )


def may_give_up_claims(powers: Iterable[str]) -> bool:
    """Does an authority that names these special powers cover withdrawing a suit?"""
    granted = frozenset(map(AgentPower, powers))
    scope = RepresentationFacts(act=AgentPower.WAIVE_CLAIM, specially_granted=granted)
    return representation_scope(scope).is_yes


def suit_may_be_withdrawn(
    *, unlawful_act: bool, debate_closed: bool, defendant_agrees: bool | None
) -> Finding:
    """May a suit in which no judgment is pronounced be withdrawn?"""
    return may_be_allowed(
        SuitWithdrawalFacts(
            judgment_pronounced=False,
            unlawful_act=unlawful_act,
            debate_closed=debate_closed,
            defendant_agrees=defendant_agrees,
        )
    )


def claimant_may_leave(joinder: str, *, gives_up_right: bool | None) -> Finding:
    """May one claimant withdraw whom the others have not joined in asking for it?"""
    return may_leave_alone(
        CoClaimantFacts(
            joinder=Joinder(joinder) if joinder else None,
            others_recognise=False,
            gives_up_right=gives_up_right,
        )
    )


def fee_when_one_leaves(*, claim_falls: bool | None) -> Finding:
    """Is the fee worked out anew where one of several claimants withdraws?"""
    return one_claimant_leaves(OneLeavesFacts(claim_falls=claim_falls))


def is_in_range(tariff: str, on: date, amount: Decimal) -> bool:
    """Whether the Measures allow this local amount."""
    held = local_range(tariff, on)
    return held is None or held.least <= amount <= held.most


def _facts(basis: Basis) -> AcceptanceFacts:
    if not basis.kind:
        raise FactsError("kind", "must be given")
    return AcceptanceFacts(
        on=basis.on,
        kind=FeeCaseKind(basis.kind),
        claims=tuple(
            ClaimAmount(amount=one.amount, currency=one.currency, rate=one.rate)
            for one in basis.claims
        ),
        non_property_claims=basis.non_property_claims,
        local_amount=basis.local_amount if basis.kind in LOCAL else None,
        halving_grounds=frozenset(map(HalvingGround, basis.halved_for)),
    )
