"""How allauth sends our codes and welcomes whoever proved an address."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages as page_messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.foundation.navigation import workplace
from yunqiao.court.identity import limits, messages, sessions
from yunqiao.court.identity.accounts import ensure_person, remember_reader
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.records import Channel

SENT: Final = "code_message"
"""Under this name a session knows the message that carries its code."""


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Sends through our gateways; accounts open by signing in, not by a form of their own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code we sent last. Look at the newest message again."),
        "too_many_login_attempts": _(
            "Too many tries. Wait ten minutes, then try again with a new code. If it is urgent, call 12368."
        ),
        "rate_limited": _("Too many tries. Wait ten minutes, then try again."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Refuse allauth's own sign-up: there is no password to set."""
        return False

    def send_mail(self, _template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the code of signing in, the only thing allauth mails here."""
        self._send(Channel.EMAIL, email, context["code"])

    def generate_phone_verification_code(self, *, user: Account, phone: str) -> str:
        """Make a code for a mobile number."""
        assert user.phone == phone
        return limits.new_code(self.request, phone)

    def send_verification_code_sms(
        self, user: Account, phone: str, code: str, **_more: Any
    ) -> None:
        """Send the code to a mobile number."""
        del user
        self._send(Channel.SMS, phone, code)

    def set_phone_verified(self, user: Account, phone: str) -> None:
        """What proves a number is that its account has a person, from `login` on."""
        assert user.phone == phone

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, with a person to act as from the first time on; a closed account stays out.

        The first time, the language of the page is the account's: whoever opened it for another
        could not know what they read.
        """
        if not user.is_active:
            raise ImmediateHttpResponse(redirect("account_inactive"))
        ensure_person(user)
        if user.last_login is None:
            spoken = get_language() or user.language
            remember_reader(user, language=spoken, time_zone=user.time_zone)
        super().login(request, user)
        sessions.note_opened(request=request, account=user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead staff to where their work waits, everybody else to their matters."""
        return workplace(request.user)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Show errors only: the pages themselves say where the code went."""
        if level >= page_messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def _send(self, channel: Channel, address: str, code: str) -> None:
        message = messages.send_code(channel=channel, address=address, code=code)
        self.request.session[SENT] = str(message.id)
