"""Text messages over signed JSON and HTTP: the interface of docs/reference/sms-http.md."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import uuid4

from yunqiao.gateways.sms.port import (
    Answer,
    DeliveryReport,
    Handed,
    Outcome,
    ReportRefusedError,
    SmsUnavailableError,
    TextMessage,
)

TIMEOUT: Final = 10
"""Seconds to wait for the carrier: a person is waiting for a code."""
OLDEST: Final = 300
"""Seconds after which a signed request is taken for a repeated one."""
LONGEST_ANSWER: Final = 1 << 16
MESSAGES: Final = "/v1/messages"
_REFUSALS: Final = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
_OUTCOMES: Final = {
    "delivered": Outcome.DELIVERED,
    "undelivered": Outcome.UNDELIVERED,
    "expired": Outcome.UNDELIVERED,
    "rejected": Outcome.UNDELIVERED,
}


class SignedHttpSms:
    """Sends through the carrier of a URL such as https://KEY_ID:SECRET@carrier.example."""

    def __init__(self, url: str) -> None:
        self._server: SplitResult = urlsplit(url)
        self._key_id = unquote(self._server.username or "")
        self._secret = unquote(self._server.password or "").encode()

    def send(self, message: TextMessage) -> Handed:
        """Hand one message to the carrier (see the port)."""
        asked = {"reference": message.key, "to": message.to, "text": message.text}
        if message.report_to:
            asked["report_to"] = message.report_to
        status, answer = self._post(MESSAGES, json.dumps(asked, ensure_ascii=False).encode())
        said = f"{status} {answer.get('code') or answer.get('status') or ''}".strip()
        if status == HTTPStatus.ACCEPTED:
            return Handed(Answer.ACCEPTED, said, str(answer.get("id", "")))
        if status in _REFUSALS:
            return Handed(Answer.REFUSED, said, "")
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return Handed(Answer.DEFERRED, said, "")
        raise SmsUnavailableError(f"the carrier answered {said}")

    def read_report(self, path: str, headers: Mapping[str, str], body: bytes) -> DeliveryReport:
        """Check who reports and what (see the port)."""
        self._require_signature(path, headers, body)
        try:
            told = json.loads(body)
            outcome = _OUTCOMES[told["status"]]
            reason = f"{told['status']} {told.get('reason') or ''}".strip()
            return DeliveryReport(str(told["reference"]), outcome, reason)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReportRefusedError(f"not a report of delivery: {error}") from error

    def _require_signature(self, path: str, headers: Mapping[str, str], body: bytes) -> None:
        at, nonce = headers.get("x-timestamp", ""), headers.get("x-nonce", "")
        if headers.get("x-key-id") != self._key_id:
            raise ReportRefusedError("the key is not ours")
        expected = _signature(self._secret, (path, at, nonce), body)
        if not hmac.compare_digest(expected.encode(), headers.get("x-signature", "").encode()):
            raise ReportRefusedError("the signature is wrong")
        if not at.isdigit() or abs(time.time() - int(at)) > OLDEST:
            raise ReportRefusedError("the report is too old, or a clock is wrong")

    def _post(self, path: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
        at, nonce = str(int(time.time())), str(uuid4())
        headers = {
            "Content-Type": "application/json",
            "X-Key-Id": self._key_id,
            "X-Timestamp": at,
            "X-Nonce": nonce,
            "X-Signature": _signature(self._secret, (path, at, nonce), body),
        }
        connection = self._connection()
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            return response.status, _object(response.read(LONGEST_ANSWER))
        except (OSError, HTTPException) as error:
            raise SmsUnavailableError(f"the carrier does not answer: {error}") from error
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        kind = HTTPSConnection if self._server.scheme == "https" else HTTPConnection
        return kind(self._server.hostname or "localhost", self._server.port, timeout=TIMEOUT)


def _signature(secret: bytes, named: tuple[str, str, str], body: bytes) -> str:
    """HMAC-SHA256 over method, path, time, nonce and the body's SHA-256, a line each."""
    lines = "\n".join(("POST", *named, hashlib.sha256(body).hexdigest()))
    return hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
