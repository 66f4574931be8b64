"""Cases a lawyer can read: facts, the expected finding, its date and article, as TOML tables.

```toml
[[case]]
id = "S02"
title = "Addressee out; an adult wife of the same household signs"
title_zh = "受送达人不在，同住的成年妻子签收"
question = "service.attempt.outcome"
source = "service_examples.csv S02"   # where the example comes from, or "ours"
confidence = "verified"                # verified, known or uncertain
facts.method = "direct_home"
facts.signed_on = 2025-03-04
on = 2025-03-05                        # where it is asked for another day's law
expect.outcome = "yes"                 # yes, no, unknown, for the court, or "refused" for bad facts
expect.code = "SERVED"
expect.dates.date_of_service = 2025-03-04
expect.cites = ["CPL 88"]              # each must be among the citations
expect.because = ["service.household"] # each must be among the reasons
expect.missing = []                    # exactly these
expect.value.fee = "2300.00"           # each named part of the value, as JSON shows it
```
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from yunqiao.law.asking import ask
from yunqiao.law.explain import as_json
from yunqiao.law.facts import FactsError, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One worked example."""

    id: str
    title: str
    title_zh: str
    question: str
    facts: dict[str, Any]
    expect: dict[str, Any]
    source: str
    confidence: str
    note: str = ""
    on: date | None = None
    area: str = field(default="", compare=False)


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of `law/cases/`, by area and order of writing."""
    return tuple(
        Case(**row, area=name.removesuffix(".toml"))
        for name, content in _tables()
        for row in tomllib.loads(content)["case"]
    )


@cache
def cases_by_question() -> dict[str, tuple[Case, ...]]:
    """The cases of each question, by its id."""
    found: dict[str, tuple[Case, ...]] = {}
    for case in all_cases():
        found[case.question] = (*found.get(case.question, ()), case)
    return found


def differences(case: Case) -> list[str]:
    """How the answer differs from what the case expects; an empty list when it agrees."""
    try:
        given = as_json(ask(case.question, case.facts, case.on))
    except FactsError as error:
        given = {"outcome": "refused", "missing": [], "where": error.where}
    return [
        line
        for name, wanted in plain(case.expect).items()
        for line in _compare(name, wanted, given)
    ]


def _compare(name: str, wanted: Any, given: Mapping[str, Any]) -> Iterator[str]:
    if name in ("outcome", "code", "where"):
        if given.get(name) != wanted:
            yield f"{name}: expected {wanted}, found {given.get(name)}"
    elif name == "missing":
        if sorted(given["missing"]) != sorted(wanted):
            yield f"missing: expected {wanted}, found {given['missing']}"
    elif name in ("dates", "value"):
        yield from _compare_parts(name, wanted, given.get(name))
    elif name in ("cites", "because", "try_next", "doubts"):
        key = "citations" if name == "cites" else name
        found = [item if isinstance(item, str) else item["key"] for item in given.get(key, [])]
        yield from (f"{name}: {item} is not among {found}" for item in wanted if item not in found)
    else:
        yield f"a case cannot expect “{name}”"


def _compare_parts(where: str, wanted: Any, given: Any) -> Iterator[str]:
    if isinstance(wanted, Mapping) and isinstance(given, Mapping):
        for name, part in wanted.items():
            yield from _compare_parts(f"{where}.{name}", part, given.get(name))
    elif wanted != given:
        yield f"{where}: expected {wanted}, found {given}"


def _tables() -> Iterator[tuple[str, str]]:
    places = files("yunqiao.law").joinpath("cases").iterdir()
    tables = {place.name: place for place in places if place.name.endswith(".toml")}
    return ((name, tables[name].read_text("utf-8")) for name in sorted(tables))
