"""The plan of service for an addressee: every channel, its finding, time, papers, clock, and order."""

from functools import cache
from typing import Final, NamedTuple

from yunqiao.law.abroad.addressee import AddresseeAbroad, AddresseeNature
from yunqiao.law.abroad.clocks import Clock, mail_clock, notice_clock, transmission_clock
from yunqiao.law.abroad.codes import IN_CHINA, NEEDS_FACTS, NEEDS_REVIEW, OPEN, ServiceChannel
from yunqiao.law.abroad.menu import menu_for
from yunqiao.law.abroad.papers import Papers, papers_for
from yunqiao.law.abroad.state_plan import step_for_state
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, Outcome, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT, PROVISIONS_2006, TREATY_REQUESTS
from yunqiao.law.rows import rows

QUICKEST_FIRST = reason("abroad.plan.quickest_first")
SEVERAL_AT_ONCE = reason("abroad.plan.several_at_once")
REGION_LIST_FIRST = reason("abroad.plan.region_list_first")
ONLY_FOR_THE_COURT = reason("abroad.plan.only_for_the_court")
FACTS_WANTED = reason("abroad.plan.facts_wanted")
NOTHING_OPEN = reason("abroad.plan.nothing_open")
EXCLUDES_ALL_OTHERS = reason("abroad.plan.excludes_all_others")
EXCLUDES_DIPLOMATIC = reason("abroad.plan.excludes_diplomatic")
ESTABLISH_EXHAUSTION = reason("abroad.next.establish_exhaustion")


class Expected(NamedTuple):
    """How long a channel is expected to take, in months, and how sure that is."""

    months: int
    source: str
    confidence: str


class Step(NamedTuple):
    """One channel of the plan; `order` starts at 1, `together` marks that it may run with others.

    A channel that is shut has no papers and no clock.
    """

    order: int
    channel: ServiceChannel
    finding: Finding
    together: bool
    expected: Expected | None
    papers: Papers | None
    clock: Clock | None
    excludes: tuple[Reason, ...]


class Plan(NamedTuple):
    """Channels by what can be said of them, and the steps in order."""

    open: tuple[ServiceChannel, ...]
    for_the_court: tuple[ServiceChannel, ...]
    wanting_facts: tuple[ServiceChannel, ...]
    shut: tuple[ServiceChannel, ...]
    steps: tuple[Step, ...]


@provision(
    CPL["283"],
    INT["549"],
    PROVISIONS_2006["11"],
    TREATY_REQUESTS["5"],
    confidence=Confidence.KNOWN,
    source="cross_border_service.md 2.1; corrections.md E7, E9",
)
def plan(facts: AddresseeAbroad) -> Finding:
    """By which channels can this addressee be served, in which order, how fast and with which papers?"""
    made = _plan(facts)
    missing = tuple(dict.fromkeys(name for step in made.steps for name in step.finding.missing))
    order = REGION_LIST_FIRST if facts.region else QUICKEST_FIRST
    if made.open:
        return yes(
            (CPL["283"], PROVISIONS_2006["11"]), order, SEVERAL_AT_ONCE, code=OPEN, value=made
        )
    if made.for_the_court:
        return for_the_court(CPL["283"], ONLY_FOR_THE_COURT, code=NEEDS_REVIEW, value=made)
    if missing:
        return unknown(CPL["283"], FACTS_WANTED, missing=missing, code=NEEDS_FACTS, value=made)
    return no(
        CPL["283"], NOTHING_OPEN, code="NOTHING_OPEN", value=made, try_next=(ESTABLISH_EXHAUSTION,)
    )


def _plan(facts: AddresseeAbroad) -> Plan:
    found = [(channel, decide(facts)) for channel, decide in menu_for(facts).items()]
    if facts.nature is AddresseeNature.STATE:
        found = [step_for_state(facts)]
    by_outcome = {
        wanted: tuple(channel for channel, finding in found if finding.outcome is wanted)
        for wanted in Outcome
    }
    return Plan(
        open=by_outcome[Outcome.YES],
        for_the_court=by_outcome[Outcome.FOR_THE_COURT],
        wanting_facts=by_outcome[Outcome.UNKNOWN],
        shut=by_outcome[Outcome.NO],
        steps=tuple(
            _step(n, channel, finding, facts) for n, (channel, finding) in enumerate(found, start=1)
        ),
    )


def _step(order: int, channel: ServiceChannel, finding: Finding, facts: AddresseeAbroad) -> Step:
    may_be_used = finding.outcome is not Outcome.NO
    return Step(
        order=order,
        channel=channel,
        finding=finding,
        together=channel not in _ALONE,
        expected=_expected().get((channel.value, facts.region or "")),
        papers=papers_for(channel, facts) if may_be_used else None,
        clock=_clock(channel, facts) if may_be_used else None,
        excludes=_EXCLUDES.get(channel, ()),
    )


_ALONE: Final = frozenset({ServiceChannel.PUBLIC_NOTICE, ServiceChannel.DIPLOMATIC_NOTE})
_EXCLUDES: Final[dict[ServiceChannel, tuple[Reason, ...]]] = {
    ServiceChannel.PUBLIC_NOTICE: (EXCLUDES_ALL_OTHERS,),
    ServiceChannel.TREATY: (EXCLUDES_DIPLOMATIC,),
}


def _clock(channel: ServiceChannel, facts: AddresseeAbroad) -> Clock | None:
    if channel in IN_CHINA:
        return None
    if channel is ServiceChannel.MAIL:
        return mail_clock(facts.region, facts.on)
    if channel is ServiceChannel.PUBLIC_NOTICE:
        return notice_clock(facts.region, facts.on)
    if channel in (ServiceChannel.TREATY, ServiceChannel.DIPLOMATIC, ServiceChannel.ARRANGEMENT):
        return transmission_clock(facts.region)
    return None


@cache
def _expected() -> dict[tuple[str, str], Expected]:
    table: dict[tuple[str, str], Expected] = {}
    for row in rows("service_durations.csv"):
        found = Expected(int(row["months"]), row["source"], row["confidence"])
        regions = (row["region"],) if row["region"] else ("", "HK", "MO", "TW")
        for region in regions:
            table[row["channel"], region] = found
    return table
