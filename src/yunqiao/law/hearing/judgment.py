"""After the hearing: sending the judgment, appeals per party, finality, trial limits, retrial."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.calendar import AnnouncedYear, china_with
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import FactsError, require_order
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, Unit

SEND_WITHIN_TEN_DAYS = reason("hearing.send_within_ten_days")
SEND_AT_ONCE = reason("hearing.send_at_once")
APPEAL_WITHIN = reason("hearing.appeal_within")
MAY_ASK_FOR_MORE_TIME = reason("hearing.may_ask_for_more_time")
REGION_BY_REFERENCE = reason("hearing.region_by_reference")
ALL_PERIODS_RUN = reason("hearing.all_periods_run")
APPEALED = reason("hearing.appealed")
PERIODS_STILL_RUN = reason("hearing.periods_still_run")
EACH_HAS_ITS_OWN_PERIOD = reason("hearing.each_has_its_own_period")
ANSWER_APPEAL = reason("hearing.answer_appeal")
NO_LIMIT_FOREIGN = reason("hearing.no_limit_foreign")
TRIAL_LIMIT = reason("hearing.trial_limit")
TRIAL_PROLONGED = reason("hearing.trial_prolonged")
LENGTH_NOT_SET = reason("hearing.length_not_set")
SUMMARY_REACH_UNCERTAIN = reason("hearing.summary_reach_uncertain")
RETRIAL_FROM_EFFECT = reason("hearing.retrial_from_effect")
RETRIAL_FROM_KNOWLEDGE = reason("hearing.retrial_from_knowledge")
FIXED_PERIOD = reason("hearing.fixed_period")


class AppealDomicile(Enum):
    """Where a party is domiciled; nationality does not matter."""

    CHINA = "Chinese Mainland"
    HONG_KONG_MACAO_TAIWAN = "Hong Kong, Macao or Taiwan"
    ABROAD = "abroad"


class DecisionKind(Enum):
    """What the court has decided."""

    JUDGMENT = "judgment"
    RULING = "ruling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronouncement:
    """When and how the judgment was pronounced."""

    pronounced_on: date
    in_court_at_the_hearing: bool


@provision(CPL["151(2)"])
def send_judgment_by(pronouncement: Pronouncement) -> Finding:
    """By when must the written judgment be sent?"""
    if pronouncement.in_court_at_the_hearing:
        return deadline(
            CPL["151(2)"],
            period_of("send_judgment"),
            pronouncement.pronounced_on,
            SEND_WITHIN_TEN_DAYS,
            code="TEN_DAYS",
        )
    return yes(CPL["151(2)"], SEND_AT_ONCE, code="AT_ONCE", last_day=pronouncement.pronounced_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealClock:
    """A decision served on one party."""

    kind: DecisionKind
    domicile: AppealDomicile
    served_on: date
    calendar: tuple[AnnouncedYear, ...] = ()


_ROW_OF: Final[dict[AppealDomicile, str]] = {
    AppealDomicile.CHINA: "home",
    AppealDomicile.HONG_KONG_MACAO_TAIWAN: "region",
    AppealDomicile.ABROAD: "abroad",
}


@provision(CPL["171"], CPL["286"], INT["536"], INT["549"])
def appeal_by(clock: AppealClock) -> Finding:
    """By when may this party appeal?"""
    period = period_of(f"appeal_{clock.kind.value}_{_ROW_OF[clock.domicile]}")
    cited, because = _appeal_sources(clock.domicile)
    calendar = china_with(clock.calendar)
    return deadline(cited, period, clock.served_on, APPEAL_WITHIN(days=period.n), *because, calendar=calendar)  # fmt: skip


def _appeal_sources(domicile: AppealDomicile) -> tuple[tuple[Citation, ...], tuple[Reason, ...]]:
    match domicile:
        case AppealDomicile.CHINA:
            return (CPL["171"], INT["536"]), ()
        case AppealDomicile.HONG_KONG_MACAO_TAIWAN:
            return (CPL["286"], INT["549"]), (REGION_BY_REFERENCE, MAY_ASK_FOR_MORE_TIME)
        case _:
            return (CPL["286"], INT["536"]), (MAY_ASK_FOR_MORE_TIME,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyOfDecision:
    """A party, when the decision was served on it, and whether it appealed."""

    name: str
    domicile: AppealDomicile | None = None
    served_on: date | None = None
    appealed_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "served_on", "appealed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finality:
    """A first-instance decision that can be appealed, and its parties."""

    kind: DecisionKind
    on: date
    parties: tuple[PartyOfDecision, ...]
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        if not self.parties:
            raise FactsError("parties", "name the parties")
        require_order(self, "parties.served_on", "on")
        require_order(self, "parties.appealed_on", "on")


class AppealPeriod(NamedTuple):
    """One party's own last day to appeal."""

    name: str
    last_day: date


@provision(CPL["158"], CPL["171"], CPL["286"], INT["536"])
def becomes_final(decision: Finality) -> Finding:
    """Has the decision become final, and when?

    `final_on` is the day after the last party's period has run, `value` each party's own last day.
    """
    due = [_own_period(decision, n, party) for n, party in enumerate(decision.parties)]
    ends = [own.date("last_day") for own in due]
    of_each = list(zip(decision.parties, ends, strict=True))
    if appealed := [
        one.name for one, end in of_each if end and one.appealed_on and one.appealed_on <= end
    ]:
        return no(CPL["171"], APPEALED(name="、".join(appealed)), code="APPEALED")
    if undecided := [own for own in due if own.missing]:
        because = dict.fromkeys(ground for own in undecided for ground in own.because)
        missing = dict.fromkeys(name for own in undecided for name in own.missing)
        return unknown(INT["536"], EACH_HAS_ITS_OWN_PERIOD, *because, missing=tuple(missing))
    return _final(decision, tuple(AppealPeriod(one.name, end) for one, end in of_each if end))


