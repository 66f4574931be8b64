"""The table of a way back's states, walked and compared with the docs."""

from pathlib import Path

from yunqiao.court.identity.states import WAYS_BACK, WayBackState

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "states.md"


def test_the_diagram_in_the_docs_is_the_table() -> None:
    """To write it anew: print(WAYS_BACK.diagram()) between the fences."""
    assert WAYS_BACK.diagram() in REFERENCE.read_text("utf-8")


def test_every_state_is_reached_and_nothing_takes_effect_that_did_not_wait() -> None:
    assert {WAYS_BACK.start} | {t.target for t in WAYS_BACK.transitions} == set(WayBackState)
    before = {t.source for t in WAYS_BACK.transitions if t.target is WayBackState.DONE}
    assert before == {WayBackState.WAITING}
