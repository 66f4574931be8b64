"""What the court asks of a time-stamping authority."""

from datetime import datetime
from typing import Protocol


class TimestampError(Exception):
    """What went wrong with a time-stamp, as a sentence."""


class AuthorityUnavailableError(TimestampError):
    """The authority does not answer or does not want to stamp now; ask again later."""


class TimestampInvalidError(TimestampError):
    """The token does not prove that these bytes existed when it says."""


class TimestampVerifier(Protocol):
    """Checks tokens without asking anybody."""

    def verify(self, token: bytes, message: bytes) -> datetime:
        """The instant (UTC) at which the authority saw `message`.

        Raises:
            TimestampInvalidError: the token is damaged, of other bytes, or not of a trusted authority.
        """


class TimestampAuthority(TimestampVerifier, Protocol):
    """Stamps, and checks its own answer before handing it on."""

    def stamp(self, message: bytes) -> bytes:
        """A token over `message`, already verified.

        Raises:
            AuthorityUnavailableError: no token came; the message is as good as before.
            TimestampInvalidError: the answer proves nothing and was thrown away.
        """
