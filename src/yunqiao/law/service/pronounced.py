"""Judgments pronounced at the hearing or on a set day, and how they are served (Articles 33 to 35)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, require_not_denied, require_order
from yunqiao.law.findings import Finding, Reason, reason
from yunqiao.law.instruments import AERSHAN, CPL, EM, INT, SP
from yunqiao.law.service.terms import (
    CourtRules,
    DocumentKind,
    ServedMatter,
    TrialProcedure,
    court_decides,
    needs,
    not_allowed,
    not_served,
    pending,
    served,
)

NOT_PRONOUNCED = reason("service.pronounced.only_judgments")
TIME_UNSET = reason("service.pronounced.collection_time_unset")
NOT_TOLD = reason("service.pronounced.not_told")
TOLD_UNCLEAR = reason("service.pronounced.told_unclear")
TOLD_UNRECORDED = reason("service.pronounced.told_unrecorded")
TOLD_LATE = reason("service.pronounced.told_late")
COLLECTED = reason("service.pronounced.collected")
MAY_COLLECT = reason("service.pronounced.may_still_collect")
NOT_COLLECTED = reason("service.pronounced.not_collected")
BY_ANALOGY = reason("service.pronounced.by_analogy")
DAY_NOT_TOLD = reason("service.pronounced.day_not_told")
DAY_AHEAD = reason("service.pronounced.day_ahead")
TOOK_JUDGMENT = reason("service.pronounced.took_judgment")
REFUSED = reason("service.pronounced.refused_to_sign")
REFUSAL_UNRECORDED = reason("service.pronounced.refusal_unrecorded")
PRESENCE_UNCLEAR = reason("service.pronounced.presence_unclear")
GOOD_REASON = reason("service.pronounced.good_reason")
STAYED_AWAY = reason("service.pronounced.stayed_away")
STAYED_AWAY_ORDINARY = reason("service.pronounced.stayed_away_ordinary")
RECEIVED_BY_POST = reason("service.pronounced.received_by_post")
RETURNED = reason("service.pronounced.returned")
RETURNED_ORDINARY = reason("service.pronounced.returned_ordinary")
AWAIT_POST = reason("service.pronounced.await_post")
SEND_OTHERWISE = reason("service.next.send_judgment_otherwise")
TELL_AGAIN = reason("service.next.tell_collection")

TELL_WITHIN_DAYS: Final = 10
"""The court tells time and place of collection within ten days of pronouncing (A33; CPL 151)."""

PRONOUNCED: Final = frozenset({DocumentKind.JUDGMENT, DocumentKind.RULING})


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPost:
    """The addressee asked for the judgment by post; the days of receipt or of return, if any."""

    asked_on: date
    received_on: date | None = None
    returned_on: date | None = None

    def __post_init__(self) -> None:
        if self.received_on and self.returned_on:
            raise ContradictionError("received_on", "returned_on", "one item has one end")
        require_order(self, "asked_on", "received_on")
        require_order(self, "asked_on", "returned_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHearing:
    """A judgment pronounced at the hearing, asked about on the court-local date `on`.

    `told_on`: the day the court told time and place of collection and the consequence; `told` None
    where that is not known. `last_collection_day` ends the time set.
    """

    matter: ServedMatter
    pronounced_on: date
    on: date
    told: bool | None = None
    told_on: date | None = None
    told_recorded: bool = False
    last_collection_day: date | None = None
    collected_on: date | None = None
    by_post: ByPost | None = None

    def __post_init__(self) -> None:
        require_not_denied(self, "told", "told_on", "told_recorded")
        require_order(self, "pronounced_on", "told_on", "on")
        require_order(self, "pronounced_on", "collected_on", "on")
        require_order(self, "pronounced_on", "told_on", "last_collection_day")
        _refuse_early_post(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSetDay:
    """A judgment pronounced on a day set when the hearing closed, asked about on `on`.

    `told_of_day`: the addressee was told the day. `took_judgment`: it signed for the judgment.
    `refusal_recorded`: the pronouncement record notes the refusal. `good_reason_told_before`: the
    addressee said before the day, with good reason, that it could not come (SP 31(2)).
    """

    matter: ServedMatter
    pronounced_on: date
    on: date
    told_of_day: bool | None = None
    present: bool | None = None
    took_judgment: bool = False
    refusal_recorded: bool = False
    good_reason_told_before: bool = False
    by_post: ByPost | None = None

    def __post_init__(self) -> None:
        require_not_denied(self, "present", "took_judgment", "refusal_recorded")
        _refuse_early_post(self)


def _refuse_early_post(pronounced: AtHearing | OnSetDay) -> None:
    for end in ("received_on", "returned_on"):
        require_order(pronounced, "pronounced_on", f"by_post.{end}")


@provision(
    SP["28"],
    SP["29"],
    INT["253"],
    CPL["151"],
    AERSHAN["33"],
    AERSHAN["35"],
    source="S41; conflict j",
)
def pronounced_at_hearing(facts: AtHearing) -> Finding:
    """Is a judgment pronounced at the hearing served by being collected, or not collected, in time?"""
    cited = (AERSHAN["33"], INT["253"], SP["28"])
    if facts.matter.document not in PRONOUNCED:
        return not_allowed(cited, NOT_PRONOUNCED)
    if facts.by_post:
        return _by_post(facts.matter, facts.by_post)
    if facts.collected_on:
        return _collected(facts, facts.collected_on)
    if facts.told is None:
        return needs(cited, TOLD_UNCLEAR, missing="told")
    if not facts.told:
        return not_served(cited, NOT_TOLD, try_next=(TELL_AGAIN, SEND_OTHERWISE))
    if facts.last_collection_day is None:
        return needs(cited, TIME_UNSET, missing="last_collection_day")
    if not facts.told_recorded:
        return needs(cited, TOLD_UNRECORDED, missing="told_recorded")
    if facts.on <= facts.last_collection_day:
        return pending(cited, MAY_COLLECT, not_before=facts.last_collection_day + timedelta(days=1))
    return served(cited, NOT_COLLECTED, on=facts.last_collection_day, doubts=_doubts(facts))


def _collected(facts: AtHearing, day: date) -> Finding:
    """A judgment fetched after the set time was served when that time ended, if it was told."""
    cited, end = (AERSHAN["33"], INT["253"], SP["28"]), facts.last_collection_day
    if end and facts.told and facts.told_recorded and end < day:
        return served(cited, NOT_COLLECTED, COLLECTED, on=end, doubts=_doubts(facts))
    return served(cited, COLLECTED, on=day)


def _doubts(facts: AtHearing) -> tuple[Reason, ...]:
    late = (
        facts.told_on is not None and (facts.told_on - facts.pronounced_on).days > TELL_WITHIN_DAYS
    )
    analogy = () if facts.matter.procedure is TrialProcedure.SUMMARY else (BY_ANALOGY,)
    return (*analogy, TOLD_LATE) if late else analogy


@provision(
    SP["29"],
    SP["31"],
    INT["141"],
    AERSHAN["34"],
    AERSHAN["35"],
    source="S43; correction E20; conflict j",
)
def pronounced_on_set_day(facts: OnSetDay) -> Finding:
    """Is a judgment pronounced on a set day served on that day?"""
    cited = (AERSHAN["34"], INT["141"])
    if facts.matter.document not in PRONOUNCED:
        return not_allowed(cited, NOT_PRONOUNCED)
    if facts.by_post:
        return _by_post(facts.matter, facts.by_post)
    if facts.present and facts.on >= facts.pronounced_on:
        return _present(facts)
    if facts.told_of_day is None:
        return needs(cited, TOLD_UNCLEAR, missing="told_of_day")
    if not facts.told_of_day:
        return not_served(cited, DAY_NOT_TOLD, try_next=(SEND_OTHERWISE,))
    if facts.on < facts.pronounced_on:
        return pending(cited, DAY_AHEAD, not_before=facts.pronounced_on)
    if facts.present is None:
        return needs(cited, PRESENCE_UNCLEAR, missing="present")
    return _away(facts)


def _present(facts: OnSetDay) -> Finding:
    cited = (INT["141"], AERSHAN["34"])
    if facts.took_judgment:
        return served(cited, TOOK_JUDGMENT, on=facts.pronounced_on)
    if not facts.refusal_recorded:
        return needs(cited, REFUSAL_UNRECORDED, missing="refusal_recorded")
    return served(cited, REFUSED, on=facts.pronounced_on)


def _away(facts: OnSetDay) -> Finding:
    if facts.good_reason_told_before:
        return not_served(SP["31(2)"], GOOD_REASON, try_next=(SEND_OTHERWISE,))
    if facts.matter.procedure is TrialProcedure.SUMMARY:
        return served((SP["31(1)"], AERSHAN["34"]), STAYED_AWAY, on=facts.pronounced_on)
    if facts.matter.court_rules is CourtRules.AERSHAN:
        return court_decides(AERSHAN["34"], STAYED_AWAY_ORDINARY, try_next=(SEND_OTHERWISE,))
    return not_served((SP["31(1)"], INT["141"]), STAYED_AWAY_ORDINARY, try_next=(SEND_OTHERWISE,))


def _by_post(matter: ServedMatter, by_post: ByPost) -> Finding:
    """Article 35: the day of receipt; in summary procedure also the day of return (SP 29)."""
    if by_post.received_on:
        return served((AERSHAN["35"], CPL["91"]), RECEIVED_BY_POST, on=by_post.received_on)
    if by_post.returned_on is None:
        return pending((AERSHAN["35"], CPL["91"]), AWAIT_POST, missing="by_post.received_on")
    if matter.procedure is TrialProcedure.SUMMARY:
        return served((SP["29"], AERSHAN["35"]), RETURNED, on=by_post.returned_on)
    return court_decides((AERSHAN["35"], EM["11"]), RETURNED_ORDINARY, try_next=(SEND_OTHERWISE,))
