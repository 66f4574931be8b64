"""State machines as data: a table of transitions, one function to move, a generated diagram."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models

State = TypeVar("State", bound=models.TextChoices)


class WrongStateError(Exception):
    """The act does not fit the state the matter is in; the text names both."""


@dataclass(frozen=True, slots=True)
class Transition(Generic[State]):
    """`entry`, recorded on the docket, leads from one state to another."""

    source: State
    entry: str
    target: State


class StateTable(Generic[State]):
    """All transitions of one machine."""

    def __init__(self, name: str, start: State, transitions: Iterable[Transition[State]]) -> None:
        self.name = name
        self.start = start
        self.transitions = tuple(transitions)
        self.entries = frozenset(t.entry for t in self.transitions)
        self._target = {(str(t.source), t.entry): t.target for t in self.transitions}

    def allows(self, state: str, entry: str) -> bool:
        """Whether the entry may be recorded in that state."""
        return (state, entry) in self._target

    def move(self, state: str, entry: str) -> State:
        """The state the entry leads to.

        Raises:
            WrongStateError: the entry cannot follow in that state.
        """
        try:
            return self._target[(state, entry)]
        except KeyError:
            raise WrongStateError(
                f"{entry} cannot follow while the {self.name} is {state}"
            ) from None

    def diagram(self) -> str:
        """A Mermaid state diagram, as it stands in the docs."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {t.source} --> {t.target}: {t.entry}" for t in self.transitions]
        return "\n".join(lines)
