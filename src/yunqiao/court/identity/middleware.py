"""Signing in is required by default; a page open to all says so where its address stands."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from yunqiao.court.foundation.reader import device_zone
from yunqiao.court.identity.accounts import remember_reader
from yunqiao.court.identity.models import Account

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
        """Let programs through to their own check; know the reader's language and zone."""
        if request.path_info.startswith(PROGRAMS):
            return None
        if isinstance(request.user, Account):
            _know_reader(request, request.user)
        return super().process_view(request, view_func, view_args, view_kwargs)


def _know_reader(request: HttpRequest, account: Account) -> None:
    """Keep what this device chose on the account; a device that chose nothing follows the account."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen not in dict(settings.LANGUAGES):
        chosen = account.language
        translation.activate(chosen)
    zone = device_zone(request)
    remember_reader(account, language=chosen, time_zone=zone.key if zone else account.time_zone)
