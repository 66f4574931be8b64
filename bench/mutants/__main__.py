"""`./yunqiao bench mutants [MODULE…]`: change the law one thing at a time, and see who notices.

Each mutant is tried first against the worked cases that run its function; where none notices,
against the recorded answers of those cases (`docs/reference/cases/`); then against the other tests
of the law that run it. A mutant of a function's body takes milliseconds: a
forked process runs the changed code in the place of the function's own. A mutant of what is made
when a module is read (tables, constants, defaults) has the law imported anew.
"""

import json
import os
import sys
import time
from itertools import takewhile
from pathlib import Path
from typing import Final

import pytest
from bench.mutants.places import (
    Mutant,
    forget_what_was_read,
    function_of,
    import_anew,
    modules,
    mutants_of,
    replace_code,
)
from bench.mutants.reach import Reach
from bench.mutants.report import write_report
from bench.mutants.trial import Verdict, try_in_a_fork

from yunqiao.law import load_all
from yunqiao.law.answers import answer, in_words
from yunqiao.law.cases import all_cases, differences

AGAIN: Final = "--again"
"""Try only what survived or ran without end the last time, and what is new."""

CASES: Final = "--cases"
"""Leave out the other tests: a quick first run, to be followed by one with `--again`."""

RESULTS: Final = Path("mutants/results.json")
TESTS: Final = "tests/law"
APART: Final = frozenset(
    {
        "test_any_value.py",
        "test_cases.py",
        "test_catalogue.py",
        "test_reference.py",
        "test_completeness_of_areas.py",
        "test_mutants.py",
    }
)
"""Tests that go through all cases or questions: the cases themselves are tried before."""
SECONDS_OF_TESTS: Final = 15
"""After this much time no further test is begun for one mutant; those nearest to it come first."""

PYTEST: Final = [
    "-q", "-s", "-x", "--no-header", "--no-summary", "-c", os.devnull, "--rootdir=.", "--confcutdir=tests/law", "--import-mode=importlib",
    *(f"-pno:{name}" for name in ("cacheprovider", "django", "randomly", "xdist", "socket")),
]  # fmt: skip


