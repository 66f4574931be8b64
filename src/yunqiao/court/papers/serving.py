"""Showing stored bytes in a browser: as a whole or a range, inline only what is safe to be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header

from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.states import UploadState
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage

INLINE: Final = frozenset(
    {
        "application/pdf",
        "image/jpeg",
        "text/plain",
        "audio/mpeg",
        "audio/mp4",
        "audio/wav",
        "video/mp4",
        "video/quicktime",
        "video/webm",
    }
)
"""What a browser may show itself; everything else is a download, web pages above all."""
RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Stored bytes to show."""

    sha256: str
    media_type: str
    name: str
    inline: bool


def serve(request: HttpRequest, served: Served) -> HttpResponseBase:
    """The bytes, or the range asked for (RFC 9110, 14), under a policy that lets them do nothing.

    Raises:
        DocumentMissingError: nothing is stored under that SHA-256.
    """
    size = gateway(Storage).size(served.sha256)  # type: ignore[type-abstract]
    asked = request.headers.get("Range")
    span = _span(asked, size) if asked else None
    if asked and span is None and RANGE.fullmatch(asked):
        response: HttpResponseBase = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response["Content-Range"] = f"bytes */{size}"
        return response
    first, last = span or (0, size - 1)
    response = StreamingHttpResponse(
        _content(served.sha256, span), status=HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK
    )
    if span:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return _protect(response, served)


def serve_upload(request: HttpRequest, upload: Upload, which: str) -> HttpResponseBase:
    """An upload: its viewing copy, its thumbnail, or the original as a download.

    Raises:
        Http404: it has no such form, or is not found fit to be shown.
    """
    shown = {
        "original": (upload.sha256, upload.media_type, False),
        "view": (upload.viewing_sha256, upload.viewing_type, True),
        "thumbnail": (upload.thumbnail_sha256, "image/jpeg", True),
    }
    sha256, media_type, inline = shown.get(which, ("", "", False))
    if not sha256 or (inline and upload.state != UploadState.READY):
        raise Http404
    return serve(
        request, Served(sha256=sha256, media_type=media_type, name=upload.name, inline=inline)
    )


def _protect(response: HttpResponseBase, served: Served) -> HttpResponseBase:
    inline = served.inline and served.media_type in INLINE
    text = served.media_type.startswith("text/")
    response["Content-Type"] = f"{served.media_type}; charset=utf-8" if text else served.media_type
    disposition = content_disposition_header(as_attachment=not inline, filename=served.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = PDF_POLICY if _is_pdf(served) and inline else POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{served.sha256}"'
    return response


def _content(sha256: str, span: tuple[int, int] | None) -> Iterator[bytes]:
    store = gateway(Storage)  # type: ignore[type-abstract]
    return store.read(sha256) if span is None else store.part(sha256, *span)


def _is_pdf(served: Served) -> bool:
    return served.media_type == "application/pdf"


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range; None if it is none, or lies outside."""
    found = RANGE.fullmatch(asked)
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    return (first, last) if first <= last else None


POLICY: Final = (
    "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline';"
    " frame-ancestors 'self'"
)
PDF_POLICY: Final = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
)
"""Browsers do not show a sandboxed PDF; the viewing copy has nothing left in it that acts."""
