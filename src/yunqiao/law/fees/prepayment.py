"""Who pays in advance and by when, several appellants, and what follows when nobody pays."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import ContradictionError, require_order
from yunqiao.law.fees.change_of_claim import UNPAID_TOP_UP
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, FEES, INT
from yunqiao.law.limits.table import period_of


class Payer(Enum):
    """Who is to pay."""

    PLAINTIFF = "plaintiff"
    INDEPENDENT_THIRD_PARTY = "independent_third_party"
    COUNTERCLAIMANT = "counterclaimant"
    APPELLANT = "appellant"
    RETRIAL_APPLICANT = "retrial_applicant"
    APPLICANT = "applicant"
    ENFORCEMENT_APPLICANT = "enforcement_applicant"
    BANKRUPTCY_APPLICANT = "bankruptcy_applicant"


class UnpaidPart(Enum):
    """Which part of the fee is unpaid, once everything before it was paid."""

    WHOLE_FEE = "whole_fee"
    TOP_UP = "top_up_after_summary_procedure"
    INCREASE = "supplement_for_a_raised_claim"


SEVEN_DAYS_FROM_NOTICE: Final = reason("fees.prepay.seven_days_from_notice")
NOTICE_NOT_KNOWN: Final = reason("fees.prepay.notice_not_known")
SEVEN_DAYS_FROM_COUNTERCLAIM: Final = reason("fees.prepay.seven_days_from_counterclaim")
FILING_NOT_KNOWN: Final = reason("fees.prepay.filing_not_known")
ON_FILING_THE_APPEAL: Final = reason("fees.prepay.on_filing_the_appeal")
SEVEN_DAYS_FROM_REMINDER: Final = reason("fees.prepay.seven_days_from_reminder")
WITH_THE_APPLICATION: Final = reason("fees.prepay.with_the_application")
RETRIAL_APPLICANT_PAYS: Final = reason("fees.prepay.retrial_applicant")
WAGES: Final = reason("fees.prepay.wages")
OPEN_GROUP: Final = reason("fees.prepay.open_group")
AFTERWARDS: Final = reason("fees.prepay.afterwards")
NOT_REMINDED: Final = reason("fees.unpaid.not_reminded")
RELIEF_PENDING: Final = reason("fees.unpaid.relief_pending")
PERIOD_RUNS: Final = reason("fees.unpaid.period_runs")
TREATED_AS_WITHDRAWN: Final = reason("fees.unpaid.treated_as_withdrawn")
APPEAL_TREATED_AS_WITHDRAWN: Final = reason("fees.unpaid.appeal_treated_as_withdrawn")
INCREASE_NOT_HEARD: Final = reason("fees.unpaid.increase_not_heard")
INCREASE_BY_READING: Final = reason("fees.unpaid.increase_by_reading")
APPLICATION_BY_OTHER_RULES: Final = reason("fees.unpaid.application")
REMIND_FIRST: Final = reason("fees.unpaid.remind_first")
ONE_FEE_TOGETHER: Final = reason("fees.appellants.one_fee")
EACH_BY_OWN_REQUEST: Final = reason("fees.appellants.each")
PAYMENT: Final = period_of("pay_fee")

_AFTERWARDS: Final = frozenset({Payer.ENFORCEMENT_APPLICANT, Payer.BANKRUPTCY_APPLICANT})
_CITED: Final[dict[UnpaidPart, tuple[Citation, ...]]] = {
    UnpaidPart.WHOLE_FEE: (FEES["22(4)"], INT["213"]),
    UnpaidPart.TOP_UP: (INT["199"],),
    UnpaidPart.INCREASE: (FEES["21(1)"], FEES["22(4)"], INT["213"]),
}
_BY_NOTICE: Final = frozenset({Payer.PLAINTIFF, Payer.INDEPENDENT_THIRD_PARTY})
_CLAIMANTS: Final = _BY_NOTICE | {Payer.COUNTERCLAIMANT}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepaymentFacts:
    """Who pays, and the court-local dates of filing and of receiving the notice to pay.

    For an appellant `notified_on` is the reminder that follows an unpaid appeal.
    """

    payer: Payer
    filed_on: date | None = None
    notified_on: date | None = None
    claims_wages: bool = False
    open_group: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        require_order(self, "filed_on", "notified_on")


@provision(FEES["20"], FEES["22"], FEES["23"], CPL["57"], INT["194"], name="fees.prepayment")
def prepayment(facts: PrepaymentFacts) -> Finding:
    """Must this person pay in advance, and by when?"""
    if facts.payer in _AFTERWARDS:
        return no(FEES["20"], AFTERWARDS, code="AFTERWARDS")
    if facts.payer in _BY_NOTICE:
        return _by_notice(facts)
    if facts.payer is Payer.RETRIAL_APPLICANT:
        return yes(FEES["23"], RETRIAL_APPLICANT_PAYS, code="PREPAY")
    if facts.filed_on is None:
        return unknown(FEES["22"], FILING_NOT_KNOWN, missing="filed_on", code="PREPAY")
    if facts.payer is Payer.COUNTERCLAIMANT:
        return _within_seven_days(facts, facts.filed_on, SEVEN_DAYS_FROM_COUNTERCLAIM, "22(1)")
    if facts.payer is Payer.APPLICANT:
        return yes(FEES["22(3)"], WITH_THE_APPLICATION, code="PREPAY", last_day=facts.filed_on)
    if facts.notified_on is None:
        return yes(FEES["22(2)"], ON_FILING_THE_APPEAL, code="PREPAY", last_day=facts.filed_on)
    return _within_seven_days(facts, facts.notified_on, SEVEN_DAYS_FROM_REMINDER, "22(2)")


def _by_notice(facts: PrepaymentFacts) -> Finding:
    if facts.claims_wages:
        return no(FEES["20"], WAGES, code="NOT_PREPAID")
    if facts.open_group:
        return no((CPL["57"], INT["194"]), OPEN_GROUP, code="NOT_PREPAID")
    if facts.notified_on is None:
        return unknown(FEES["22(1)"], NOTICE_NOT_KNOWN, missing="notified_on", code="PREPAY")
    return _within_seven_days(facts, facts.notified_on, SEVEN_DAYS_FROM_NOTICE, "22(1)")


def _within_seven_days(facts: PrepaymentFacts, after: date, why: Reason, article: str) -> Finding:
    return deadline(
        FEES[article], PAYMENT, after, why, calendar=china_with(facts.calendar), code="PREPAY"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpaidFacts:
    """A fee that was not paid."""

    payer: Payer
    part: UnpaidPart = UnpaidPart.WHOLE_FEE
    reminded: bool | None = None
    period_has_ended: bool | None = None
    relief_application_pending: bool | None = None

    def __post_init__(self) -> None:
        if self.part is not UnpaidPart.WHOLE_FEE and self.payer not in _CLAIMANTS:
            raise ContradictionError("part", "payer", "only a party with a claim owes this part")


@provision(FEES["21"], FEES["22(4)"], INT["199"], INT["213"], INT["318"], name="fees.unpaid")
def unpaid(facts: UnpaidFacts) -> Finding:
    """What follows for the suit, the appeal or the raised claim because the fee was not paid?"""
    cited = _CITED[facts.part]
    if facts.payer is Payer.APPELLANT:
        cited = (FEES["22(4)"], INT["318"])
    for name in ("reminded", "relief_application_pending", "period_has_ended"):
        if getattr(facts, name) is None:
            return unknown(cited, missing=name)
    if not facts.reminded:
        return no(cited, NOT_REMINDED, code="REMIND", try_next=(REMIND_FIRST,))
    if facts.relief_application_pending:
        return no(cited, RELIEF_PENDING, code="WAIT_FOR_RELIEF")
    if not facts.period_has_ended:
        return no(cited, PERIOD_RUNS, code="WAIT")
    return _consequence(facts, cited)


def _consequence(facts: UnpaidFacts, cited: tuple[Citation, ...]) -> Finding:
    if facts.part is UnpaidPart.TOP_UP:
        return yes(cited, UNPAID_TOP_UP, code="WITHDRAWN_HALF_BACK")
    if facts.part is UnpaidPart.INCREASE:
        doubts = (INCREASE_BY_READING,)
        return yes(cited, INCREASE_NOT_HEARD, code="INCREASE_NOT_HEARD", doubts=doubts)
    if facts.payer is Payer.APPELLANT:
        return yes(cited, APPEAL_TREATED_AS_WITHDRAWN, code="APPEAL_TREATED_AS_WITHDRAWN")
    if facts.payer in _CLAIMANTS:
        return yes(cited, TREATED_AS_WITHDRAWN, code="TREATED_AS_WITHDRAWN")
    return for_the_court(FEES["22(4)"], APPLICATION_BY_OTHER_RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppellantsFacts:
    """Several persons appeal."""

    on_the_same_side: bool
    appeal_together: bool


@provision(FEES["22(2)"], INT["202"], name="fees.several_appellants")
def several_appellants(facts: AppellantsFacts) -> Finding:
    """Does each of several appellants prepay a fee of their own?"""
    if facts.on_the_same_side and facts.appeal_together:
        return no(INT["202"], ONE_FEE_TOGETHER, code="ONE_FEE")
    return yes((FEES["22(2)"], INT["202"]), EACH_BY_OWN_REQUEST, code="EACH_BY_OWN_REQUEST")
