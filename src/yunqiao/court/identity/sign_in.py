"""How allauth sends our codes and welcomes whoever proved an address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity.accounts import ensure_person
from yunqiao.court.identity.models import Account
from yunqiao.gateways.mail.port import Mail, MailGateway
from yunqiao.gateways.registry import gateway


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Sends through our mail gateway; accounts open by signing in, not by a form of their own."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code we sent last. Look at the newest message again."),
        "too_many_login_attempts": _(
            "Too many tries. Wait ten minutes, then ask for a code again. If it is urgent, call 12368."
        ),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Refuse allauth's own sign-up: there is no password to set."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of the messages of signing in, in the reader's language.

        Raises:
            MailUnavailableError: the mail server could not be reached.
        """
        subject = render_to_string(f"{template_prefix}_subject.txt", context).strip()
        text = render_to_string(f"{template_prefix}_message.txt", context)
        mail = Mail(key=f"sign-in.{new_id()}", to=email, subject=subject, text=text)
        gateway(MailGateway).send(mail)  # type: ignore[type-abstract]

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, with a person to act as from the first time on."""
        ensure_person(user)
        super().login(request, user)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Show errors only: the pages themselves say where the code went."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)
