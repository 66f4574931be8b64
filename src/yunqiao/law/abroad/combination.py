"""Several attempts at service abroad: the first completed one fixes the one date of service."""

from typing import NamedTuple

from yunqiao.law.abroad.attempts import AttemptAbroad, AttemptsToServe, AttemptToServe
from yunqiao.law.abroad.codes import (
    NEEDS_EVIDENCE,
    NEEDS_REVIEW,
    NOT_SERVED,
    PENDING,
    SERVED,
    ServiceChannel,
)
from yunqiao.law.abroad.dates import FIRST_COUNTS, outcome
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import (
    Finding,
    Outcome,
    for_the_court,
    no,
    reason,
    unknown,
    with_grounds,
    yes,
)
from yunqiao.law.instruments import CPL, PROVISIONS_2006, PROVISIONS_2009

FIRST_COMPLETED = reason("abroad.combined.first_completed")
NOTICE_RAN_BESIDE = reason("abroad.combined.notice_ran_beside")
NOTHING_TRIED = reason("abroad.combined.nothing_tried")
NONE_WORKED = reason("abroad.combined.none_worked")
SOME_UNDECIDED = reason("abroad.combined.some_undecided")
SOME_FOR_THE_COURT = reason("abroad.combined.some_for_the_court")
TRY_ANOTHER = reason("abroad.next.another_channel")


class Tried(NamedTuple):
    """One attempt and what became of it."""

    attempt: AttemptAbroad
    finding: Finding


class Combined(NamedTuple):
    """Every attempt with its code, and the channel whose service counts."""

    by: ServiceChannel | None
    codes: tuple[str, ...]


@provision(
    PROVISIONS_2006["11"],
    PROVISIONS_2009["10"],
    CPL["283"],
    confidence=Confidence.KNOWN,
    source="corrections.md E9",
)
def combined_service(facts: AttemptsToServe) -> Finding:
    """On which one day was the addressee served, of all the attempts made?"""
    tried = [
        Tried(attempt, outcome(AttemptToServe(to=facts.to, attempt=attempt)))
        for attempt in facts.attempts
    ]
    served = [one for one in tried if one.finding.is_yes]
    if not served:
        return _not_served(tried)
    first = min(served, key=lambda one: (one.finding.dates, one.attempt.channel.value))
    value = _value(tried, first.attempt.channel)
    cited = (*FIRST_COUNTS, *first.finding.citations)
    because = (*first.finding.because, FIRST_COMPLETED)
    day = first.finding.date("date_of_service") or facts.to.on
    if first.attempt.channel is ServiceChannel.PUBLIC_NOTICE and _ran_beside(first, tried):
        return for_the_court(
            cited, *because, NOTICE_RAN_BESIDE, code=NEEDS_REVIEW, value=value, date_of_service=day
        )
    doubts = first.finding.doubts
    return yes(cited, *because, code=SERVED, value=value, doubts=doubts, date_of_service=day)


def _not_served(tried: list[Tried]) -> Finding:
    value = _value(tried, None)
    if not tried:
        return no(CPL["283"], NOTHING_TRIED, code=NOT_SERVED, value=value, try_next=(TRY_ANOTHER,))
    outcomes = {one.finding.outcome for one in tried}
    if Outcome.FOR_THE_COURT in outcomes:
        return for_the_court(FIRST_COUNTS, SOME_FOR_THE_COURT, code=NEEDS_REVIEW, value=value)
    if Outcome.UNKNOWN in outcomes:
        return _undecided(tried, value)
    return no(FIRST_COUNTS, NONE_WORKED, code=NOT_SERVED, value=value, try_next=(TRY_ANOTHER,))


def _undecided(tried: list[Tried], value: Combined) -> Finding:
    waiting = [
        (n, one.finding) for n, one in enumerate(tried) if one.finding.outcome is Outcome.UNKNOWN
    ]
    missing = tuple(
        name.replace("attempt.", f"attempts[{n}].", 1) if name.startswith("attempt.") else name
        for n, finding in waiting
        for name in finding.missing
    )
    days = [finding.date("decided_from") for _, finding in waiting]
    known = [day for day in days if day]
    code = PENDING if len(known) == len(days) else NEEDS_EVIDENCE
    found = unknown(
        FIRST_COUNTS,
        SOME_UNDECIDED,
        missing=tuple(dict.fromkeys(missing)),
        code=code,
        value=value,
    )
    if not known:
        return found
    first = min(known)
    return with_grounds(found._replace(dates=(("decided_from", first),)), (first,))


def _value(tried: list[Tried], by: ServiceChannel | None) -> Combined:
    return Combined(by, tuple(one.finding.code for one in tried))


def _ran_beside(notice: Tried, tried: list[Tried]) -> bool:
    """Whether another channel, begun before the notice, was still open when it was issued."""
    return any(
        one.attempt.channel is not ServiceChannel.PUBLIC_NOTICE
        and one.attempt.started_on <= notice.attempt.started_on
        and not _over_by(one, notice)
        for one in tried
    )


def _over_by(one: Tried, notice: Tried) -> bool:
    ended = one.attempt.returned_on or one.finding.date("failed_on")
    if ended is None:
        return one.finding.outcome is Outcome.NO
    return ended <= notice.attempt.started_on
