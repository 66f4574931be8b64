"""The signature of docs/reference/sms-http.md, made and checked on the carrier's side."""

import hmac
import time
from collections.abc import Mapping
from hashlib import sha256
from secrets import token_hex

CLOCKS_MAY_DIFFER = 300  # seconds


def headers_for(key_id: str, secret: str, path: str, body: bytes) -> dict[str, str]:
    """The headers with which the carrier posts a report."""
    at, nonce = str(int(time.time())), token_hex(16)
    return {
        "Content-Type": "application/json",
        "X-Key-Id": key_id,
        "X-Timestamp": at,
        "X-Nonce": nonce,
        "X-Signature": _of(secret, path, at, nonce, body),
    }


def is_signed(
    headers: Mapping[str, str], path: str, body: bytes, *, key_id: str, secret: str
) -> bool:
    """Whether a request is from the customer who holds the secret, and new."""
    at = headers.get("X-Timestamp", "")
    if not at.isdecimal() or abs(time.time() - float(at)) > CLOCKS_MAY_DIFFER:
        return False
    expected = _of(secret, path, at, headers.get("X-Nonce", ""), body)
    given = headers.get("X-Signature", "")
    return headers.get("X-Key-Id") == key_id and hmac.compare_digest(
        expected.encode(), given.encode()
    )


def _of(secret: str, path: str, at: str, nonce: str, body: bytes) -> str:
    text = f"POST\n{path}\n{at}\n{nonce}\n{sha256(body).hexdigest()}"
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()
