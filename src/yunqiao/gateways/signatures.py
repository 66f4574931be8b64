"""Signed HTTP between courts and authorities: RFC 9421 with a shared secret, RFC 9530 digests.

A request covers its method, path, digest and idempotency key; a response its status, digest and
the key of the request it answers, so that no answer passes for the answer to something else.
docs/reference/signed-http.md describes it for whoever stands on the other side.
"""

import binascii
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

REQUEST: Final = ("@method", "@path", "content-digest", "idempotency-key")
RESPONSE: Final = ("@status", "content-digest", "idempotency-key")
LABEL: Final = "sig"
FRESH_SECONDS: Final = 300
_CREATED: Final = re.compile(r";created=(\d+)")


class SignatureError(Exception):
    """The message does not prove where it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """A secret shared with the other side, and the name it goes by."""

    key_id: str
    secret: bytes

    def request_headers(self, *, path: str, key: str, body: bytes, at: datetime) -> dict[str, str]:
        """The headers that sign a POST."""
        digest = content_digest(body)
        covered = {
            "@method": "POST",
            "@path": path,
            "content-digest": digest,
            "idempotency-key": key,
        }
        parameters = self._parameters(REQUEST, at)
        return {
            "Content-Type": "application/json",
            "Content-Digest": digest,
            "Idempotency-Key": key,
            "Signature-Input": f"{LABEL}={parameters}",
            "Signature": f"{LABEL}=:{self._signed(covered, parameters)}:",
        }

    def check_response(
        self, *, status: int, headers: Mapping[str, str], body: bytes, key: str, at: datetime
    ) -> None:
        """Go on only if the answer is whole, fresh, and to the request with this key.

        Raises:
            SignatureError: it is not.
        """
        given = {name.lower(): value for name, value in headers.items()}
        label, _equals, parameters = given.get("signature-input", "").partition("=")
        digest = content_digest(body)
        if given.get("content-digest") != digest or given.get("idempotency-key") != key:
            raise SignatureError("the answer is not whole, or answers something else")
        if not parameters.startswith(_listed(RESPONSE)) or not _is_fresh(parameters, at):
            raise SignatureError("the signature does not cover the answer, or is too old")
        covered = {"@status": str(status), "content-digest": digest, "idempotency-key": key}
        expected = f"{label}=:{self._signed(covered, parameters)}:"
        if not hmac.compare_digest(given.get("signature", ""), expected):
            raise SignatureError("the signature is not the other side's")

    def _parameters(self, covered: tuple[str, ...], at: datetime) -> str:
        created = int(at.timestamp())
        return f'{_listed(covered)};created={created};keyid="{self.key_id}";alg="hmac-sha256"'

    def _signed(self, covered: Mapping[str, str], parameters: str) -> str:
        lines = [f'"{name}": {value}' for name, value in covered.items()]
        base = "\n".join([*lines, f'"@signature-params": {parameters}'])
        return _base64(hmac.digest(self.secret, base.encode(), "sha256"))


def content_digest(body: bytes) -> str:
    """The Content-Digest of a body (RFC 9530)."""
    return f"sha-256=:{_base64(sha256(body).digest())}:"


def _listed(names: tuple[str, ...]) -> str:
    return "(" + " ".join(f'"{name}"' for name in names) + ")"


def _is_fresh(parameters: str, at: datetime) -> bool:
    found = _CREATED.search(parameters)
    return found is not None and abs(at.timestamp() - int(found[1])) <= FRESH_SECONDS


def _base64(content: bytes) -> str:
    return binascii.b2a_base64(content, newline=False).decode()
