"""Hearing and judgment: what holds for all facts, beyond the worked cases."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.findings import Outcome
from yunqiao.law.hearing.consent import OnlineStep, PartysConsent, StepOnline, may_go_online
from yunqiao.law.hearing.judgment import (
    AppealClock,
    AppealDomicile,
    DecisionKind,
    Finality,
    PartyOfDecision,
    appeal_by,
    becomes_final,
)
from yunqiao.law.hearing.notice import HearingDay, notify_by
from yunqiao.law.hearing.online import AgainstOnline, OnlineHearing, may_be_online

DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 1))
STEPS = st.sampled_from(OnlineStep)
KINDS = st.sampled_from(DecisionKind)
DOMICILES = st.sampled_from(AppealDomicile)


@given(step=STEPS, agreed=st.frozensets(STEPS), silent=st.booleans())
def test_consent_to_other_steps_never_implies_consent_to_this_one(
    *, step: OnlineStep, agreed: frozenset[OnlineStep], silent: bool
) -> None:
    party = PartysConsent(name="party", agreed_to=agreed - {step}, asked_and_silent=silent)
    found = may_go_online(StepOnline(step=step, parties=(party,)))
    assert found.outcome is (Outcome.NO if silent else Outcome.UNKNOWN)


@given(STEPS, st.lists(st.frozensets(STEPS), min_size=1, max_size=4))
def test_every_party_is_online_offline_or_asked_and_none_twice(
    step: OnlineStep, agreed: list[frozenset[OnlineStep]]
) -> None:
    parties = tuple(PartysConsent(name=str(n), agreed_to=steps) for n, steps in enumerate(agreed))
    found = may_go_online(StepOnline(step=step, parties=parties))
    named = found.value["online"] + found.value["offline"]
    assert len(set(named)) == len(named)
    assert len(named) + len(found.missing) == len(parties)


@given(KINDS, DOMICILES, DAYS, DAYS)
def test_later_service_never_gives_an_earlier_end_of_the_appeal_period(
    kind: DecisionKind, domicile: AppealDomicile, one: date, other: date
) -> None:
    ends = [
        appeal_by(AppealClock(kind=kind, domicile=domicile, served_on=day)).date("last_day")
        for day in sorted((one, other))
    ]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0] <= ends[1]


@given(KINDS, st.lists(st.tuples(DOMICILES, DAYS), min_size=1, max_size=4), DOMICILES, DAYS)
def test_another_party_never_makes_a_decision_final_earlier(
    kind: DecisionKind,
    served: list[tuple[AppealDomicile, date]],
    domicile: AppealDomicile,
    day: date,
) -> None:
    parties = [
        PartyOfDecision(name=str(n), domicile=where, served_on=when)
        for n, (where, when) in enumerate([*served, (domicile, day)])
    ]
    final = [
        becomes_final(Finality(kind=kind, on=date(2026, 12, 31), parties=tuple(some)))
        for some in (parties[:-1], parties)
    ]
    assert (final[0].date("final_on") or date.max) <= (final[1].date("final_on") or date.min)


@given(DAYS, st.integers(0, 20))
def test_notice_leaves_at_least_three_days_and_the_travel(hearing_on: date, travel: int) -> None:
    hearing_on += timedelta(days=40)
    last_day = notify_by(HearingDay(hearing_on=hearing_on, travel_days=travel)).date("last_day")
    assert last_day is not None
    assert last_day + timedelta(days=3 + travel) <= hearing_on


@given(st.frozensets(st.sampled_from(AgainstOnline)), st.sampled_from(AgainstOnline))
def test_one_more_reason_against_never_opens_an_online_hearing(
    against: frozenset[AgainstOnline], more: AgainstOnline
) -> None:
    before = may_be_online(OnlineHearing(against=against))
    after = may_be_online(OnlineHearing(against=against | {more}))
    assert not after.is_yes
    assert not (before.outcome is Outcome.NO and after.outcome is not Outcome.NO)
