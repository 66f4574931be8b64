"""Finding assets: the debtor's report, and queries, freezing and deduction over the network."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import ASSETS, CPL, NETWORK_QUERY
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, Unit, last_day

REPORT_ASSETS = reason("enforcement.report_assets")
NO_MONEY_NO_REPORT = reason("enforcement.no_money_no_report")
REPORT_CHANGE = reason("enforcement.report_change")
REPORT_IN_ORDER = reason("enforcement.report_in_order")
REPORT_SANCTIONS = reason("enforcement.report_sanctions")
ONLY_PERSONS_OBLIGED = reason("enforcement.only_persons_obliged")
QUERY_ALLOWED = reason("enforcement.query_allowed")
PAPERS_WITHOUT_SEAL = reason("enforcement.papers_without_seal")
DEDUCTION_ALLOWED = reason("enforcement.deduction_allowed")
DEDUCTION_NOT_SET_UP = reason("enforcement.deduction_not_set_up")
KEEP_SECRET = reason("enforcement.keep_secret")
ON_SITE_INSTEAD = reason("enforcement.on_site_instead")
ANSWER_BANK = reason("enforcement.answer_bank")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOrder:
    """The order to report assets, sent with the notice of enforcement."""

    money_claim: bool
    notice_received_on: date | None = None


@provision(CPL["252"], ASSETS["3"], ASSETS["4"], ASSETS["5"], ASSETS["6"])
def must_report(order: ReportOrder) -> Finding:
    """Must the debtor report assets, and since what day?"""
    if not order.money_claim:
        return no(ASSETS["3"], NO_MONEY_NO_REPORT)
    if order.notice_received_on is None:
        return unknown(CPL["252"], missing="notice_received_on")
    since = last_day(Period(-1, Unit.YEAR), order.notice_received_on, roll=False)
    return yes((CPL["252"], ASSETS["3"], ASSETS["5"]), REPORT_ASSETS(since=since), first_day=since)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetChange:
    """A change of assets after the report."""

    changed_on: date


@provision(ASSETS["7"])
def report_change_by(change: AssetChange) -> Finding:
    """By when must the debtor report a change of assets?"""
    return deadline(ASSETS["7"], period_of("report_assets"), change.changed_on, REPORT_CHANGE)


class ReportFault(Enum):
    """What is wrong with the debtor's report."""

    NONE = "none"
    REFUSED = "refused"
    FALSE = "false"
    LATE = "late without good reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetReport:
    """The debtor's report, as the court finds it."""

    fault: ReportFault


@provision(CPL["252"], ASSETS["9"], ASSETS["10"])
def report_may_be_punished(report: AssetReport) -> Finding:
    """May the debtor be fined, detained or listed for the report?"""
    if report.fault is ReportFault.NONE:
        return no(ASSETS["9"], REPORT_IN_ORDER)
    return for_the_court((CPL["252"], ASSETS["9"], ASSETS["10"]), REPORT_SANCTIONS)


class NetworkAct(Enum):
    """What the court wants to do over the network."""

    QUERY = "query"
    FREEZE = "freeze"
    DEDUCT = "deduct"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasure:
    """A query, freeze or deduction over the network."""

    act: NetworkAct
    person_obliged_under_title: bool
    papers_with_electronic_seal: bool | None = None
    deduction_agreed_and_possible: bool | None = None


@provision(
    NETWORK_QUERY["1"],
    NETWORK_QUERY["4"],
    NETWORK_QUERY["7"],
    NETWORK_QUERY["9"],
    NETWORK_QUERY["10"],
    ASSETS["13"],
)
def may_act_over_network(measure: NetworkMeasure) -> Finding:
    """May the court query, freeze or deduct over the network?"""
    if not measure.person_obliged_under_title:
        return no(NETWORK_QUERY["7(3)"], ONLY_PERSONS_OBLIGED, code="OUT_OF_SCOPE")
    if measure.papers_with_electronic_seal is None:
        return unknown(NETWORK_QUERY["4(1)"], missing="papers_with_electronic_seal")
    if not measure.papers_with_electronic_seal:
        return no(NETWORK_QUERY["4(1)"], PAPERS_WITHOUT_SEAL, code="PAPERS")
    if measure.act is not NetworkAct.DEDUCT:
        cited = (NETWORK_QUERY["1"], NETWORK_QUERY["5"], NETWORK_QUERY["7(2)"], ASSETS["13"])
        return yes(cited, QUERY_ALLOWED, KEEP_SECRET, code="ALLOWED")
    if measure.deduction_agreed_and_possible is None:
        return unknown(NETWORK_QUERY["9"], missing="deduction_agreed_and_possible")
    if not measure.deduction_agreed_and_possible:
        return no(
            NETWORK_QUERY["9"], DEDUCTION_NOT_SET_UP, code="ON_SITE", try_next=(ON_SITE_INSTEAD,)
        )
    return yes(NETWORK_QUERY["9"], DEDUCTION_ALLOWED, code="ALLOWED")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankObjection:
    """A financial institution's written objection to a network measure."""

    received_on: date


@provision(NETWORK_QUERY["6"])
def answer_bank_by(objection: BankObjection) -> Finding:
    """By when must the court answer a financial institution's objection?"""
    return deadline(NETWORK_QUERY["6"], Period(15), objection.received_on, ANSWER_BANK)
