"""Pages of second factors: asked for when signing in, asked for again, set up and taken away."""

import json
from typing import Any, Final

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yunqiao.court.foundation.qr import qr_path
from yunqiao.court.identity import factors
from yunqiao.court.identity.factor_forms import (
    AppForm,
    FactorCodeForm,
    NewPasskeyForm,
    PasskeyForm,
    PasskeySignInForm,
)
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of

FRESH_CODES: Final = "recovery_codes_to_show"
NEXT: Final = "after_second_factor"


class SecondFactorView(AuthenticateView):  # type: ignore[misc]  # allauth is untyped
    """The last step of signing in for whoever has a second factor."""

    form_class = FactorCodeForm
    webauthn_form_class = PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The heading, and what the device is asked for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = json.dumps(context["js_data"]["request_options"])
        return context | _asking(self.stage.login.user, options)


class PasskeySignInView(LoginWebAuthnView):  # type: ignore[misc]  # allauth is untyped
    """Signing in with a passkey alone."""

    def get_form_class(self) -> type[forms.Form]:
        """What the device answers."""
        return PasskeySignInForm


@factors.before_second_factor
@never_cache
@require_http_methods(["GET", "POST"])
def ask_again(request: HttpRequest) -> HttpResponse:
    """The second factor once more: before a change of the account, or set up on another device."""
    account, next_url = account_of(request), _next(request)
    if not factors.has_factor(account):
        return redirect(next_url)
    code = FactorCodeForm(_posted(request, "code"), user=account)
    passkey = PasskeyForm(_posted(request, "credential"), user=account)
    for form in (code, passkey):
        if form.is_bound and form.is_valid():
            form.save()
            return redirect(next_url)
    options = json.dumps(webauthn.begin_authentication(account))
    context = {"form": code, "webauthn_form": passkey, "redirect_field_value": next_url}
    return render(request, "mfa/authenticate.html", context | _asking(account, options))


@factors.before_second_factor
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The second factors of the account, and how to set one up."""
    account = account_of(request)
    if "next" in request.GET:
        request.session[NEXT] = _next(request)
    context = {
        "factors": factors.factors_of(account),
        "codes_left": factors.recovery_codes_left(account),
        "is_required": account.holds_post and not factors.has_factor(account),
    }
    return render(request, "identity/factors.html", context)


@factors.before_second_factor
@factors.freshly_proved
@never_cache
@require_http_methods(["GET", "POST"])
def add_app(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app: its square to read, and its first code."""
    account = account_of(request)
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        messages.error(request, _("There is an authenticator app already. Remove it first."))
        return redirect("identity:factors")
    form = AppForm(_posted(request, "code"), user=account)
    if form.is_bound and form.is_valid():
        factors.add_app(by=account, request=request, secret=form.secret)
        clear_totp_secret(request)
        return _set_up(request, account)
    path, width = qr_path(get_adapter().build_totp_url(account, form.secret))
    secret = " ".join(form.secret[at : at + 4] for at in range(0, len(form.secret), 4))
    context = {
        "form": form,
        "heading": _("Set up an authenticator app"),
        "submit_text": _("Check the code"),
        "back_url": reverse("identity:factors"),
        "qr_path": path,
        "qr_width": width,
        "secret": secret,
    }
    return render(request, "identity/add_app.html", context)


@factors.before_second_factor
@factors.freshly_proved
@never_cache
@require_http_methods(["GET", "POST"])
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Set up a passkey on this device or on a key."""
    account = account_of(request)
    form = NewPasskeyForm(_posted(request, "credential"), user=account)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        factors.add_passkey(
            by=account, request=request, name=given["name"], credential=given["credential"]
        )
        return _set_up(request, account)
    context = {
        "form": form,
        "heading": _("Set up a passkey"),
        "back_url": reverse("identity:factors"),
        "options": json.dumps(webauthn.begin_registration(account, passwordless=True)),
    }
    return render(request, "identity/add_passkey.html", context)


@factors.freshly_proved
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Ask once, then take a factor away."""
    account = account_of(request)
    factor = get_object_or_404(factors.owned(account), pk=factor_id)
    if request.method == "POST":
        factors.remove(by=account, factor=factor)
        messages.success(request, _("It was removed. We told you so on every way we reach you."))
        return redirect("identity:factors")
    context = {"factor": factor, "permit": factors.may_remove(account, factor)}
    return render(request, "identity/remove_factor.html", context)


@factors.before_second_factor
@never_cache
@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The new recovery codes, this once."""
    codes = request.session.pop(FRESH_CODES, None)
    next_url = request.session.get(NEXT) or reverse("identity:factors")
    context = {"codes": codes, "next_url": next_url}
    return render(request, "identity/recovery_codes.html", context)


@factors.freshly_proved
@require_POST
def make_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new ones; those before are void."""
    request.session[FRESH_CODES] = factors.new_recovery_codes(by=account_of(request))
    return redirect("identity:recovery_codes")


def _set_up(request: HttpRequest, account: Account) -> HttpResponse:
    """After a factor was set up: recovery codes if there are none, then where one was going."""
    messages.success(request, _("Your second factor is set up."))
    if not factors.recovery_codes_left(account):
        request.session[FRESH_CODES] = factors.new_recovery_codes(by=account)
        return redirect("identity:recovery_codes")
    return redirect(request.session.pop(NEXT, None) or "identity:factors")


def _asking(account: Account, options: str) -> dict[str, Any]:
    """What the page shows that asks for a second factor."""
    kinds = {factor.type for factor in factors.factors_of(account)}
    return {
        "heading": _("Show that it is you"),
        "submit_text": _("Go on"),
        "options": options,
        "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        "has_app": Authenticator.Type.TOTP in kinds,
    }


def _posted(request: HttpRequest, field: str) -> Any:
    """What was posted, if it was this field's form."""
    return request.POST if request.method == "POST" and field in request.POST else None


def _next(request: HttpRequest) -> str:
    return get_next_redirect_url(request) or reverse("identity:factors")
