"""Codes of RFC 6238 (SHA-1, six digits, thirty seconds) for the secrets in a file."""

import base64
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

STEP = 30  # seconds
DIGITS = 6


@dataclass(frozen=True)
class Authenticator:
    """The secrets of a JSON file that maps accounts to them; no file, no accounts."""

    file: Path | None

    def codes(self, at: float | None = None) -> dict[str, str]:
        """The code of every account at an instant (seconds since 1970), now if none is given."""
        counter = int(time.time() if at is None else at) // STEP
        return {account: code_of(secret, counter) for account, secret in self._secrets().items()}

    def _secrets(self) -> Mapping[str, str]:
        if self.file is None or not self.file.exists():
            return {}
        secrets: dict[str, str] = json.loads(self.file.read_text("utf-8"))
        return secrets


def seconds_left() -> int:
    """How long the codes of now still hold."""
    return STEP - int(time.time()) % STEP


def code_of(secret: str, counter: int) -> str:
    """The code of a secret (base 32) for one of the half minutes since 1970."""
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number)[-DIGITS:].zfill(DIGITS)
