"""May somebody do something: the answer every `access.py` gives, with its reason."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


class NotPermittedError(PermissionDenied):
    """The act is not this person's to do; the text is the reason shown to them."""


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether an act is allowed, and why not."""

    allowed: bool
    reason: str = ""

    def require(self) -> None:
        """Go on only if allowed.

        Raises:
            NotPermittedError: with the reason.
        """
        if not self.allowed:
            raise NotPermittedError(self.reason)

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Permit(allowed=True)


def denied(reason: str) -> Permit:
    """Not allowed, for this reason."""
    return Permit(allowed=False, reason=reason)
