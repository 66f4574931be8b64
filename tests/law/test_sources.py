"""Every source that a page names is explained to a reader."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from yunqiao.law.asking import every_provision
from yunqiao.law.conformance import SECTIONS
from yunqiao.law.limits.table import ROWS

PAGE = Path(__file__).parents[2].joinpath("docs/reference/sources.md").read_text("utf-8")
NUMBERED = re.compile(r"\b([EMSTAXJPF])-?(\d+)(?:-[EMSTAXJPF]?(\d+))?\b")
NAMED = re.compile(
    r"\b(?:\w+\.csv|service_rules|cross_border_service|online_procedure|periods(?=\.md)|fees(?=\.md)"
    r"|jurisdiction(?=\.md)|corrections|fee tables|Order 481|status table, hcch\.net"
    r"|Aershan provisions, part 7|published rulings|the text itself|ours\b)"
)
IN_CONFLICT = re.compile(r"conflicts? ([a-o](?:, [a-o])*)\b")


def keys_in(source: str) -> Iterator[str]:
    yield from NAMED.findall(source)
    for letter, first, last in NUMBERED.findall(source):
        yield from (f"{letter}{n:02}" for n in range(int(first), int(last or first) + 1))
    for letters in IN_CONFLICT.findall(source):
        yield from (f"conflict {letter}" for letter in letters.split(", "))


def explained() -> set[str]:
    ticked = re.findall(r"`([^`]+)`", PAGE)
    ranges = re.findall(r"`([A-Z])-?(\d+)` to `[A-Z]-?(\d+)`", PAGE)
    numbered = {f"{key[0]}{int(key[1:]):02}" for key in ticked if re.fullmatch(r"[EM]\d+", key)}
    series = {
        f"{x}{n:02}" for x, a, b in ranges if x not in "EM" for n in range(int(a), int(b) + 1)
    }
    return {*ticked, *numbered, *series}


def sources() -> dict[str, str]:
    """Each source in use, with where it stands."""
    found = {one.source: one.id for one in every_provision() if one.source}
    found |= {line.source: line.place for section in SECTIONS.values() for line in section()}
    return found | {f"corrections {row.of_pack}": row.id for row in ROWS if row.of_pack != "ours"}


@pytest.mark.parametrize("source", sorted(sources()))
def test_every_source_of_a_provision_or_line_is_explained(source: str) -> None:
    assert set(keys_in(source)) - explained() == set(), sources()[source]


def test_a_source_that_is_named_nowhere_is_noticed() -> None:
    assert set(keys_in("corrections E99; conflict a; nowhere.csv")) - explained() == {
        "E99",
        "nowhere.csv",
    }


@pytest.mark.parametrize("page", ["conformance.md", "provisions.md"])
def test_the_pages_lead_to_what_explains_their_sources(page: str) -> None:
    folder = Path(__file__).parents[2] / "docs/reference"
    assert "[sources](sources.md)" in folder.joinpath(page).read_text("utf-8")


def test_the_page_names_no_path_of_a_machine() -> None:
    assert not re.search(r"(?<![\w.])/(?:work|tmp|home|root|usr)\b", PAGE)
