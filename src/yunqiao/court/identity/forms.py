"""Forms of signing in: an address, then the code sent to it."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.identity.accounts import AccountClosedError, open_account
from yunqiao.court.identity.models import Account


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth is untyped
    """Where to send the code. An address seen for the first time gets an account of its own."""

    _user: Account | None
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a code to it. There is no password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give your e-mail address."),
            "invalid": _("Write the whole e-mail address, for example name@example.org."),
        },
    )

    def clean_email(self) -> str:
        """Find or open the account, after the limits on how often one may ask."""
        email: str = super().clean_email()
        if self._user is None:
            try:
                self._user = open_account(email, get_language() or settings.LANGUAGE_CODE)
            except AccountClosedError:
                raise ValidationError(
                    _("This account is closed. Call the hotline 12368 to open it again.")
                ) from None
        return email


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth is untyped
    """The code that came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code"),
            max_length=20,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "one-time-code",
                    "autocapitalize": "characters",
                    "spellcheck": "false",
                }
            ),
            error_messages={"required": _("Type the code from the message.")},
        )
