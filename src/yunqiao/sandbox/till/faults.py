"""Faults on demand: what goes wrong with callbacks, with the firm, or with its books."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """What goes wrong."""

    REPEATED = "repeated"  # the callback comes `count` times
    LATE = "late"  # it comes after `seconds`
    NEVER = "never"
    OUT_OF_ORDER = "out_of_order"  # it comes after the next one
    FORGED = "forged"  # signed with a key that is not the firm's
    STALE = "stale"  # signed an hour ago
    FOREIGN = "foreign"  # signed, about an account that is not the merchant's
    AMOUNT = "amount"  # the payer's money is `amount`, not what was asked for
    CURRENCY = "currency"  # the payer's money is in `currency`
    DOWN = "down"  # the interface answers 503, for `seconds` if given
    UNSIGNED = "unsigned"  # its answers carry no valid signature
    FORGETFUL = "forgetful"  # the same key makes a second payment
    GIVES_TWICE = "gives_twice"  # the same key makes a second refund
    GENEROUS = "generous"  # more is given back than was paid
    PAID_UNASKED = "paid_unasked"  # a payment is called paid that nobody paid
    DEATHLESS = "deathless"  # a closed payment can still be paid
    STUBBORN = "stubborn"  # it is never down
    LOSES_LINES = "loses_lines"  # the statement lacks its last line
    CONVERTS = "converts"  # the firm keeps the money in `currency`, at `rate`
    HASTY = "hasty"  # a day that is not over has a statement


@dataclass
class Fault:
    """One fault; `key` is a merchant's number or * for all, `times` how often (None: always)."""

    kind: Kind
    key: str = "*"
    times: int | None = None
    seconds: float = 0.0
    count: int = 2
    amount: int = 0
    currency: str = ""
    rate: float = 1.0
    set_at: float = field(default_factory=time.time)

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        """Read what the control interface was given.

        Raises:
            ValueError: unknown kind, or a number that is none.
        """
        times = given.get("times")
        return cls(
            kind=Kind(given.get("kind", "")),
            key=str(given.get("key", "*")),
            times=None if times is None else int(times),
            seconds=float(given.get("seconds", 0)),
            count=int(given.get("count", 2)),
            amount=int(given.get("amount", 0)),
            currency=str(given.get("currency", "")),
            rate=float(given.get("rate", 1)),
        )

    def fits(self, kind: Kind, key: str) -> bool:
        """Whether it is still due."""
        named = self.kind is kind and self.key in {"*", key}
        over = kind is Kind.DOWN and self.seconds and time.time() > self.set_at + self.seconds
        return named and not over and (self.times is None or self.times > 0)


@dataclass
class Faults:
    """The faults that are set now."""

    every: list[Fault] = field(default_factory=list)

    def due(self, kind: Kind, key: str = "*") -> Fault | None:
        """The first fault of this kind for this key; it counts as used."""
        for fault in self.every:
            if fault.fits(kind, key):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
