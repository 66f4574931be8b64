"""Withdrawal: which member of the court's staff leaves a case to others."""

from dataclasses import dataclass

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, for_the_court, reason, yes
from yunqiao.law.instruments import CPL, INT

IS_PARTY = reason("hearing.withdrawal.is_party")
HAS_BEEN_AGENT = reason("hearing.withdrawal.has_been_agent")
OTHER_GROUNDS = reason("hearing.withdrawal.other_grounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtStaff:
    """A judge, judge's assistant or clerk, and what the file shows of them in this case."""

    is_party: bool = False
    has_been_agent: bool = False


@provision(CPL["47"], INT["43"], INT["49"], confidence=Confidence.KNOWN, source="ours")
def must_withdraw(staff: CourtStaff) -> Finding:
    """Must this member of the court's staff leave the case to others?"""
    if staff.is_party:
        return yes(CPL["47(1)"], IS_PARTY, code="WITHDRAWS")
    if staff.has_been_agent:
        return yes(INT["43(3)"], HAS_BEEN_AGENT, code="WITHDRAWS")
    return for_the_court(CPL["47"], OTHER_GROUNDS)
