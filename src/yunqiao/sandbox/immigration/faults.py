"""Faults on demand: what the register does wrong about which number, and how often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """What it answers instead of a match, or what goes wrong."""

    NO_MATCH = "no_match"
    UNKNOWN = "unknown"
    SLOW = "slow"  # the answer comes after `seconds`
    DOWN = "down"  # 503
    MALFORMED = "malformed"  # signed, but no answer
    FORGED = "forged"  # signed with another secret


@dataclass
class Fault:
    """One fault; `number` is a number or * for all, `times` how often (None: always)."""

    kind: Kind
    number: str = "*"
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
            number=str(given.get("number", "*")),
            seconds=float(given.get("seconds", 0)),
            times=None if times is None else int(times),
        )


@dataclass
class Faults:
    """The faults that are set now, and what the endings of numbers bring about without any."""

    every: list[Fault] = field(default_factory=list)

    def due(self, number: str) -> Fault | None:
        """The first fault about a number; it counts as used."""
        for fault in self.every:
            if fault.number in {"*", number} and (fault.times is None or fault.times > 0):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return next((Fault(kind) for end, kind in ENDINGS.items() if number.endswith(end)), None)


ENDINGS = {"9999": Kind.NO_MATCH, "0000": Kind.UNKNOWN}
"""Numbers with these endings never match, so that a demonstration shows every answer."""
