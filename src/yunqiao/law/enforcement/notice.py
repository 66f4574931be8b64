"""The first steps of enforcement: notice, objection to jurisdiction, the creditor's leads."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, reason
from yunqiao.law.instruments import ASSETS, CPL, ENFORCEMENT, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period

NOTICE_WITHIN_TEN_DAYS = reason("enforcement.notice_within_ten_days")
MEASURES_AT_ONCE = reason("enforcement.measures_at_once")
OBJECT_WITHIN_TEN_DAYS = reason("enforcement.object_within_ten_days")
CHECK_LEADS = reason("enforcement.check_leads")
CHECK_LEADS_URGENTLY = reason("enforcement.check_leads_urgently")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementNotice:
    """When the application came in, and when measures were taken if they came first."""

    application_received_on: date
    measures_taken_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "application_received_on", "measures_taken_on")


@provision(CPL["251"], INT["480"], ENFORCEMENT["22"])
def notify_by(notice: EnforcementNotice) -> Finding:
    """By when must the notice of enforcement be sent to the debtor?"""
    if notice.measures_taken_on is not None:
        return deadline(
            (CPL["251"], ENFORCEMENT["22"]),
            period_of("notify_after_measure"),
            notice.measures_taken_on,
            MEASURES_AT_ONCE,
        )
    return deadline(
        (CPL["251"], INT["480"]),
        period_of("notify_debtor"),
        notice.application_received_on,
        NOTICE_WITHIN_TEN_DAYS,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReceived:
    """When the party received the notice of enforcement."""

    notice_received_on: date


@provision(ENFORCEMENT["3"])
def object_to_jurisdiction_by(received: NoticeReceived) -> Finding:
    """By when may a party object to the enforcing court's jurisdiction?"""
    return deadline(
        ENFORCEMENT["3"],
        period_of("object_to_enforcing_court"),
        received.notice_received_on,
        OBJECT_WITHIN_TEN_DAYS,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditorsLead:
    """A lead to assets, given by the creditor."""

    given_on: date
    urgent: bool = False


@provision(ASSETS["2"])
def check_lead_by(lead: CreditorsLead) -> Finding:
    """By when must the court check a creditor's lead?"""
    if lead.urgent:
        return deadline(ASSETS["2"], Period(3), lead.given_on, CHECK_LEADS_URGENTLY)
    return deadline(ASSETS["2"], Period(7), lead.given_on, CHECK_LEADS)
