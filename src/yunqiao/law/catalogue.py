"""Every provision formalised here, with its sources, its question and how sure we are of it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeVar, get_type_hints

from yunqiao.law.findings import Citation, Finding

Facts = TypeVar("Facts")
Decide = Callable[[Facts], Finding]


class Confidence(Enum):
    """How sure we are of the text (`docs/reference/sources.md`)."""

    VERIFIED = "verified"
    KNOWN = "known"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One rule: what it asks, where it stands, and which rules it yields to.

    An organisational provision has no `decide`: it binds the court's housekeeping and has no
    effect of its own on a party's rights. Its text, in our words and both languages, lies in
    `law/messages/provisions/` under its id.
    """

    id: str
    citations: tuple[Citation, ...]
    confidence: Confidence
    question: str = ""
    decide: Callable[[Any], Finding] | None = None
    facts: type | None = None
    yields_to: tuple[str, ...] = ()
    source: str = ""

    @property
    def asks_whether(self) -> bool:
        """Whether yes or no answers the question; else its answer is a date, an amount or a list."""
        return self.question.partition(" ")[0] in _WHETHER


_WHETHER: Final = frozenset(
    ("Are", "Can", "Did", "Do", "Does", "Has", "Is", "May", "Must", "Was", "Were")
)
CATALOGUE: Final[dict[str, Provision]] = {}


def provision(
    *citations: Citation,
    confidence: Confidence = Confidence.VERIFIED,
    name: str = "",
    yields_to: tuple[str, ...] = (),
    source: str = "",
) -> Callable[[Decide[Facts]], Decide[Facts]]:
    """Register a pure function of one frozen dataclass of facts; its docstring is its question.

    The name, and so the id, defaults to the module path below `law` and the function's name:
    `service.signers.may_sign`. The function itself is returned, unwrapped.
    """

    def register(decide: Decide[Facts]) -> Decide[Facts]:
        known_as = name or f"{decide.__module__.removeprefix('yunqiao.law.')}.{decide.__name__}"
        (parameter,) = inspect.signature(decide).parameters
        _add(
            Provision(
                id=known_as,
                citations=citations,
                confidence=confidence,
                question=(inspect.getdoc(decide) or "").partition("\n")[0],
                decide=decide,
                facts=get_type_hints(decide)[parameter],
                yields_to=yields_to,
                source=source,
            )
        )
        return decide

    return register


def organisational(
    *citations: Citation, name: str, confidence: Confidence = Confidence.VERIFIED
) -> Provision:
    """Register an article that orders the court's own work and decides nothing."""
    return _add(Provision(id=name, citations=citations, confidence=confidence))


def _add(entry: Provision) -> Provision:
    if entry.id in CATALOGUE:
        raise ValueError(f"the provision {entry.id} is registered twice")
    return CATALOGUE.setdefault(entry.id, entry)