def _own_period(decision: Finality, n: int, party: PartyOfDecision) -> Finding:
    if party.domicile is None or party.served_on is None:
        names = [name for name in ("served_on", "domicile") if getattr(party, name) is None]
        return unknown(INT["536"], missing=tuple(f"parties[{n}].{name}" for name in names))
    return appeal_by(
        AppealClock(
            kind=decision.kind,
            domicile=party.domicile,
            served_on=party.served_on,
            calendar=decision.calendar,
        )
    )


def _final(decision: Finality, each: tuple[AppealPeriod, ...]) -> Finding:
    end = max(one.last_day for one in each)
    final_on = end + timedelta(days=1)
    cited, value = (CPL["158"], INT["536"]), {"appeal_periods": each}
    if decision.on <= end:
        return no(cited, EACH_HAS_ITS_OWN_PERIOD, PERIODS_STILL_RUN, code="NOT_YET", value=value, last_day=end, final_on=final_on)  # fmt: skip
    return yes(
        cited,
        EACH_HAS_ITS_OWN_PERIOD,
        ALL_PERIODS_RUN,
        code="FINAL",
        value=value,
        last_day=end,
        final_on=final_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealReceived:
    """An appeal, received by the other side."""

    domicile: AppealDomicile
    received_on: date


@provision(CPL["174"], CPL["286"], INT["549"])
def answer_appeal_by(appeal: AppealReceived) -> Finding:
    """By when may the other side answer the appeal?"""
    period = period_of(f"answer_appeal_{_ROW_OF[appeal.domicile]}")
    if appeal.domicile is AppealDomicile.CHINA:
        return deadline(CPL["174"], period, appeal.received_on, ANSWER_APPEAL(days=period.n))
    region = appeal.domicile is AppealDomicile.HONG_KONG_MACAO_TAIWAN
    return deadline(
        (CPL["286"], INT["549"]) if region else CPL["286"],
        period,
        appeal.received_on,
        ANSWER_APPEAL(days=period.n),
        MAY_ASK_FOR_MORE_TIME,
    )


class TrialKind(Enum):
    """What is being tried."""

    FIRST_ORDINARY = "first instance, ordinary procedure"
    FIRST_SUMMARY = "first instance, summary procedure"
    SECOND_JUDGMENT = "second instance, against a judgment"
    SECOND_RULING = "second instance, against a ruling"
    RETRIAL_REVIEW = "review of an application for retrial"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialClock:
    """A trial and the day on which it was registered; for a retrial, when the application came."""

    kind: TrialKind
    registered_on: date
    foreign_related: bool
    prolonged: bool = False


_TRIALS: Final[dict[TrialKind, tuple[Citation, Period, Period | None]]] = {
    TrialKind.FIRST_ORDINARY: (CPL["152"], period_of("try_ordinary"), Period(12, Unit.MONTH)),
    TrialKind.FIRST_SUMMARY: (CPL["164"], period_of("try_summary"), Period(4, Unit.MONTH)),
    TrialKind.SECOND_JUDGMENT: (CPL["183"], period_of("try_appeal"), None),
    TrialKind.SECOND_RULING: (CPL["183"], period_of("try_appeal_ruling"), None),
    TrialKind.RETRIAL_REVIEW: (CPL["215"], period_of("review_retrial"), None),
}


@provision(CPL["152"], CPL["164"], CPL["183"], CPL["215"], CPL["287"], INT["258"], INT["537"])
def try_by(clock: TrialClock) -> Finding:
    """By when must the trial be finished?"""
    summary = clock.kind is TrialKind.FIRST_SUMMARY
    if clock.foreign_related and not summary:
        reviewed = clock.kind is TrialKind.RETRIAL_REVIEW
        return no(INT["537"] if reviewed else CPL["287"], NO_LIMIT_FOREIGN, code="NO_LIMIT")
    article, plain, longer = _TRIALS[clock.kind]
    doubts = (SUMMARY_REACH_UNCERTAIN,) if clock.foreign_related else ()
    period = longer if clock.prolonged else plain
    if period is None:
        return for_the_court(article, LENGTH_NOT_SET)
    return deadline(
        (article, INT["258"]) if summary else article,
        period,
        clock.registered_on,
        TRIAL_PROLONGED if clock.prolonged else TRIAL_LIMIT,
        doubts=doubts,
    )


class GroundForRetrial(Enum):
    """On what ground retrial is asked for (CPL 211)."""

    NEW_EVIDENCE = "new evidence (1)"
    FORGED_EVIDENCE = "forged main evidence (3)"
    TITLE_REVOKED = "the basis was revoked or changed (12)"
    CORRUPT_JUDGE = "a judge took bribes or bent the law (13)"
    OTHER = "another ground"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrialClock:
    """A decision in effect, and what the applicant learnt."""

    ground: GroundForRetrial
    in_effect_on: date
    knew_on: date | None = None


@provision(CPL["211"], CPL["216"], INT["127"])
def apply_for_retrial_by(clock: RetrialClock) -> Finding:
    """By when may retrial be asked for?"""
    cited, six_months = (CPL["216"], INT["127"]), period_of("ask_retrial")
    if clock.ground is GroundForRetrial.OTHER:
        return deadline(cited, six_months, clock.in_effect_on, RETRIAL_FROM_EFFECT, FIXED_PERIOD)
    if clock.knew_on is None:
        return unknown(cited, RETRIAL_FROM_KNOWLEDGE, missing="knew_on")
    start = max(clock.knew_on, clock.in_effect_on)
    return deadline(cited, six_months, start, RETRIAL_FROM_KNOWLEDGE, FIXED_PERIOD)
