from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.proof.states import PROOFS, ProofState

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "states.md"


def test_the_diagram_in_the_docs_is_the_table() -> None:
    """To write it anew: print(PROOFS.diagram()) between the fences."""
    assert PROOFS.diagram() in REFERENCE.read_text("utf-8")


def test_every_state_is_reached_and_only_a_proved_identity_is_the_end() -> None:
    assert {PROOFS.start} | {t.target for t in PROOFS.transitions} == set(ProofState)
    left = {t.source for t in PROOFS.transitions}
    assert set(ProofState) - left == {ProofState.PROVED}


@given(st.lists(st.sampled_from(sorted(PROOFS.entries)), max_size=12))
def test_a_walk_at_random_never_leads_back_to_the_beginning(walk: list[str]) -> None:
    state = PROOFS.start
    for number, entry in enumerate(walk):
        if PROOFS.allows(state, entry):
            state = PROOFS.move(state, entry)
            assert state != PROOFS.start, number
        else:
            with pytest.raises(WrongStateError, match=entry):
                PROOFS.move(state, entry)
