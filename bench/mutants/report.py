"""The page that says who noticed what, and why the rest need not be noticed."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bench.mutants.places import modules
from bench.mutants.trial import Verdict

PAGE: Final = Path("docs/reference/mutation.md")
EXPLAINED: Final = Path(__file__).with_name("explained.toml")
NOTICED: Final[tuple[Verdict, ...]] = ("case", "answer", "test", "crash", "time")

Found = Mapping[str, Mapping[str, Verdict]]


def write_report(found: Found) -> int:
    """Write the page; 1 if a survivor is not explained, and its name is printed."""
    why = explanations()
    PAGE.write_text("\n".join(_page(found, why)) + "\n", "utf-8")
    unexplained = [name for name in survivors(found) if name not in why]
    for name in unexplained:
        print(f"not explained: {name}")
    return 1 if unexplained else 0


def survivors(found: Found) -> Iterator[str]:
    """The names of the mutants that nobody noticed."""
    for verdicts in found.values():
        yield from (name for name, verdict in verdicts.items() if verdict == "survived")


def explanations() -> dict[str, str]:
    """Why a survivor need not be noticed, by its name."""
    groups = tomllib.loads(EXPLAINED.read_text("utf-8"))["survivors"]
    return {name: group["why"] for group in groups for name in group["names"]}


def _page(found: Found, why: Mapping[str, str]) -> Iterator[str]:
    total = Counter(verdict for verdicts in found.values() for verdict in verdicts.values())
    number = sum(total.values())
    yield "# Mutation testing of the law"
    yield ""
    yield (
        f"{number} changes of the code of `yunqiao.law`, one at a time, in {len(found)} modules:"
        f" {number - total['survived']} noticed, {total['survived']} survived. Of those noticed,"
        f" {total['case']} by what a worked case expects, {total['answer']} by its recorded answer"
        f" only, {total['test']} by another test only, {total['crash']} by breaking the code,"
        f" {total['time']} by running without end. Written by `./yunqiao bench mutants`"
        " ([how](../how-to/mutation-testing.md))."
    )
    yield ""
    yield "| module | changes | case | answer | test | breaks | no end | survived |"
    yield "|---|---|---|---|---|---|---|---|"
    for module, verdicts in sorted(found.items()):
        counted = Counter(verdicts.values())
        cells = [len(verdicts), *(counted[who] for who in NOTICED), counted["survived"]]
        yield f"| {module} | " + " | ".join(map(str, cells)) + " |"
    yield ""
    if waiting := [name for name in modules() if name not in found]:
        yield f"Not yet measured: {', '.join(waiting)}."
        yield ""
    yield "## Survivors"
    yield ""
    groups: dict[str, list[str]] = {}
    for name in survivors(found):
        groups.setdefault(why.get(name, "**not explained**"), []).append(name)
    for reason, names in groups.items():
        yield f"{reason}"
        yield ""
        yield from (f"- `{name}`" for name in names)
        yield ""
