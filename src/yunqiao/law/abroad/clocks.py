"""Clocks of service abroad: deemed service, channels that fail, time to answer and to appeal."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from yunqiao.law.abroad.attempts import AttemptToServe
from yunqiao.law.abroad.codes import ServiceChannel
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Cited, Finding, reason, unknown, yes
from yunqiao.law.instruments import (
    CPL,
    CPL_2021,
    INT,
    PROVISIONS_2006,
    PROVISIONS_2009,
    TAIWAN_2008,
    TAIWAN_2011,
)
from yunqiao.law.periods import Period, Unit, last_day

ANSWER_ABROAD = reason("abroad.clock.answer_abroad")
ANSWER_AT_HOME = reason("abroad.clock.answer_at_home")
APPEAL_ABROAD = reason("abroad.clock.appeal_abroad")
APPEAL_AT_HOME = reason("abroad.clock.appeal_at_home")
MAY_ASK_FOR_MORE = reason("abroad.next.ask_for_more_time")
FORWARD_OR_RETURN = reason("abroad.clock.forward_or_return")
FINAL_WHEN_ALL_RUN = reason("abroad.clock.final_when_all_run")
NOBODY_SERVED = reason("abroad.clock.nobody_served")

THREE_MONTHS: Final = Period(3, Unit.MONTH)
FOUR_MONTHS: Final = Period(4, Unit.MONTH)
SIX_MONTHS: Final = Period(6, Unit.MONTH)
SIXTY_DAYS: Final = Period(60)


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
        return Clock(TAIWAN_2008["5"], THREE_MONTHS)
    if region:
        return Clock(PROVISIONS_2009["7"], THREE_MONTHS)
    law = CPL["283(1)(8)"] if posted_on >= CPL.in_force_from else CPL_2021["274(6)"]
    return Clock((law, INT["534(3)"]), THREE_MONTHS)


def notice_clock(region: str | None, issued_on: date, *, sixty: bool = False) -> Clock:
    """Sixty days since 2024, three months before and in the regions unless the court sets sixty."""
    if region and sixty:
        return Clock((CPL["283(2)"], INT["549"]), SIXTY_DAYS)
    if region:
        return Clock(TAIWAN_2008["8"] if region == "TW" else PROVISIONS_2009["9"], THREE_MONTHS)
    if issued_on >= CPL.in_force_from:
        return Clock(CPL["283(2)"], SIXTY_DAYS)
    return Clock(CPL_2021["274(8)"], THREE_MONTHS)


def transmission_clock(region: str | None) -> Clock:
    """Six months from transmission abroad; three for Hong Kong and Macao, four for Taiwan."""
    if region == "TW":
        return Clock(TAIWAN_2011["12"], FOUR_MONTHS)
    if region:
        return Clock(PROVISIONS_2009["6"], THREE_MONTHS)
    return Clock(PROVISIONS_2006["7"], SIX_MONTHS)


def ends_on(clock: Clock, after: date, *, roll: bool = False) -> date:
    """The last day of a clock of deemed service; it rolls only where the court has set so."""
    return last_day(clock.period, after, roll=roll)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedAbroad:
    """A party on whom a complaint or judgment was served on a court-local date."""

    served_on: date
    domiciled_in_mainland: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentServed:
    """Every party's service of one first-instance judgment; None where not yet served."""

    abroad: tuple[date, ...] = ()
    at_home: tuple[date, ...] = ()
    all_served: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a claim that all were served where nobody was."""
        if self.all_served and not (self.abroad or self.at_home):
            raise ContradictionError(
                "all_served", "abroad", "no date of service is given for any party"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedRequest:
    """A request for service abroad that reached a higher court on a court-local date."""

    received_on: date


@provision(CPL["285"], CPL["128"])
def time_to_answer(facts: ServedAbroad) -> Finding:
    """Until when may a defendant abroad file an answer?"""
    if facts.domiciled_in_mainland:
        return deadline(CPL["128"], Period(15), facts.served_on, ANSWER_AT_HOME)
    return deadline(
        CPL["285"], Period(30), facts.served_on, ANSWER_ABROAD, try_next=(MAY_ASK_FOR_MORE,)
    )


@provision(CPL["286"], CPL["171"])
def time_to_appeal(facts: ServedAbroad) -> Finding:
    """Until when may a party abroad appeal a judgment?"""
    if facts.domiciled_in_mainland:
        return deadline(CPL["171"], Period(15), facts.served_on, APPEAL_AT_HOME)
    return deadline(
        CPL["286"], Period(30), facts.served_on, APPEAL_ABROAD, try_next=(MAY_ASK_FOR_MORE,)
    )


@provision(INT["536"], CPL["286"])
def judgment_final(facts: JudgmentServed) -> Finding:
    """When have all parties' times to appeal run, so that a judgment is final?"""
    if not facts.all_served:
        return unknown(INT["536"], NOBODY_SERVED, missing="all_served")
    appeals = [time_to_appeal(ServedAbroad(served_on=day)) for day in facts.abroad]
    appeals += [
        time_to_appeal(ServedAbroad(served_on=day, domiciled_in_mainland=True))
        for day in facts.at_home
    ]
    days = [found.date("last_day") for found in appeals]
    undecided = next((found for found in appeals if not found.is_yes), None)
    if undecided:
        return undecided
    latest = max(day for day in days if day)
    return yes(INT["536"], FINAL_WHEN_ALL_RUN, last_day=latest)


@provision(PROVISIONS_2006["14"], PROVISIONS_2009["13"], confidence=Confidence.KNOWN, source="E45")
def time_to_forward(facts: ForwardedRequest) -> Finding:
    """Until when must the higher court forward a request for service abroad, or return it?"""
    return deadline(
        PROVISIONS_2006["14"], Period(7, Unit.WORKING_DAY), facts.received_on, FORWARD_OR_RETURN
    )
