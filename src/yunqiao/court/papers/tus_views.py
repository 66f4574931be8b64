"""tus over HTTP: one function answers every request of an account; rooms give it an address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yunqiao.court.foundation.permits import NotPermittedError, Permit
from yunqiao.court.papers import receiving, tus
from yunqiao.court.papers.keeping import UNKNOWN_TYPE, UploadRefusedError
from yunqiao.court.papers.limits import LARGEST_FILE, TooMuchError
from yunqiao.court.papers.models import Upload, UploadSession
from yunqiao.gateways.storage.port import StorageAwayError, StorageFullError

Headers = dict[str, str]
LONGEST_CHECKED: Final = 64 * 1024 * 1024  # bytes that wait in memory until they are checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Whose uploads these are, where they live, and which envelopes they may go into."""

    account: AbstractBaseUser
    address: Callable[[UUID], str]
    may_fill: Callable[[UUID | None], Permit]


def answer(request: HttpRequest, door: Door, session_id: UUID | None = None) -> HttpResponse:
    """Answer one request of the protocol; every refusal has a sentence in its body."""
    try:
        status, headers = _answer(request, door, session_id)
        response = HttpResponse(status=status, headers=headers)
    except Exception as error:
        found = _refusal(error)
        if found is None:
            raise
        status, sentence = found
        response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
        if status == HTTPStatus.PRECONDITION_FAILED:
            response["Tus-Version"] = tus.VERSION
    response["Tus-Resumable"] = tus.VERSION
    response["Cache-Control"] = "no-store"
    return response


def answer_reader(
    request: HttpRequest, door_of: Callable[[Any], Door], session_id: UUID | None = None
) -> HttpResponse:
    """Answer a browser; a reader who was signed out gets a sentence, no page to sign in on."""
    if not request.user.is_authenticated:
        return refused(_("You were signed out. Sign in again in another window, then go on here."))
    return answer(request, door_of(request.user), session_id)


def refused(sentence: str) -> HttpResponse:
    """401 with a sentence."""
    return HttpResponse(
        sentence, status=HTTPStatus.UNAUTHORIZED, content_type="text/plain; charset=utf-8"
    )


def _answer(request: HttpRequest, door: Door, session_id: UUID | None) -> tuple[int, Headers]:
    method = tus.method_of(request.headers, request.method or "")
    if method == "OPTIONS":
        return HTTPStatus.NO_CONTENT, tus.capabilities(LARGEST_FILE)
    tus.require_version(request.headers)
    if session_id is None:
        if method != "POST":
            raise tus.TusError(HTTPStatus.METHOD_NOT_ALLOWED, "announce a file with POST")
        return _create(request, door)
    steps = {"HEAD": _tell, "PATCH": _append, "DELETE": _terminate}
    if method not in steps:
        raise tus.TusError(HTTPStatus.METHOD_NOT_ALLOWED, "use HEAD, PATCH or DELETE")
    session = receiving.find(by=door.account, session_id=session_id)
    if method == "PATCH":  # whoever might begin it may have lost the right since
        door.may_fill(session.envelope).require()
    return steps[method](request, session)


def _create(request: HttpRequest, door: Door) -> tuple[int, Headers]:
    announced = tus.creation_of(request.headers)
    given = announced.metadata
    envelope = _id(given, "envelope")
    door.may_fill(envelope).require()
    session = receiving.begin(
        by=door.account,
        name=given.get("filename", ""),
        media_type=given.get("filetype", "") or UNKNOWN_TYPE,
        size=announced.size,
        envelope=envelope,
        exhibit=_id(given, "exhibit"),
        metadata=announced.raw_metadata,
    )
    headers = {"Location": door.address(session.id), **tus.expiry(session.expires_at)}
    return HTTPStatus.CREATED, headers


def _tell(_request: HttpRequest, session: UploadSession) -> tuple[int, Headers]:
    headers = {"Upload-Offset": str(session.received), "Upload-Length": str(session.size)}
    if session.metadata:
        headers["Upload-Metadata"] = session.metadata
    return HTTPStatus.OK, headers | tus.expiry(session.expires_at)


def _append(request: HttpRequest, session: UploadSession) -> tuple[int, Headers]:
    length = int(request.headers.get("Content-Length") or 0)
    checksum = tus.checksum_of(request.headers)
    if checksum is not None and length > LONGEST_CHECKED:
        raise tus.TusError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "send at most 64 MB with a checksum"
        )
    reached = receiving.append(
        session,
        offset=tus.offset_of(request.headers),
        length=length,
        read=request.read,
        checksum=checksum,
    )
    return HTTPStatus.NO_CONTENT, {
        "Upload-Offset": str(reached),
        **tus.expiry(session.expires_at),
    }


def _terminate(_request: HttpRequest, session: UploadSession) -> tuple[int, Headers]:
    receiving.discard(session)
    Upload.objects.filter(id=session.id, account_id=session.account_id).delete()
    return HTTPStatus.NO_CONTENT, {}


def _id(metadata: Mapping[str, str], key: str) -> UUID | None:
    given = metadata.get(key, "")
    try:
        return UUID(given) if given else None
    except ValueError:
        raise tus.TusError(HTTPStatus.BAD_REQUEST, f"{key} is not an id") from None


def _refusal(error: Exception) -> tuple[int, str] | None:
    """Status and sentence for what went wrong; None for what is not foreseen."""
    if isinstance(error, tus.TusError):
        return error.status, str(error)
    for kind, (status, sentence) in _REFUSALS.items():
        if isinstance(error, kind):
            return status, sentence() if sentence else str(error)
    return None


_REFUSALS: Final[dict[type[Exception], tuple[int, Callable[[], str] | None]]] = {
    UploadSession.DoesNotExist: (
        HTTPStatus.NOT_FOUND,
        lambda: _("There is no such upload. Send the file again."),
    ),
    NotPermittedError: (HTTPStatus.FORBIDDEN, None),
    UploadRefusedError: (HTTPStatus.BAD_REQUEST, None),
    TooMuchError: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, None),
    receiving.ExpiredError: (HTTPStatus.GONE, None),
    receiving.OffsetConflictError: (
        HTTPStatus.CONFLICT,
        lambda: _("Another window is sending this file. It goes on from where that one stands."),
    ),
    receiving.TooManyBytesError: (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        lambda: _("The file has grown since it was chosen. Send it again."),
    ),
    receiving.ChecksumMismatchError: (
        tus.CHECKSUM_MISMATCH,
        lambda: _("The bytes changed on their way. The piece is sent again."),
    ),
    StorageAwayError: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        lambda: _(
            "The court's store of files cannot be reached just now. What has arrived is kept;"
            " try again in a minute."
        ),
    ),
    StorageFullError: (
        HTTPStatus.INSUFFICIENT_STORAGE,
        lambda: _(
            "The court has no room for files at the moment. What has arrived is kept; try again later."
        ),
    ),
}
