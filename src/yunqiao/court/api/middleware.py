"""Around the API: JSON alone, a problem for whatever a view did not answer, nothing that is for pages."""

from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from yunqiao.court.api.pace import TooFastError, count_stranger
from yunqiao.court.api.problems import MEDIA_TYPE, problem, too_fast

Answer = Callable[[HttpRequest], HttpResponseBase]
ViewHook = Callable[..., HttpResponseBase | None]

PREFIX: Final = "/api/v1/"
FILES: Final = ("/documents/", "/tus/")
"""What answers with something else than JSON."""
OPEN: Final = tuple(PREFIX + name for name in ("advice/", "courts", "law", "openapi.json"))
"""What answers without a token."""
UNCALLED: Final = ("process_exception", "process_template_response")
"""Hooks that Django calls for what stands in MIDDLEWARE itself."""
KEPT: Final = ("Allow", "Retry-After", "WWW-Authenticate", "Content-Range", "Tus-Version",
               "Tus-Resumable", "Cache-Control")  # fmt: skip


class ProgramsMiddleware:
    """Speaks to programs: refuses what cannot be answered in JSON, and says errors as problems."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a program; pages pass through."""
        if not _is_of_program(request):
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


class PagesMiddleware:
    """Takes pages through what they alone need (PAGE_MIDDLEWARE): sessions, forms, accounts.

    Programs show their token with each request and go past it.

    Raises:
        ImproperlyConfigured: a layer has a hook that is not called here.
    """

    def __init__(self, get_response: Answer) -> None:
        self._past, self._hooks = get_response, list[ViewHook]()
        answer: Callable[[HttpRequest], Any] = get_response
        for name in reversed(settings.PAGE_MIDDLEWARE):
            layer = import_string(name)(answer)
            if any(hasattr(layer, hook) for hook in UNCALLED):
                raise ImproperlyConfigured(
                    f"{name} has {' or '.join(UNCALLED)}: it belongs in MIDDLEWARE"
                )
            self._hooks += [layer.process_view] if hasattr(layer, "process_view") else []
            answer = convert_exception_to_response(layer)
        self._through: Answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a program at once, a page through its layers."""
        return (self._past if _is_of_program(request) else self._through)(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """What the first of the layers that minds says about the view of a page."""
        if _is_of_program(request):
            return None
        said = (hook(request, *view) for hook in reversed(self._hooks))
        return next((answer for answer in said if answer is not None), None)


def _is_of_program(request: HttpRequest) -> bool:
    return request.path.startswith(PREFIX)


def _takes_json(request: HttpRequest) -> bool:
    return _accepts_json(request.headers.get("Accept", "*/*"))


@lru_cache  # programs say the same few, and Django reads each as an e-mail's header
def _accepts_json(accept: str) -> bool:
    asked = HttpRequest()
    asked.META["HTTP_ACCEPT"] = accept
    return asked.accepts("application/json") or asked.accepts(MEDIA_TYPE)


def _is_problem(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)


def _text_of(response: HttpResponseBase) -> str:
    """The sentence of an answer in plain text, as uploads that resume give it."""
    plain = response.headers.get("Content-Type", "").startswith("text/plain")
    return response.content.decode() if plain and isinstance(response, HttpResponse) else ""
