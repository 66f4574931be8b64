"""How far a register can say that something holds between two States on a date."""

from enum import Enum


class Standing(Enum):
    """Whether something holds on a date, as far as the register can say; unknown is never yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, known: bool) -> "Standing":  # noqa: FBT001  # the only argument
        """The standing of something that is known."""
        return cls.YES if known else cls.NO
