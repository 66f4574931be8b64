"""Faults on demand: what the catcher does wrong for which recipient, and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"  # 550 to the recipient
    DEFER = "defer"  # 451 to the recipient
    DELAY = "delay"  # the answer to the message comes late
    DROP = "drop"  # the connection is cut before the answer to the message
    LOSE = "lose"  # 250, and the message is gone


@dataclass
class Fault:
    """One fault; `recipient` is an address or * for all, `times` how often (None: always)."""

    kind: Kind
    recipient: str = "*"
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
            recipient=str(given.get("recipient", "*")),
            seconds=float(given.get("seconds", 0)),
            times=None if times is None else int(times),
        )

    def fits(self, recipient: str) -> bool:
        """Whether it is still due for this recipient."""
        named = self.recipient in {"*", recipient}
        return named and (self.times is None or self.times > 0)


@dataclass
class Faults:
    """The faults that are set now."""

    every: list[Fault] = field(default_factory=list)

    def due(self, kinds: set[Kind], recipients: Sequence[str]) -> Fault | None:
        """The first fault of these kinds for any of the recipients; it counts as used."""
        for fault in self.every:
            if fault.kind in kinds and any(fault.fits(r) for r in recipients):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
