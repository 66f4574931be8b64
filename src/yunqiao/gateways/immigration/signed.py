"""The register over signed HTTP (docs/reference/signed-http.md): POST /v1/comparisons, JSON both ways."""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlsplit

from yunqiao.gateways.immigration.port import Answer, Asked, RegisterUnavailableError, Verdict
from yunqiao.gateways.signatures import SignatureError, Signing

LARGEST_ANSWER: Final = 1 << 16
PATH: Final = "/v1/comparisons"


class SignedRegister:
    """Asks a register at an address, with a secret shared with it."""

    def __init__(self, url: str, signing: Signing, *, timeout: float = 10) -> None:
        """`url` is http or https, without a path; `timeout` is in seconds."""
        self._url = urlsplit(url)
        self._signing = signing
        self._timeout = timeout

    def compare(self, asked: Asked) -> Answer:
        """Compare one paper (see the port)."""
        body = json.dumps(
            {
                "kind": asked.kind,
                "number": asked.number,
                "name": asked.name,
                "birth_date": asked.birth_date.isoformat() if asked.birth_date else None,
                "nationality": asked.nationality or None,
            }
        ).encode()
        status, headers, answer = self._post(body, asked.key)
        if status != HTTPStatus.OK:
            raise RegisterUnavailableError(f"the register answered {status}")
        try:
            self._signing.check_response(
                status=status, headers=headers, body=answer, key=asked.key, at=datetime.now(UTC)
            )
        except SignatureError as error:
            raise RegisterUnavailableError(
                f"the register's answer proves nothing: {error}"
            ) from error
        return _read(answer)

    def _post(self, body: bytes, key: str) -> tuple[int, dict[str, str], bytes]:
        secure = self._url.scheme == "https"
        connection = (HTTPSConnection if secure else HTTPConnection)(
            self._url.netloc, timeout=self._timeout
        )
        headers = self._signing.request_headers(path=PATH, key=key, body=body, at=datetime.now(UTC))
        try:
            connection.request("POST", PATH, body, headers)
            response = connection.getresponse()
            return response.status, dict(response.headers), response.read(LARGEST_ANSWER)
        except (OSError, HTTPException) as error:
            raise RegisterUnavailableError(f"the register does not answer: {error}") from error
        finally:
            connection.close()


def _read(body: bytes) -> Answer:
    try:
        said: dict[str, Any] = json.loads(body)
        return Answer(
            verdict=Verdict(said["verdict"]),
            reference=str(said["reference"])[:100],
            differs=tuple(str(one)[:40] for one in said.get("differs") or ()),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RegisterUnavailableError("the register's answer cannot be read") from error
