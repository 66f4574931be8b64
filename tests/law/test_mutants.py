"""The changes that mutation testing makes: one thing at a time, put back afterwards."""

import ast
from pathlib import Path

import pytest
from bench.mutants.operators import changes
from bench.mutants.places import mutants_of
from bench.mutants.report import survivors, write_report
from bench.mutants.trial import try_in_a_fork


def _changed(source: str) -> set[str]:
    tree = ast.parse(source)
    found = set()
    for change in changes(tree):
        with change.made():
            found.add(ast.unparse(tree))
    assert ast.unparse(tree) == ast.unparse(ast.parse(source))
    return found


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("a < b", {"a <= b", "a >= b"}),
        ("a and b", {"a or b"}),
        ("not a", {"a"}),
        ("x = 3", {"x = 4", "x = 2"}),
        ("x = True", {"x = False"}),
        ("a + b", {"a - b"}),
        ("'a' + b", set()),
        ("x = {A, B}", {"x = {A}", "x = {B}"}),
        ("a in (B, C)", {"a not in (B, C)"}),
        ("Decimal('0.3')", {"pass", "Decimal('0.3') + 1"}),
        ("Outcome.NO", {"Outcome.YES"}),
    ],
)
def test_an_expression_is_changed(source: str, changed: set[str]) -> None:
    assert changed <= _changed(source)


def test_statements_of_a_function_are_changed_but_not_its_types_and_decorators() -> None:
    source = (
        "@rule(1)\ndef f(a: int = 2) -> Literal[3]:\n    if a:\n        raise E\n    return yes(a)"
    )
    found = {" ".join(one.split()) for one in _changed(source)}
    head = "@rule(1) def f(a: int=2) -> Literal[3]:"
    assert f"{head} if not a: raise E return yes(a)" in found
    assert f"{head} if a: pass return yes(a)" in found
    assert f"{head} if a: raise E return no(a)" in found
    assert not any("@rule(2)" in one or "Literal[4]" in one for one in found)


def test_every_change_of_a_module_has_a_name_of_its_own() -> None:
    names = [one.name for one in mutants_of("calendar")]
    assert len(names) == len(set(names)) > 20
    assert any(name.startswith("calendar.WorkingCalendar.is_rest_day: ") for name in names)


@pytest.mark.parametrize(
    ("case", "answer", "verdict"),
    [(True, False, "case"), (False, True, "answer"), (False, False, "survived")],
)
def test_the_first_who_notices_is_named(case: bool, answer: bool, verdict: str) -> None:  # noqa: FBT001
    assert try_in_a_fork(case=lambda: case, answer=lambda: answer) == verdict


def test_what_breaks_is_noticed() -> None:
    assert try_in_a_fork(case=lambda: bool(1 // 0)) == "crash"


def test_a_survivor_that_nobody_explained_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bench.mutants.report.PAGE", tmp_path / "page.md")
    found = {"calendar": {"calendar: 5 → 6": "survived", "calendar: 5 → 4": "case"}}
    assert list(survivors(found)) == ["calendar: 5 → 6"]  # type: ignore[arg-type]
    assert write_report(found) == 1  # type: ignore[arg-type]
    assert "not explained: calendar: 5 → 6" in capsys.readouterr().out
    assert "| calendar | 2 | 1 | 0 | 0 | 0 | 0 | 1 |" in (tmp_path / "page.md").read_text()
