"""Faults on demand: what a sandbox does wrong, about which address or number, and how often."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

Kind = TypeVar("Kind", bound=StrEnum)
EVERYBODY = "*"


@dataclass
class Fault(Generic[Kind]):
    """One fault; `about` is an address or number or EVERYBODY, `times` how often (None: always)."""

    kind: Kind
    about: str = EVERYBODY
    seconds: float = 0.0
    times: int | None = None


@dataclass
class Faults(Generic[Kind]):
    """The faults that are set now, of these kinds; `named` is what the API calls `about`."""

    kinds: type[Kind]
    named: str
    every: list[Fault[Kind]] = field(default_factory=list)

    def read(self, given: Mapping[str, Any]) -> Fault[Kind]:
        """A fault as the API was given it.

        Raises:
            ValueError: unknown kind, or a number that is none.
        """
        times = given.get("times")
        return Fault(
            kind=self.kinds(given.get("kind", "")),
            about=str(given.get(self.named, EVERYBODY)),
            seconds=float(given.get("seconds", 0)),
            times=None if times is None else int(times),
        )

    def listed(self) -> list[dict[str, Any]]:
        """The faults as the API gives them."""
        return [
            {"kind": one.kind, self.named: one.about, "seconds": one.seconds, "times": one.times}
            for one in self.every
        ]

    def due(self, *about: str, kinds: Collection[Kind] = ()) -> Fault[Kind] | None:
        """The first fault about any of these, of any kind or of some; it counts as used."""
        for fault in self.every:
            fits = fault.about in {EVERYBODY, *about} and (not kinds or fault.kind in kinds)
            if fits and (fault.times is None or fault.times > 0):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
