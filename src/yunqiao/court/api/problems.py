"""Errors of the API as problem details (RFC 9457): a sentence that says what to do next."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from yunqiao.court.filing.actions import FilingRefusedError
from yunqiao.court.filing.uploads import UploadRefusedError
from yunqiao.court.foundation.idempotency import KeyMissingError, KeyReusedError
from yunqiao.court.foundation.middleware import DATABASE_AWAY
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import OutdatedError
from yunqiao.gateways.storage.port import StorageFullError
from yunqiao.law.asking import UnknownQuestionError
from yunqiao.law.facts import FactsError

Say = Callable[[Any], str]

PROBLEMS: Final[dict[type[Exception], tuple[HTTPStatus, Say]]] = {
    AuthenticationError: (
        HTTPStatus.UNAUTHORIZED,
        lambda _error: _(
            "Send a valid token as “Authorization: Bearer …”. Make one on your account page."
        ),
    ),
    NotPermittedError: (HTTPStatus.FORBIDDEN, str),
    FilingRefusedError: (HTTPStatus.UNPROCESSABLE_ENTITY, str),
    UploadRefusedError: (HTTPStatus.UNPROCESSABLE_ENTITY, str),
    KeyMissingError: (HTTPStatus.BAD_REQUEST, str),
    KeyReusedError: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        lambda _error: _(
            "This Idempotency-Key was used for a request with other content. Use a new key."
        ),
    ),
    WrongStateError: (HTTPStatus.CONFLICT, str),
    OutdatedError: (HTTPStatus.CONFLICT, str),
    FactsError: (HTTPStatus.UNPROCESSABLE_ENTITY, lambda error: error.sentence),
    UnknownQuestionError: (
        HTTPStatus.NOT_FOUND,
        lambda _error: _("There is no such question of law. GET /api/v1/law lists them all."),
    ),
    **dict.fromkeys(
        DATABASE_AWAY,
        (
            HTTPStatus.SERVICE_UNAVAILABLE,
            lambda _error: _(
                "The court's records cannot be reached just now. Send the request again, with the"
                " same Idempotency-Key; it will not be done twice."
            ),
        ),
    ),
    StorageFullError: (
        HTTPStatus.INSUFFICIENT_STORAGE,
        lambda _error: _(
            "The court cannot store files at the moment. Nothing was kept; try again later."
        ),
    ),
}


def answer_problems(api: NinjaAPI) -> None:
    """Let the API answer every error of ours as a problem."""
    for kind, (status, say) in PROBLEMS.items():
        api.add_exception_handler(kind, _handler(api, status, say))
    api.add_exception_handler(ValidationError, _invalid(api))


def _handler(
    api: NinjaAPI, status: HTTPStatus, say: Say
) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, error: Exception) -> HttpResponse:
        problem = {"title": status.phrase, "status": status.value, "detail": say(error)}
        if field := getattr(error, "field", None) or getattr(error, "where", None):
            problem["field"] = field
        return _respond(api, request, problem)

    return handle


def _invalid(api: NinjaAPI) -> Callable[[HttpRequest, Any], HttpResponse]:
    def handle(request: HttpRequest, error: ValidationError) -> HttpResponse:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        problem = {
            "title": status.phrase,
            "status": status.value,
            "detail": _("Some values are missing or wrong; “errors” names each."),
            "errors": [
                {"field": _path(found["loc"]), "detail": found["msg"]} for found in error.errors
            ],
        }
        return _respond(api, request, problem)

    return handle


def _path(where: tuple[str | int, ...]) -> str:
    """The path inside the body: ninja puts "body" and the parameter's name before it."""
    return ".".join(str(step) for step in where[2:] or where)


def _respond(api: NinjaAPI, request: HttpRequest, problem: dict[str, Any]) -> HttpResponse:
    response = api.create_response(request, problem, status=problem["status"])
    response["Content-Type"] = "application/problem+json"
    return response