class Trials:
    """The mutants of some modules, tried one after the other while pytest holds its tests."""

    def __init__(self, chosen: list[str], *, again: bool, cases_only: bool) -> None:
        self.chosen, self.again, self.cases_only = chosen, again, cases_only
        self.cases = {f"{case.area}:{case.id}": case for case in all_cases()}
        self.answers = {name: in_words(answer(case)) for name, case in self.cases.items()}
        self.found: dict[str, Verdict] = {}
        self.items: dict[str, pytest.Item] = {}
        self.by_case, self.by_test, self.on_import, self.cold = Reach(), Reach(), Reach(), Reach()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests once, run them against the mutants."""
        if not self.cases_only:
            self.items = {item.nodeid: item for item in session.items}
        self._map()
        for module in self.chosen:
            started, mutants = time.monotonic(), list(mutants_of(module))
            known = _stored().get(module, {}) if self.again else {}
            for mutant in mutants:
                before = known.get(mutant.name, "survived")
                settled = before not in ("survived", "time")  # a busy machine is slow without end
                self.found[mutant.name] = before if settled else self._try(mutant)
            left = [one.name for one in mutants if self.found[one.name] == "survived"]
            took = time.monotonic() - started
            print(f"{module}: {len(mutants)} mutants, {len(left)} survived, {took:.0f} s", flush=True)  # fmt: skip
            _store(module, {one.name: self.found[one.name] for one in mutants})
        return True

    def _map(self) -> None:
        with self.on_import.watching("import"):
            _read_the_law_once_more()
        forget_what_was_read()
        with self.cold.watching("cold"):
            for case in self.cases.values():
                differences(case)
        for name, case in self.cases.items():
            with self.by_case.watching(name):
                differences(case)
        for name, item in self.items.items():
            with self.by_test.watching(name):
                _passes(item)

    def _try(self, mutant: Mutant) -> Verdict:
        key = (mutant.module, mutant.change.function)
        function = function_of(*key) if mutant.change.function else None
        only_cold = key in self.cold.functions and key not in self.by_case.functions
        if function is None or only_cold or key in self.on_import.functions:
            return self._try_anew(mutant)
        cases = self._nearest(self.by_case.functions.get(key, set()), mutant)
        tests = self._nearest(self.by_test.functions.get(key, set()), mutant)

        def case_differs() -> bool:
            replace_code(mutant, function)
            forget_what_was_read()
            return any(differences(self.cases[name]) for name in cases)

        def answer_differs() -> bool:
            return any(in_words(answer(self.cases[name])) != self.answers[name] for name in cases)

        def test_fails() -> bool:
            end = time.monotonic() + SECONDS_OF_TESTS
            within = takewhile(lambda _: time.monotonic() < end, tests)
            return any(not _passes(self.items[name]) for name in within)

        return try_in_a_fork(case=case_differs, answer=answer_differs, test=test_fails)

    def _nearest(self, names: set[str], mutant: Mutant) -> list[str]:
        """Those that run the changed line itself come first, and of them tests written for one thing."""
        reach = self.by_case if names <= self.cases.keys() else self.by_test
        close = reach.lines[mutant.module, mutant.change.line]
        return sorted(names, key=lambda name: (name not in close, "[" in name, name))

    def _try_anew(self, mutant: Mutant) -> Verdict:
        tests = {
            name
            for (module, _), names in self.by_test.functions.items()
            if module == mutant.module
            for name in names
        }

        def case_differs() -> bool:
            import_anew(mutant)
            from yunqiao.law import cases

            return any(cases.differences(case) for case in self.cases.values())

        def answer_differs() -> bool:
            from yunqiao.law import answers

            return any(
                answers.in_words(answers.answer(case)) != self.answers[name]
                for name, case in self.cases.items()
            )

        def test_fails() -> bool:
            return bool(tests) and bool(pytest.main([*PYTEST, *sorted(tests)]))

        return try_in_a_fork(case=case_differs, answer=answer_differs, test=test_fails)


def main(argv: list[str]) -> int:
    """Try the named modules, or all, and write the report; 1 if a survivor is not explained."""
    known, again, cases_only = modules(), AGAIN in argv, CASES in argv
    argv = [one for one in argv if one not in (AGAIN, CASES)]
    chosen = [one for one in known if not argv or one.startswith(tuple(argv))]
    if not chosen:
        print(f"No module of the law begins with {' or '.join(argv)}; there are {', '.join(known)}.")  # fmt: skip
        return 2
    load_all()
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = "mutants/hypothesis"
    if pytest.main(
        [*PYTEST, *_test_files()], plugins=[Trials(chosen, again=again, cases_only=cases_only)]
    ) not in (0, 5):
        return 1
    return write_report(_stored())


def _test_files() -> list[str]:
    return [str(one) for one in sorted(Path(TESTS).glob("test_*.py")) if one.name not in APART]


def _passes(item: pytest.Item) -> bool:
    from _pytest.runner import runtestprotocol

    return all(report.passed for report in runtestprotocol(item, log=False))


def _read_the_law_once_more() -> None:
    """Run what runs when the law is imported, in the copies of its modules that tests do not hold."""
    held = {name: one for name, one in sys.modules.items() if name.startswith("yunqiao.law")}
    for name in held:
        del sys.modules[name]
    from yunqiao.law import load_all as load

    load()
    sys.modules.update(held)


def _stored() -> dict[str, dict[str, Verdict]]:
    found: dict[str, dict[str, Verdict]] = {}
    if RESULTS.exists():
        found = json.loads(RESULTS.read_text("utf-8"))
    return found


def _store(module: str, found: dict[str, Verdict]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({**_stored(), module: found}, ensure_ascii=False, indent=0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
