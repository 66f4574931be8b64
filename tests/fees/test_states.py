"""The states of attempts, refunds and relief: the table in the docs, and walks at random (P2)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.fees.paying.states import (
    ATTEMPTS,
    MONEY_CAME,
    REFUNDS,
    AttemptState,
    RefundState,
)
from yunqiao.court.fees.states import RELIEF, ReliefState
from yunqiao.court.foundation.states import WrongStateError

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "states.md"


@pytest.mark.parametrize(
    "table", [ATTEMPTS, REFUNDS, RELIEF], ids=["attempts", "refunds", "relief"]
)
def test_the_diagrams_in_the_docs_are_the_tables(table: object) -> None:
    """To write them anew: print(ATTEMPTS.diagram()) between the fences."""
    assert table.diagram() in REFERENCE.read_text("utf-8")  # type: ignore[attr-defined]


def test_money_can_come_in_every_state_but_once_it_came() -> None:
    taking = {state for state in AttemptState if ATTEMPTS.allows(state, MONEY_CAME)}
    assert set(AttemptState) - taking == {AttemptState.PAID}


@given(st.lists(st.sampled_from(sorted(ATTEMPTS.entries)), max_size=12))
def test_a_paid_attempt_stays_paid_however_callbacks_walk(walk: list[str]) -> None:
    state, paid = ATTEMPTS.start, False
    for entry in walk:
        if ATTEMPTS.allows(state, entry):
            state = ATTEMPTS.move(state, entry)
        else:
            with pytest.raises(WrongStateError, match=entry):
                ATTEMPTS.move(state, entry)
        paid = paid or entry == MONEY_CAME
        assert (state == AttemptState.PAID) is paid


@given(st.lists(st.sampled_from(sorted(REFUNDS.entries)), max_size=12))
def test_nothing_goes_back_without_approval(walk: list[str]) -> None:
    state, approved = REFUNDS.start, False
    for entry in walk:
        if REFUNDS.allows(state, entry):
            state = REFUNDS.move(state, entry)
            approved = approved or state == RefundState.APPROVED
        assert approved or state in {RefundState.PROPOSED, RefundState.REJECTED, RefundState.VOID}


def test_what_was_decided_is_not_decided_again() -> None:
    assert set(ReliefState) - {t.source for t in RELIEF.transitions} == {
        ReliefState.GRANTED,
        ReliefState.REFUSED,
    }
