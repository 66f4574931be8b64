"""Who bears the costs in the end, which costs the court does not collect, and how to complain."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, yes
from yunqiao.law.instruments import FEES, INT
from yunqiao.law.periods import Period


class CostEvent(Enum):
    """What decides about the costs."""

    LOST = "lost"
    WINNER_VOLUNTEERS = "winner_volunteers"
    PARTLY_WON = "partly_won"
    SEVERAL_LOSERS = "several_losers"
    JOINTLY_LIABLE_LOSERS = "jointly_liable_losers"
    CHANGED_ON_APPEAL = "changed_on_appeal"
    MEDIATED = "mediated"
    DIVORCE = "divorce"
    WITHDRAWN = "withdrawn"
    CLAIM_CUT_LATE = "claim_cut_late"
    LATE_EVIDENCE = "late_evidence"
    RETRIAL = "retrial"
    PAYMENT_ORDER_UNOPPOSED = "payment_order_unopposed"
    PAYMENT_ORDER_OPPOSED = "payment_order_opposed"
    PUBLIC_SUMMONS = "public_summons"
    ENFORCEMENT = "enforcement"
    ENFORCEMENT_SETTLED = "enforcement_settled"
    PRESERVATION = "preservation"
    AWARD_OR_ARBITRATION_AGREEMENT = "award_or_arbitration_agreement"
    BANKRUPTCY = "bankruptcy"
    MARITIME_BEFORE_SUIT = "maritime_before_suit"
    SECURITY_REALISED = "security_realised"
    SECURITY_REFUSED = "security_refused"


LOSER: Final = reason("fees.borne.loser")
WINNER_VOLUNTEERS: Final = reason("fees.borne.winner_volunteers")
COURT_DIVIDES: Final = reason("fees.borne.court_divides")
COURT_DIVIDES_AMONG_LOSERS: Final = reason("fees.borne.court_divides_among_losers")
LOSERS_TOGETHER: Final = reason("fees.borne.losers_together")
CHANGED_WITH_JUDGMENT: Final = reason("fees.borne.changed_with_judgment")
PARTIES_AGREE: Final = reason("fees.borne.parties_agree")
WHO_WITHDREW: Final = reason("fees.borne.who_withdrew")
WHO_CUT: Final = reason("fees.borne.who_cut")
WHO_CAME_LATE: Final = reason("fees.borne.who_came_late")
RETRIAL_APPLICANT: Final = reason("fees.borne.retrial_applicant")
DEBTOR: Final = reason("fees.borne.debtor")
APPLICANT: Final = reason("fees.borne.applicant")
APPLICANT_MAY_CLAIM_IT: Final = reason("fees.borne.applicant_may_claim_it")
AS_LOSING: Final = reason("fees.borne.as_losing")
ESTATE: Final = reason("fees.borne.estate")
DEBTOR_AND_GUARANTOR: Final = reason("fees.borne.debtor_and_guarantor")


class _Rule(NamedTuple):
    code: str
    why: Reason
    cited: Citation


_RULES: Final[dict[CostEvent, _Rule]] = {
    CostEvent.LOST: _Rule("LOSER", LOSER, FEES["29(1)"]),
    CostEvent.WINNER_VOLUNTEERS: _Rule("WINNER", WINNER_VOLUNTEERS, FEES["29(1)"]),
    CostEvent.PARTLY_WON: _Rule("", COURT_DIVIDES, FEES["29(2)"]),
    CostEvent.SEVERAL_LOSERS: _Rule("", COURT_DIVIDES_AMONG_LOSERS, FEES["29(3)"]),
    CostEvent.JOINTLY_LIABLE_LOSERS: _Rule("LOSERS_TOGETHER", LOSERS_TOGETHER, INT["203"]),
    CostEvent.CHANGED_ON_APPEAL: _Rule("", CHANGED_WITH_JUDGMENT, FEES["30"]),
    CostEvent.MEDIATED: _Rule("AS_AGREED", PARTIES_AGREE, FEES["31"]),
    CostEvent.DIVORCE: _Rule("AS_AGREED", PARTIES_AGREE, FEES["33"]),
    CostEvent.WITHDRAWN: _Rule("WHO_WITHDREW", WHO_WITHDREW, FEES["34"]),
    CostEvent.CLAIM_CUT_LATE: _Rule("WHO_CUT", WHO_CUT, FEES["35"]),
    CostEvent.LATE_EVIDENCE: _Rule("WHO_CAME_LATE", WHO_CAME_LATE, FEES["40"]),
    CostEvent.RETRIAL: _Rule("APPLICANT", RETRIAL_APPLICANT, FEES["32"]),
    CostEvent.PAYMENT_ORDER_UNOPPOSED: _Rule("DEBTOR", DEBTOR, FEES["36"]),
    CostEvent.PAYMENT_ORDER_OPPOSED: _Rule("APPLICANT", APPLICANT_MAY_CLAIM_IT, FEES["36"]),
    CostEvent.PUBLIC_SUMMONS: _Rule("APPLICANT", APPLICANT, FEES["37"]),
    CostEvent.ENFORCEMENT: _Rule("DEBTOR", DEBTOR, FEES["38(1)"]),
    CostEvent.ENFORCEMENT_SETTLED: _Rule("AS_AGREED", PARTIES_AGREE, FEES["38(2)"]),
    CostEvent.PRESERVATION: _Rule("APPLICANT", APPLICANT_MAY_CLAIM_IT, FEES["38(3)"]),
    CostEvent.AWARD_OR_ARBITRATION_AGREEMENT: _Rule("", AS_LOSING, FEES["38(4)"]),
    CostEvent.BANKRUPTCY: _Rule("ESTATE", ESTATE, FEES["42"]),
    CostEvent.MARITIME_BEFORE_SUIT: _Rule("APPLICANT", APPLICANT_MAY_CLAIM_IT, FEES["39(1)"]),
    CostEvent.SECURITY_REALISED: _Rule("DEBTOR_AND_GUARANTOR", DEBTOR_AND_GUARANTOR, INT["204"]),
    CostEvent.SECURITY_REFUSED: _Rule("APPLICANT", APPLICANT, INT["204"]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BearingFacts:
    """The event that decides."""

    event: CostEvent


@provision(
    *dict.fromkeys(rule.cited for rule in _RULES.values()),
    name="fees.bearing",
    confidence=Confidence.KNOWN,
    source="fees.md 5.5 (verified); articles 30, 32, 34, 39, 40 from knowledge of the text",
)
def bearing(facts: BearingFacts) -> Finding:
    """Who bears the costs in the end?"""
    rule = _RULES[facts.event]
    if not rule.code:
        return for_the_court(rule.cited, rule.why)
    return yes(rule.cited, rule.why, code=rule.code)


class OtherCost(Enum):
    """A cost that is not a fee of the court."""

    TRANSLATION = "translation"
    LOCAL_LANGUAGE_INTERPRETING = "local_language_interpreting"
    APPRAISAL = "appraisal"
    PUBLIC_NOTICE = "public_notice"
    AUCTION_OR_CUSTODY = "auction_or_custody"
    WITNESS = "witness"


PAID_TO_PROVIDER: Final = reason("fees.other.paid_to_provider")
FREE_OF_CHARGE: Final = reason("fees.other.free_of_charge")
COLLECTED_AS_AGENT: Final = reason("fees.other.collected_as_agent")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCostFacts:
    """The kind of cost."""

    cost: OtherCost


@provision(FEES["6(3)"], FEES["11"], FEES["12"], name="fees.other_costs")
def other_costs(facts: OtherCostFacts) -> Finding:
    """Does the court collect this cost?"""
    if facts.cost is OtherCost.WITNESS:
        return yes((FEES["6(3)"], FEES["11"]), COLLECTED_AS_AGENT, code="COLLECTED_BY_COURT")
    if facts.cost is OtherCost.LOCAL_LANGUAGE_INTERPRETING:
        return no(FEES["12(2)"], FREE_OF_CHARGE, code="FREE")
    return no(FEES["12(1)"], PAID_TO_PROVIDER, code="PAID_TO_PROVIDER")


NO_SEPARATE_APPEAL: Final = reason("fees.complaint.no_separate_appeal")
REVIEW_BY_PRESIDENT: Final = reason("fees.complaint.review_by_president")
CORRECTION: Final = reason("fees.complaint.correction")
REVIEW: Final = Period(15)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFacts:
    """A complaint about the decision on costs alone, received by the court on a local date."""

    received_on: date
    only_arithmetic: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()


@provision(FEES["43"], name="fees.complaint")
def complaint(facts: ComplaintFacts) -> Finding:
    """How is a decision on costs reviewed, and by when?"""
    if facts.only_arithmetic:
        return yes(FEES["43(3)"], CORRECTION, code="CORRECTION")
    because = (NO_SEPARATE_APPEAL, REVIEW_BY_PRESIDENT)
    return deadline(FEES["43"], REVIEW, facts.received_on, *because, calendar=china_with(facts.calendar), code="REVIEW_BY_PRESIDENT")  # fmt: skip
