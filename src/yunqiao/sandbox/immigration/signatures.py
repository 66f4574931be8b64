"""The other side's view of signed HTTP (RFC 9421, hmac-sha256): checks requests, signs responses."""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping

COVERED = ("@method", "@path", "content-digest", "idempotency-key")


def is_signed(
    secret: bytes, method: str, path: str, headers: Mapping[str, str], body: bytes
) -> bool:
    """Whether a request is whole and signed with the secret."""
    label, _, parameters = headers.get("Signature-Input", "").partition("=")
    digest, key = digest_of(body), headers.get("Idempotency-Key", "")
    names = " ".join(f'"{name}"' for name in COVERED)
    if headers.get("Content-Digest") != digest or not parameters.startswith(f"({names})"):
        return False
    values = dict(zip(COVERED, (method, path, digest, key), strict=True))
    expected = f"{label}=:{_sign(secret, values, parameters)}:"
    return hmac.compare_digest(headers.get("Signature", ""), expected)


def signed(secret: bytes, status: int, key: str, body: bytes) -> dict[str, str]:
    """The headers that sign a response to the request with that key."""
    values = {"@status": str(status), "content-digest": digest_of(body), "idempotency-key": key}
    names = " ".join(f'"{name}"' for name in values)
    parameters = f'({names});created={int(time.time())};keyid="register";alg="hmac-sha256"'
    return {
        "Content-Digest": values["content-digest"],
        "Idempotency-Key": key,
        "Signature-Input": f"sig={parameters}",
        "Signature": f"sig=:{_sign(secret, values, parameters)}:",
    }


def digest_of(body: bytes) -> str:
    """The Content-Digest of a body (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _sign(secret: bytes, values: Mapping[str, str], parameters: str) -> str:
    lines = [f'"{name}": {value}' for name, value in values.items()]
    base = "\n".join([*lines, f'"@signature-params": {parameters}'])
    return base64.b64encode(hmac.digest(secret, base.encode(), "sha256")).decode()
