"""An authority in this process: stamps with a key that everybody knows, and can be out of order."""

import hmac
from datetime import UTC, datetime
from typing import Final

from yunqiao.gateways.timestamp.port import AuthorityUnavailableError, TimestampInvalidError

_KEY: Final = b"known to everybody: proves nothing"
_INSTANT_LENGTH: Final = 32


class FakeAuthority:
    """Tokens are the instant and a keyed hash of instant and message."""

    def __init__(self) -> None:
        """An authority that answers."""
        self.answers = True

    def stamp(self, message: bytes) -> bytes:
        """A token over `message`."""
        if not self.answers:
            raise AuthorityUnavailableError("the time-stamping authority does not answer")
        instant = datetime.now(UTC).isoformat(timespec="microseconds").encode()
        return instant + _seal(instant, message)

    def verify(self, token: bytes, message: bytes) -> datetime:
        """The instant (UTC) at which this authority saw `message`."""
        instant, seal = token[:_INSTANT_LENGTH], token[_INSTANT_LENGTH:]
        if not hmac.compare_digest(seal, _seal(instant, message)):
            raise TimestampInvalidError("the time-stamp is not of these bytes")
        return datetime.fromisoformat(instant.decode())


def _seal(instant: bytes, message: bytes) -> bytes:
    return hmac.digest(_KEY, instant + message, "sha256")
