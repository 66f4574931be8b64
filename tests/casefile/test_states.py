from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.casefile.entries import CASE_REGISTERED, CLAIM_FILED
from yunqiao.court.casefile.states import STAGES, Stage
from yunqiao.court.foundation.states import WrongStateError

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "states.md"
FINAL = {Stage.INADMISSIBLE, Stage.WITHDRAWN}


def test_the_diagram_in_the_docs_is_the_table() -> None:
    """To write it anew: print(STAGES.diagram()) between the fences."""
    assert STAGES.diagram() in REFERENCE.read_text("utf-8")


def test_every_stage_is_reached_and_the_final_ones_are_not_left() -> None:
    reached = {STAGES.start} | {t.target for t in STAGES.transitions}
    assert reached == set(Stage)
    assert set(Stage) - {t.source for t in STAGES.transitions} == FINAL


@given(st.lists(st.sampled_from(sorted(STAGES.entries)), max_size=30))
def test_a_walk_at_random_registers_a_case_at_most_once_and_ends_in_a_stage(
    walk: list[str],
) -> None:
    stage, registered = STAGES.start, 0
    for entry in walk:
        if STAGES.allows(stage, entry):
            stage = STAGES.move(stage, entry)
            registered += entry == CASE_REGISTERED
        else:
            with pytest.raises(WrongStateError, match=entry):
                STAGES.move(stage, entry)
    assert stage in Stage
    after = {Stage.REGISTERED, Stage.WITHDRAWN} if registered else set(Stage) - {Stage.REGISTERED}
    assert stage in after
    assert registered <= 1


def test_an_entry_that_moves_nothing_is_not_in_the_table() -> None:
    assert CLAIM_FILED not in STAGES.entries
