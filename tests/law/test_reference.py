"""The generated pages are what the law says today."""

import runpy
import sys
from pathlib import Path

import pytest

from yunqiao.law.catalogue import CATALOGUE, organisational
from yunqiao.law.instruments import CPL
from yunqiao.law.reference import pages, write

PAGES = pages()
COMMITTED = Path(__file__).parents[2] / "docs/reference"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_committed_page_is_the_generated_one(name: str) -> None:
    assert COMMITTED.joinpath(name).read_text("utf-8") == PAGES[name], (
        "run python -m yunqiao.law.reference"
    )


def test_a_provision_without_a_text_is_marked() -> None:
    entry = organisational(CPL["1"], name="test.gap")
    try:
        written = pages()
        assert "## test.gap\n\n**missing**\n\n**missing**" in written["provisions.md"]
        assert "Organises the court's own work" in written["provisions.md"]
    finally:
        del CATALOGUE[entry.id]


def test_the_pages_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b")
    folder = tmp_path / "a" / "b"
    written = [str(page.relative_to(folder)) for page in folder.rglob("*.md")]
    assert sorted(written) == sorted(pages())


def test_no_page_of_an_area_that_is_gone_is_left() -> None:
    kept = [str(page.relative_to(COMMITTED)) for page in COMMITTED.glob("cases/*.md")]
    assert sorted(kept) == sorted(name for name in PAGES if name.startswith("cases/"))


def test_the_module_writes_the_pages_when_it_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["reference", str(tmp_path)])
    monkeypatch.delitem(sys.modules, "yunqiao.law.reference")
    runpy.run_module("yunqiao.law.reference", run_name="__main__")
    assert tmp_path.joinpath("conformance.md").exists()
