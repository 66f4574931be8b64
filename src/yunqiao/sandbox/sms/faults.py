"""Faults on demand: what the carrier does wrong for which number, and how often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """What goes wrong."""

    DECLINE = "decline"  # 422, the number is barred
    BUSY = "busy"  # 429
    BREAK = "break"  # 503
    SLOW = "slow"  # the answer comes late
    DROP = "drop"  # accepted, and no answer comes
    LOSE = "lose"  # accepted, not delivered, and reported so


@dataclass
class Fault:
    """One fault; `to` is a number or * for all, `times` how often (None: always)."""

    kind: Kind
    to: str = "*"
    seconds: float = 0.0
    times: int | None = None

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read what the API was given.

        Raises:
            ValueError: unknown kind, or a number that is none.
        """
        times = given.get("times")
        return cls(
            kind=Kind(given.get("kind", "")),
            to=str(given.get("to", "*")),
            seconds=float(given.get("seconds", 0)),
            times=None if times is None else int(times),
        )


@dataclass
class Faults:
    """The faults that are set now."""

    every: list[Fault] = field(default_factory=list)

    def due(self, to: str) -> Fault | None:
        """The first fault for this number; it counts as used."""
        for fault in self.every:
            if fault.to in {"*", to} and fault.times != 0:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
