"""Errors of the API as problem details (RFC 9457): a sentence that says what to do next."""

import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yunqiao.court.api.pace import TooFastError
from yunqiao.court.api.standard import standard_sentence
from yunqiao.court.casefile.callers import NotThereError
from yunqiao.court.fees.relief import ReliefRefusedError
from yunqiao.court.filing.checking import pointer
from yunqiao.court.filing.drafts import MOST_DRAFTS, TooManyDraftsError
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.sentences import sentence
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError
from yunqiao.court.foundation.legal_words import language
from yunqiao.court.foundation.middleware import DATABASE_AWAY
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.court.papers.keeping import UploadRefusedError
from yunqiao.court.papers.limits import TooMuchError
from yunqiao.gateways.storage.port import DocumentMissingError, StorageAwayError, StorageFullError
from yunqiao.law.asking import UnknownQuestionError
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.refusals import refusal

MEDIA_TYPE: Final = "application/problem+json"
Say = Callable[[Any], str]
Errors = Sequence[Mapping[str, str]]

PROBLEMS: Final[dict[type[Exception], tuple[HTTPStatus, Say]]] = {
    AuthenticationError: (
        HTTPStatus.UNAUTHORIZED,
        lambda _error: _(
            "Send a valid token as “Authorization: Bearer …”. Make one on your account page."
        ),
    ),
    NotPermittedError: (HTTPStatus.FORBIDDEN, str),
    NotThereError: (HTTPStatus.NOT_FOUND, str),
    FilingRefusedError: (HTTPStatus.UNPROCESSABLE_ENTITY, str),
    ReliefRefusedError: (HTTPStatus.UNPROCESSABLE_ENTITY, str),
    TooMuchError: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str),
    UploadRefusedError: (HTTPStatus.UNPROCESSABLE_ENTITY, str),
    KeyMissingError: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lambda _error: _("Send an Idempotency-Key of 1 to 128 printable characters of ASCII."),
    ),
    KeyReusedError: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lambda _error: _(
            "This Idempotency-Key was used for a request with other content. Use a new key."
        ),
    ),
    WrongStateError: (
        HTTPStatus.CONFLICT,
        lambda _error: _(
            "This does not fit how the filing stands. Read the filing: “may” says what can be done."
        ),
    ),
    OutdatedError: (
        HTTPStatus.CONFLICT,
        lambda _error: _(
            "What you saw has changed since. Read it again, then send your request with its version."
        ),
    ),
    TooManyDraftsError: (
        HTTPStatus.CONFLICT,
        lambda _error: (
            _("You have %(most)d open drafts. Submit or delete one first.") % {"most": MOST_DRAFTS}
        ),
    ),
    FactsError: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lambda _error: _(
            "A fact does not fit the question; “errors” names it. GET /api/v1/law gives the schema"
            " of its facts."
        ),
    ),
    UnknownQuestionError: (
        HTTPStatus.NOT_FOUND,
        lambda _error: _("There is no such question of law. GET /api/v1/law lists them all."),
    ),
    **dict.fromkeys(
        DATABASE_AWAY,
        (
            HTTPStatus.SERVICE_UNAVAILABLE,
            lambda _error: standard_sentence(HTTPStatus.SERVICE_UNAVAILABLE),
        ),
    ),
    StorageAwayError: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        lambda _error: _(
            "The court's store of files cannot be reached just now. Nothing was kept; send the"
            " request again with the same Idempotency-Key."
        ),
    ),
    StorageFullError: (
        HTTPStatus.INSUFFICIENT_STORAGE,
        lambda _error: standard_sentence(HTTPStatus.INSUFFICIENT_STORAGE),
    ),
    DocumentMissingError: (
        HTTPStatus.NOT_FOUND,
        lambda _error: standard_sentence(HTTPStatus.NOT_FOUND),
    ),
    Http404: (HTTPStatus.NOT_FOUND, lambda _error: standard_sentence(HTTPStatus.NOT_FOUND)),
    RequestDataTooBig: (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        lambda _error: standard_sentence(HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ),
}


def answer_problems(api: NinjaAPI) -> None:
    """Let the API answer every error of ours as a problem."""
    for kind, (status, say) in PROBLEMS.items():
        api.add_exception_handler(kind, _handler(status, say))
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(TooFastError, too_fast)


def problem(
    status: int, detail: str = "", errors: Errors = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer for a status: what went wrong and what to do, in the reader's language."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail or standard_sentence(status),
    }
    if errors:
        said["errors"] = list(errors)
    return HttpResponse(
        orjson.dumps(said), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {})
    )


def too_fast(_request: HttpRequest, error: Any) -> HttpResponse:
    """The answer to whoever sends too much: how many seconds to wait."""
    return problem(HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(error.seconds)})


def _handler(status: HTTPStatus, say: Say) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        del request
        said = say(error)
        return problem(status, said, _named(error, said), _HEADERS.get(status))

    return handle


def _named(error: Exception, said: str) -> Errors:
    """Where in the body the error lies, if it says so."""
    if isinstance(error, FactsError):
        places = error.fields if isinstance(error, ContradictionError) else (error.where,)
        steps = [re.findall(r"[^.\[\]]+", place) for place in places]
        said = refusal(error.sentence, language())
        return [{"pointer": pointer(*one), "detail": said} for one in steps]
    field = getattr(error, "field", "")
    return [{"pointer": pointer(*field.split("/")), "detail": said}] if field else []


def _http_error(_request: HttpRequest, error: Any) -> HttpResponse:
    """What ninja itself refuses: a body that is no JSON, and why if our parser said more."""
    cause = error.__cause__
    return problem(cause.status_code if isinstance(cause, HttpError) else error.status_code)


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _("Some values are missing or wrong; “errors” names each."),
        [_found(one) for one in error.errors],
    )


def _found(error: Mapping[str, Any]) -> dict[str, str]:
    """One wrong value: by pointer in the body, by name anywhere else."""
    source, *where = error["loc"]
    said = sentence(error)
    if source in ("body", "body_params"):
        return {"pointer": pointer(*where[1:]), "detail": said}
    name = "Idempotency-Key" if source == "header" else str(where[0] if where else source)
    return {"parameter": name, "detail": said}


_HEADERS: Final[Mapping[int, Mapping[str, str]]] = {
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": "Bearer"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "5"},
}
