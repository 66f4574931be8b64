"""Pages of signing in and of one's account."""

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from yunqiao.gateways.mail.port import MailUnavailableError


class SignInView(RequestLoginCodeView):  # type: ignore[misc]  # allauth is untyped
    """Ask for an address and send a code to it."""

    extra_context = {"heading": _("Sign in or sign up"), "submit_text": _("Send me a code")}

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        """Send the code, or say that it could not be sent."""
        try:
            response: HttpResponse = super().form_valid(form)
        except MailUnavailableError:
            form.add_error(
                "email", _("We could not send e-mail just now. Wait a minute and try again.")
            )
            response = self.form_invalid(form)
        return response


class CodeView(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth is untyped
    """Ask for the code."""

    extra_context = {"heading": _("Type the code we sent you"), "submit_text": _("Sign in")}


class SignOutView(LogoutView):  # type: ignore[misc]  # allauth is untyped
    """Ask once, then sign out."""

    extra_context = {"heading": _("Sign out?"), "submit_text": _("Sign out")}


def closed(request: HttpRequest) -> HttpResponse:
    """Tell that the account is closed."""
    return render(request, "account/account_inactive.html", status=403)
