"""What the catcher of mail does wrong on demand."""

from enum import StrEnum


class Kind(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"  # 550 to the recipient
    DEFER = "defer"  # 451 to the recipient
    DELAY = "delay"  # the answer to the message comes late
    DROP = "drop"  # the connection is cut before the answer to the message
    LOSE = "lose"  # 250, and the message is gone
