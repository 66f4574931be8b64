"""The main job on real input: one whole filing over HTTP, as `./yunqiao story` plays it."""

from pathlib import Path

import pytest

from running import refusal
from yunqiao.config.story.exhibits import samples
from yunqiao.config.story.letters import examine

pytestmark = pytest.mark.faults
STEPS = [
    "signs in by e-mail code",
    "gives a photo of the passport and a recorded statement",
    "finds the identity proved",
    "The line breaks while",
    "A photo from the phone arrives",
    "All 6 exhibits are examined",
    "the receipt YQ",
    "asks for one correction",
    "corrects just what was named",
    "registers the case under number",
    "The fee notice comes with every step of the sum",
    "declined, and nothing is taken",
    "by WeChat Pay instead and has a sealed receipt",
    "The claim is reduced",
    "go back by WeChat Pay",
    "agree with WeChat Pay's statement",
    "Letter of the court",
    "finds nothing wrong",
    "Everything held",
]


def test_the_whole_story_holds_and_reads_in_order(tmp_path: Path) -> None:
    """Mission F1 to F6, A1 to A3, P1 and P2 in one."""
    code, said = refusal(tmp_path, "story", "--lang", "en")
    assert code == 0, said
    places = [said.index(step) for step in STEPS]
    assert places == sorted(places)
    assert said.count("its seal is whole and valid") == 6
    assert said.count("time-stamped") == 6


def test_a_story_that_does_not_hold_says_why(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for exhibit in samples()[:2]:
        (files / exhibit.name).write_bytes(exhibit.content)
    (files / "locked.pdf").write_bytes(b"%PDF-1.7 nothing more")
    code, said = refusal(tmp_path, "story", "--lang", "en", "--files", str(files))
    assert code == 1, said
    assert "“locked.pdf” cannot be used" in said
    assert "only 2 of the files can be used; 6 are needed" in said


def test_a_paper_without_a_seal_is_no_letter() -> None:
    with pytest.raises(ValueError, match="no seal"):
        examine(samples()[0].content)
