"""Around the API: answers in JSON alone, and a problem for whatever a view did not answer itself."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from yunqiao.court.api.pace import TooFastError, count_stranger
from yunqiao.court.api.problems import MEDIA_TYPE, problem, too_fast

PREFIX: Final = "/api/v1/"
FILES: Final = ("/documents/", "/tus/")
"""What answers with something else than JSON."""
OPEN: Final = tuple(PREFIX + name for name in ("advice/", "courts", "law", "openapi.json"))
"""What answers without a token."""
KEPT: Final = ("Allow", "Retry-After", "WWW-Authenticate", "Content-Range", "Tus-Version",
               "Tus-Resumable", "Cache-Control")  # fmt: skip


class ProgramsMiddleware:
    """Speaks to programs: refuses what cannot be answered in JSON, and says errors as problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a program; pages pass through."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if not (_takes_json(request) or any(part in request.path for part in FILES)):
            return problem(HTTPStatus.NOT_ACCEPTABLE)
        if request.path.startswith(OPEN):
            try:
                count_stranger(request)
            except TooFastError as error:
                return too_fast(request, error)
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or _is_problem(response):
            return response
        headers = {name: response.headers[name] for name in KEPT if name in response.headers}
        said = _text_of(response)
        return problem(response.status_code, said, headers=headers)


def _takes_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") or request.accepts(MEDIA_TYPE)


def _is_problem(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)


def _text_of(response: HttpResponseBase) -> str:
    """The sentence of an answer in plain text, as uploads that resume give it."""
    plain = response.headers.get("Content-Type", "").startswith("text/plain")
    return response.content.decode() if plain and isinstance(response, HttpResponse) else ""
