"""A time-stamping authority of RFC 3161 over HTTP; a token is the whole DER response."""

from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client.base import HashAlgorithm

from yunqiao.gateways.timestamp.port import AuthorityUnavailableError, TimestampInvalidError

_GRANTED: Final = 0
_LARGEST_ANSWER: Final = 1 << 16


class Rfc3161Verifier:
    """Checks tokens against root certificates that the court trusts."""

    def __init__(self, roots: Path) -> None:
        """Trust the certificates of a PEM file, read when first needed."""
        self._roots = roots

    def verify(self, token: bytes, message: bytes) -> datetime:
        """The instant (UTC) at which the authority saw `message`."""
        try:
            response = decode_timestamp_response(token)
        except ValueError as error:
            raise TimestampInvalidError(f"the time-stamp is damaged: {error}") from error
        return self._verify(response, message, None)

    def _verify(
        self, response: TimeStampResponse, message: bytes, request: TimeStampRequest | None
    ) -> datetime:
        builder = VerifierBuilder.from_request(request) if request else VerifierBuilder()
        for certificate in self._trusted():
            builder = builder.add_root_certificate(certificate)
        try:
            builder.build().verify_message(response, message)
        except (VerificationError, ValueError) as error:
            raise TimestampInvalidError(f"the time-stamp proves nothing: {error}") from error
        return response.tst_info.gen_time.astimezone(UTC)

    def _trusted(self) -> list[Certificate]:
        try:
            return load_pem_x509_certificates(self._roots.read_bytes())
        except (OSError, ValueError) as error:
            raise TimestampInvalidError(
                f"no certificate of a time-stamping authority to trust: {error}"
            ) from error


class Rfc3161Authority(Rfc3161Verifier):
    """Asks an authority over HTTP and checks its answer with a library that is not the authority's."""

    def __init__(self, url: str, roots: Path, *, timeout: float = 5) -> None:
        """`url` is http or https; `timeout` is in seconds."""
        super().__init__(roots)
        self._url = urlsplit(url)
        self._timeout = timeout

    def stamp(self, message: bytes) -> bytes:
        """A token over `message`, already verified."""
        request = (
            TimestampRequestBuilder()
            .data(message)
            .hash_algorithm(HashAlgorithm.SHA256)
            .nonce(nonce=True)
            .cert_request(cert_request=True)
            .build()
        )
        answer = self._post(request.as_bytes())
        try:
            response = decode_timestamp_response(answer)
        except ValueError as error:
            raise TimestampInvalidError(f"the answer is no time-stamp: {error}") from error
        if response.status != _GRANTED:
            reasons = "; ".join(response.status_string)
            raise AuthorityUnavailableError(f"the time-stamping authority refused: {reasons}")
        self._verify(response, message, request)
        return answer

    def _post(self, body: bytes) -> bytes:
        secure = self._url.scheme == "https"
        connection = (HTTPSConnection if secure else HTTPConnection)(
            self._url.netloc, timeout=self._timeout
        )
        try:
            connection.request(
                "POST",
                self._url.path or "/",
                body,
                {"Content-Type": "application/timestamp-query"},
            )
            response = connection.getresponse()
            answer = response.read(_LARGEST_ANSWER)
        except (OSError, HTTPException) as error:
            raise AuthorityUnavailableError(
                f"the time-stamping authority does not answer: {error}"
            ) from error
        finally:
            connection.close()
        if response.status != HTTPStatus.OK:
            raise AuthorityUnavailableError(
                f"the time-stamping authority answered {response.status} {response.reason}"
            )
        return answer
