"""Pages of signing in: an address or a number, the code, the end of a session."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yunqiao.court.foundation.components import Tab
from yunqiao.court.identity.forms import AddressForm, PhoneForm
from yunqiao.court.identity.limits import TooOftenError, count_asked, may_try, void
from yunqiao.court.identity.phones import written_number
from yunqiao.court.identity.queries import message_named
from yunqiao.court.identity.records import Channel
from yunqiao.court.identity.sign_in import SENT
from yunqiao.court.identity.words import state_of_message

STOP_POLLING = 286
"""The status by which htmx learns that nothing more will change."""


class SignInView(RequestLoginCodeView):  # type: ignore[misc]  # allauth is untyped
    """Ask for an e-mail address and send a code to it."""

    view_name = "account_login"
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

    def get_form_class(self) -> type[forms.Form]:
        """The address of this way of signing in."""
        return AddressForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The other ways beside this one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        ways = (
            ("account_login", _("E-mail")),
            ("account_login_by_phone", _("Mobile phone")),
        )
        tabs = [
            Tab(title, self.passthrough_next_url(reverse(name)), name == self.view_name)
            for name, title in ways
        ]
        return context | {"tabs": tabs}


class PhoneSignInView(SignInView):
    """Ask for a mobile number and send a code to it."""

    view_name = "account_login_by_phone"

    def get_form_class(self) -> type[forms.Form]:
        """The number of this way of signing in."""
        return PhoneForm


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where the code went, and what became of the message."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        phone = context["phone"]
        back = "account_login_by_phone" if phone else "account_login"
        return context | {
            "address": written_number(phone) if phone else context["email"],
            "by_phone": bool(phone),
            "again_url": self.passthrough_next_url(reverse(back)),
            "message": state_of_message(message_named(self.request.session.get(SENT))),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take no code that is void, be it right."""
        code = self._process.code
        if self._action == "resend" or may_try(request, self._address[1], code):
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        messages.error(request, void())
        return self._again()

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Sign in, or send another code."""
        if self._action != "resend":
            response: HttpResponse = super().form_valid(form)
            return response
        try:
            count_asked(self.request, *self._address)
        except TooOftenError as error:
            messages.error(self.request, str(error))
        else:
            self._process.resend()
            messages.success(self.request, _("We sent another code. The one before is void."))
        return self._again()

    def _again(self) -> HttpResponse:
        here = self.passthrough_next_url(reverse("account_confirm_login_code"))
        return HttpResponseRedirect(here)

    @property
    def _address(self) -> tuple[Channel, str]:
        phone = self._process.state.get("phone")
        return (Channel.SMS, phone) if phone else (Channel.EMAIL, self._process.state["email"])


class SignOutView(LogoutView):  # type: ignore[misc]  # allauth is untyped
    """Ask once, then sign out."""

    extra_context = {
        "heading": gettext_lazy("Sign out?"),
        "submit_text": gettext_lazy("Sign out"),
    }


@require_safe
@never_cache
def code_state(request: HttpRequest) -> HttpResponse:
    """What became of the message that carries this session's code, as a piece of the page."""
    shown = state_of_message(message_named(request.session.get(SENT)))
    status = STOP_POLLING if shown.is_final else 200
    return render(request, "identity/_message.html", {"message": shown}, status=status)


def closed(request: HttpRequest) -> HttpResponse:
    """Tell that the account is closed."""
    return render(request, "account/account_inactive.html", status=403)
