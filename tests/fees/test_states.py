from pathlib import Path

from yunqiao.court.fees.states import RELIEF, ReliefState

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "states.md"


def test_the_diagram_of_relief_in_the_docs_is_the_table() -> None:
    """To write it anew: print(RELIEF.diagram()) between the fences."""
    assert RELIEF.diagram() in REFERENCE.read_text("utf-8")


def test_what_was_decided_is_not_decided_again() -> None:
    assert set(ReliefState) - {t.source for t in RELIEF.transitions} == {
        ReliefState.GRANTED,
        ReliefState.REFUSED,
    }
