"""Pages of signing in and of one's account."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.gateways.mail.port import MailUnavailableError


class SignInView(RequestLoginCodeView):  # type: ignore[misc]  # allauth is untyped
    """Ask for an address and send a code to it."""

    extra_context = {
        "heading": gettext_lazy("Sign in or sign up"),
        "submit_text": gettext_lazy("Send me a code"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Begin anew: whoever comes back here mistyped the address or waited in vain."""
        if not request.user.is_authenticated:
            clear_login(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        """Send the code, or say that it could not be sent."""
        try:
            response: HttpResponse = super().form_valid(form)
        except MailUnavailableError:
            form.add_error("email", _mail_is_down())
            response = self.form_invalid(form)
        return response


class CodeView(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth is untyped
    """Ask for the code; where it is no longer good, say so and lead back to ask for another."""

    extra_context = {
        "heading": gettext_lazy("Type the code we sent you"),
        "submit_text": gettext_lazy("Sign in"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say why whoever waited too long, or never asked for a code, is led back."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if response.headers.get("Location") == reverse("account_login"):
            if not messages.get_messages(request):
                messages.error(request, _("That code is no longer good. Ask for a new one."))
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_login")))
        return response

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Sign in, or send another code."""
        if self._action != "resend":
            return self._signed_in(form)
        try:
            self._process.resend()
        except MailUnavailableError:
            messages.error(self.request, _mail_is_down())
        else:
            messages.success(self.request, _("We sent another code. The one before is void."))
        return HttpResponseRedirect(
            self.passthrough_next_url(reverse("account_confirm_login_code"))
        )

    def _signed_in(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return response


class SignOutView(LogoutView):  # type: ignore[misc]  # allauth is untyped
    """Ask once, then sign out."""

    extra_context = {
        "heading": gettext_lazy("Sign out?"),
        "submit_text": gettext_lazy("Sign out"),
    }


def closed(request: HttpRequest) -> HttpResponse:
    """Tell that the account is closed."""
    return render(request, "account/account_inactive.html", status=403)


def _mail_is_down() -> str:
    return _("We could not send e-mail just now. Wait a minute and try again.")
