"""Clocks of service abroad: deemed service, channels that fail, requests on their way up."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from yunqiao.law.abroad.attempts import AttemptToServe
from yunqiao.law.abroad.codes import ServiceChannel
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.findings import Cited, Finding, reason
from yunqiao.law.instruments import (
    CPL,
    CPL_2021,
    INT,
    PROVISIONS_2006,
    PROVISIONS_2009,
    TAIWAN_2008,
    TAIWAN_2011,
)
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, last_day

FORWARD_OR_RETURN = reason("abroad.clock.forward_or_return")


class Clock(NamedTuple):
    """A period with its source."""

    cited: Cited
    period: Period


def clock_of(facts: AttemptToServe) -> Clock:
    """The clock that runs on an attempt by mail, by an official channel or by public notice."""
    region, attempt = facts.to.region, facts.attempt
    if attempt.channel is ServiceChannel.MAIL:
        return mail_clock(region, attempt.started_on)
    if attempt.channel is ServiceChannel.PUBLIC_NOTICE:
        return notice_clock(region, attempt.started_on, sixty=attempt.notice_sixty_days_for_regions)
    return transmission_clock(region)


def mail_clock(region: str | None, posted_on: date) -> Clock:
    """Three months from posting; a text of its own for Hong Kong, Macao and Taiwan (E13)."""
    if region == "TW":
        return Clock(TAIWAN_2008["5"], period_of("posted_taiwan"))
    if region:
        return Clock(PROVISIONS_2009["7"], period_of("posted_hong_kong_macao"))
    if posted_on >= CPL.in_force_from:
        return Clock((CPL["283(1)(8)"], INT["534(3)"]), period_of("posted_abroad"))
    earlier = period_of("posted_abroad_before_2024")
    return Clock((CPL_2021["274(6)"], INT["534(3)"]), earlier)


def notice_clock(region: str | None, issued_on: date, *, sixty: bool = False) -> Clock:
    """Sixty days since 2024, three months before and in the regions unless the court sets sixty."""
    if region and sixty:
        return Clock((CPL["283(2)"], INT["549"]), period_of("notice_regions_by_analogy"))
    if region == "TW":
        return Clock(TAIWAN_2008["8"], period_of("notice_taiwan"))
    if region:
        return Clock(PROVISIONS_2009["9"], period_of("notice_hong_kong_macao"))
    if issued_on >= CPL.in_force_from:
        return Clock(CPL["283(2)"], period_of("notice_abroad"))
    return Clock(CPL_2021["274(8)"], period_of("notice_abroad_before_2024"))


def transmission_clock(region: str | None) -> Clock:
    """Six months from transmission abroad; three for Hong Kong and Macao, four for Taiwan."""
    if region == "TW":
        return Clock(TAIWAN_2011["12"], period_of("forwarded_taiwan"))
    if region:
        return Clock(PROVISIONS_2009["6"], period_of("forwarded_hong_kong_macao"))
    return Clock(PROVISIONS_2006["7"], period_of("forwarded_abroad"))


def ends_on(clock: Clock, after: date, *, roll: bool = False) -> date:
    """The last day of a clock of deemed service; it rolls only where the court has set so."""
    return last_day(clock.period, after, roll=roll)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedRequest:
    """A request for service abroad that reached a higher court on a court-local date."""

    received_on: date


@provision(PROVISIONS_2006["14"], PROVISIONS_2009["13"], confidence=Confidence.KNOWN, source="E45")
def time_to_forward(facts: ForwardedRequest) -> Finding:
    """Until when must the higher court forward a request for service abroad, or return it?"""
    return deadline(
        PROVISIONS_2006["14"], period_of("pass_up"), facts.received_on, FORWARD_OR_RETURN
    )
