"""Signing in is required by default; a page open to all says so where its address stands."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

PROGRAMS = "/api/"
"""Below it a token is asked for instead (court.api)."""


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the sign-in page, and back afterwards."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let programs through to their own check."""
        if request.path_info.startswith(PROGRAMS):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
