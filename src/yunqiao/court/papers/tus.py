"""tus 1.0, the protocol of uploads that resume: what a request says. Source: tus.io/protocols."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Final

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,checksum,termination,expiration"
ALGORITHMS: Final = ("sha1", "sha256")
BODY_TYPE: Final = "application/offset+octet-stream"
CHECKSUM_MISMATCH: Final = 460
METHODS: Final = frozenset({"OPTIONS", "HEAD", "POST", "PATCH", "DELETE"})


class TusError(Exception):
    """The request is not as the protocol wants it; `status` is its answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Creation:
    """A file announced: how many bytes, and the client's metadata, parsed and as it came."""

    size: int
    metadata: Mapping[str, str]
    raw_metadata: str


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the bytes of one request must hash to."""

    algorithm: str
    digest: bytes

    def fits(self, content: bytes) -> bool:
        """Whether these bytes do."""
        return hashlib.new(self.algorithm, content).digest() == self.digest


def method_of(headers: Mapping[str, str], method: str) -> str:
    """The method meant: clients behind old proxies name it in a header of a POST."""
    asked = headers.get("X-HTTP-Method-Override", method) if method == "POST" else method
    return asked.upper()


def require_version(headers: Mapping[str, str]) -> None:
    """Go on only with a client that speaks this version.

    Raises:
        TusError: 412.
    """
    if headers.get("Tus-Resumable") != VERSION:
        raise TusError(HTTPStatus.PRECONDITION_FAILED, f"send Tus-Resumable: {VERSION}")


def creation_of(headers: Mapping[str, str]) -> Creation:
    """What a POST announces.

    Raises:
        TusError: 400 for a missing or unreadable length or metadata.
    """
    size = _number(headers, "Upload-Length")
    raw = headers.get("Upload-Metadata", "")
    return Creation(size, _metadata(raw), raw)


def offset_of(headers: Mapping[str, str]) -> int:
    """Where a PATCH wants to go on.

    Raises:
        TusError: 415 for another type of body, 400 for an unreadable offset.
    """
    if headers.get("Content-Type") != BODY_TYPE:
        raise TusError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send Content-Type: {BODY_TYPE}")
    return _number(headers, "Upload-Offset")


def checksum_of(headers: Mapping[str, str]) -> Checksum | None:
    """The checksum of a PATCH, if it has one.

    Raises:
        TusError: 400 for an unknown algorithm or an unreadable digest.
    """
    given = headers.get("Upload-Checksum")
    if given is None:
        return None
    algorithm, _, encoded = given.partition(" ")
    if algorithm not in ALGORITHMS:
        raise TusError(HTTPStatus.BAD_REQUEST, f"use a checksum of {', '.join(ALGORITHMS)}")
    return Checksum(algorithm, _decoded(encoded, "Upload-Checksum"))


def capabilities(largest: int) -> dict[str, str]:
    """The headers that tell a client what this server can do."""
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        "Tus-Max-Size": str(largest),
    }


def expiry(at: datetime) -> dict[str, str]:
    """The header that says until when an unfinished upload is kept."""
    return {"Upload-Expires": format_datetime(at, usegmt=True)}


def _number(headers: Mapping[str, str], name: str) -> int:
    given = headers.get(name, "")
    if not (given.isascii() and given.isdigit() and len(given) < _TOO_MANY_DIGITS):
        raise TusError(HTTPStatus.BAD_REQUEST, f"send {name} as a number of bytes")
    return int(given)


def _metadata(raw: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in filter(None, raw.split(",")):
        key, _, encoded = pair.strip().partition(" ")
        if not key or key in found:
            raise TusError(HTTPStatus.BAD_REQUEST, "name each key of Upload-Metadata once")
        try:
            found[key] = _decoded(encoded, "Upload-Metadata").decode()
        except UnicodeDecodeError:
            raise TusError(HTTPStatus.BAD_REQUEST, "encode Upload-Metadata as UTF-8") from None
    return found


def _decoded(encoded: str, name: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise TusError(HTTPStatus.BAD_REQUEST, f"encode {name} in base64") from None


_TOO_MANY_DIGITS: Final = 16
