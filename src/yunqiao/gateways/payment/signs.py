"""What all callbacks have in common: headers without case, freshness, and the seal of one request."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

TOLERANCE: Final = 300
"""Seconds between signing and receiving; both Stripe and WeChat Pay advise five minutes."""


def without_case(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers by their names in lower case."""
    return {name.lower(): value for name, value in headers.items()}


def is_fresh(signed_at: int, received_at: datetime) -> bool:
    """Whether a request signed at `signed_at` (Unix time) came in time, and not before it was signed."""
    return abs(received_at.timestamp() - signed_at) <= TOLERANCE


def seal_of(signature: str, body: bytes) -> str:
    """A short name of this one signed request: a copy has the same, a repetition signed anew has not."""
    return hashlib.sha256(signature.encode() + b"\0" + body).hexdigest()
