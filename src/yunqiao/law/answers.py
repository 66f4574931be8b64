"""The cases with the answers the law gives today, and what those answers are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from typing import Any

from yunqiao.law.asking import ask
from yunqiao.law.cases import Case, all_cases
from yunqiao.law.catalogue import CATALOGUE
from yunqiao.law.explain import explain
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Citation, Finding, Instrument, Reason


@dataclass(frozen=True)
class Answered:
    """A case and its finding; none where the facts are refused."""

    case: Case
    finding: Finding | None
    refused: str = ""

    @property
    def name(self) -> str:
        """Where the case stands: area and id."""
        return f"{self.case.area}:{self.case.id}"

    @cached_property
    def citations(self) -> frozenset[Citation]:
        """Every article the answer cites, in its working too."""
        return frozenset(part for part in parts(self.finding) if isinstance(part, Citation))

    @cached_property
    def reasons(self) -> frozenset[str]:
        """The key of every reason in the answer, in its working too."""
        return frozenset(part.key for part in parts(self.finding) if isinstance(part, Reason))


def in_words(one: Answered) -> list[str]:
    """All that the law answers in a case, in English, or why not."""
    if one.finding is None:
        return [f"Refused: {one.refused}."]
    return explain(one.finding, "en", CATALOGUE[one.case.question])


@cache
def answered() -> tuple[Answered, ...]:
    """Every case, answered once."""
    return tuple(answer(case) for case in all_cases())


def parts(value: Any) -> Iterator[Any]:
    """Everything a finding is made of: itself, its reasons and citations, and what they hold."""
    yield value
    if isinstance(value, Mapping):
        below: Iterator[Any] = iter(value.values())
    elif is_dataclass(value) and not isinstance(value, type | Instrument):
        below = (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, tuple | list | frozenset):
        below = iter(value)
    else:
        return
    for part in below:
        yield from parts(part)


def answer(case: Case) -> Answered:
    """A case with what the law answers."""
    try:
        return Answered(case, ask(case.question, case.facts, case.on))
    except FactsError as error:
        return Answered(case, None, str(error))
