"""What the register does wrong on demand, and what the endings of numbers bring about without any."""

from enum import StrEnum

from yunqiao.sandbox.faults import Fault


class Kind(StrEnum):
    """What it answers instead of a match, or what goes wrong."""

    NO_MATCH = "no_match"
    UNKNOWN = "unknown"
    SLOW = "slow"  # the answer comes after `seconds`
    DOWN = "down"  # 503
    MALFORMED = "malformed"  # signed, but no answer
    FORGED = "forged"  # signed with another secret


ENDINGS = {"9999": Kind.NO_MATCH, "0000": Kind.UNKNOWN}
"""Numbers with these endings never match, so that a demonstration shows every answer."""


def by_ending(number: str) -> Fault[Kind] | None:
    """What the ending of a number brings about."""
    return next((Fault(kind) for end, kind in ENDINGS.items() if number.endswith(end)), None)
