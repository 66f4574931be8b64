"""Around every request: security headers, the language, a page for what actions raise."""

from collections.abc import Callable

import psycopg
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.template.loader import render_to_string

from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.gateways.storage.port import StorageAwayError, StorageFullError

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
PERMISSIONS = (
    "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=(), browsing-topics=()"
)
DATABASE_AWAY = (OperationalError, psycopg.OperationalError)
LANGUAGE_KEPT_FOR = 60 * 60 * 24 * 365


def content_security_policy(**changes: str) -> str:
    """The policy of our pages; a view that needs another names the change.

    `content_security_policy(frame_ancestors="'self'")` lets our own pages frame a document.
    """
    named = {name.replace("_", "-"): sources for name, sources in changes.items()}
    return "; ".join(f"{name} {sources}" for name, sources in (POLICY | named).items())


class SecurityHeadersMiddleware:
    """Gives every response, static files included, the headers that keep strangers out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add what the view has not set itself."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class LanguageMiddleware(LocaleMiddleware):
    """The reader's language: `?lang=`, else the cookie, else what the browser asks for."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the language of a link as if the cookie had said it."""
        if language := _language_of_link(request):
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = language
        super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Remember the language of a link."""
        if language := _language_of_link(request):
            remember_language(response, language)
        return super().process_response(request, response)


class ProblemPagesMiddleware:
    """Answers what an action or the database raises with a sentence that says what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; an address opened in a way it does not take gets a page, too."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "errors/405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """403 with the permit's reason, 503 for a lost database or store, 507 for a full one."""
        if isinstance(problem, NotPermittedError):
            return render(request, "errors/403.html", {"reason": str(problem)}, status=403)
        if isinstance(problem, StorageFullError):
            return no_room(request)
        away = isinstance(problem, (*DATABASE_AWAY, StorageAwayError))
        return database_away(request) if away else None


def database_away(request: HttpRequest) -> HttpResponse:
    """503, drawn without the database."""
    page = render_to_string("errors/503.html", {"next": request.path})
    return HttpResponse(page, status=503, headers={"Retry-After": "30"})


def no_room(request: HttpRequest) -> HttpResponse:
    """507: the disk is full."""
    return HttpResponse(render_to_string("errors/507.html", {"next": request.path}), status=507)


def _language_of_link(request: HttpRequest) -> str:
    """The language that a link names, if it names one of ours."""
    if not request.META.get("QUERY_STRING"):
        return ""
    language = request.GET.get("lang", "")
    return language if language in dict(settings.LANGUAGES) else ""


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Keep the language for a year on this device."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
