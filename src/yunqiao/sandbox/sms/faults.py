"""What the carrier does wrong on demand."""

from enum import StrEnum


class Kind(StrEnum):
    """What goes wrong."""

    DECLINE = "decline"  # 422, the number is barred
    BUSY = "busy"  # 429
    BREAK = "break"  # 503
    SLOW = "slow"  # the answer comes late
    DROP = "drop"  # accepted, and no answer comes
    LOSE = "lose"  # accepted, not delivered, and reported so
