"""What must hold of the register, and of what is said to apply, whatever the facts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.cooperation.applicable import Between, what_applies
from yunqiao.law.cooperation.blocking import ForeignRequest, RequestedAct, may_be_answered
from yunqiao.law.cooperation.judgments import ForeignJudgment
from yunqiao.law.cooperation.totals import totals
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Outcome
from yunqiao.law.registers import hague_parties, treaties
from yunqiao.law.registers.treaties import CooperationSubject, TreatyKind
from yunqiao.law.states import places

STATES = st.sampled_from(sorted(set(places()) - {"CN"}))
SUBJECTS = st.sampled_from(CooperationSubject)
DAYS = st.dates(date(1985, 1, 1), date(2030, 12, 31))


@given(STATES, SUBJECTS, DAYS)
def test_nothing_applies_that_is_not_yet_in_force(
    other: str, subject: CooperationSubject, on: date
) -> None:
    found = what_applies(Between(other=other, subject=subject, on=on))
    assert all(one.since <= on for one in found.value["applies"])
    assert found.is_yes is bool(found.value["applies"])


@given(STATES, SUBJECTS, DAYS)
def test_a_state_the_register_does_not_hold_is_never_said_to_be_bound(
    other: str, subject: CooperationSubject, on: date
) -> None:
    held = {treaty.state for treaty in treaties.treaties()} | set(hague_parties.parties())
    found = what_applies(Between(other=other, subject=subject, on=on))
    if other not in held | {"HK", "MO", "TW"}:
        assert not found.is_yes


@given(STATES, SUBJECTS, DAYS)
def test_after_the_register_ends_silence_is_unknown(
    other: str, subject: CooperationSubject, on: date
) -> None:
    found = what_applies(Between(other=other, subject=subject, on=on))
    if subject in treaties.CURRENT_TO and on > treaties.CURRENT_TO[subject]:
        assert found.outcome in (Outcome.YES, Outcome.UNKNOWN)


def test_a_judgment_of_hong_kong_is_sent_to_the_question_that_names_its_arrangement() -> None:
    with pytest.raises(FactsError, match=r"regional\.text_for_hong_kong"):
        ForeignJudgment(on=date(2025, 3, 3), state="HK")


@given(DAYS, DAYS)
def test_totals_only_grow(one: date, other: date) -> None:
    early, late = (totals(day) for day in sorted((one, other)))
    assert early.treaties <= late.treaties
    assert early.states <= late.states
    assert early.treaties == sum(early.by_kind.values())
    assert set(early.by_kind) == {kind.value for kind in TreatyKind}


@given(wanted=st.sampled_from(RequestedAct), leave=st.none() | st.booleans(), on=DAYS)
def test_without_leave_or_a_treaty_nothing_leaves_china(
    *, wanted: RequestedAct, leave: bool | None, on: date
) -> None:
    found = may_be_answered(ForeignRequest(on=on, wanted=wanted, leave_of_authority=leave))
    assert found.is_yes is bool(leave)


def test_every_place_of_the_register_has_a_name() -> None:
    assert {treaty.state for treaty in treaties.treaties()} <= set(places())
    assert set(hague_parties.parties()) <= set(places())
