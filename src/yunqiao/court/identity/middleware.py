"""Signing in is required by default; a page open to all says so where its address stands."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from yunqiao.court.foundation.reader import device_zone
from yunqiao.court.identity import factors
from yunqiao.court.identity.accounts import remember_reader
from yunqiao.court.identity.models import Account


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the sign-in page, and back afterwards."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Know the reader's language and zone; ask whoever is not signed in to be."""
        if isinstance(request.user, Account):
            _know_reader(request, request.user)
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is not None or not isinstance(request.user, Account):
            return answer
        return _second_factor_first(request, request.user, view_func)


def _second_factor_first(
    request: HttpRequest, account: Account, view: Callable[..., HttpResponseBase]
) -> HttpResponseBase | None:
    """Staff open no page but public ones and those that set up a second factor without it."""
    is_open = not getattr(view, "login_required", True)
    if is_open or getattr(view, "before_second_factor", False) or factors.is_proved(request):
        return None
    if not account.holds_post:
        return None
    if factors.has_factor(account):
        return factors.ask_again(request)
    there = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('identity:factors')}?{there}")


def _know_reader(request: HttpRequest, account: Account) -> None:
    """Keep what this device chose on the account; a device that chose nothing follows the account."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen not in dict(settings.LANGUAGES):
        chosen = account.language
        translation.activate(chosen)
    zone = None if account.keeps_time_zone else device_zone(request)
    remember_reader(account, language=chosen, time_zone=zone.key if zone else account.time_zone)
