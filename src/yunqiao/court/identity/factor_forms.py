"""Forms of second factors: the code of an app, a recovery code, what a passkey answers."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yunqiao.court.identity.forms import code_field

NOT_A_PASSKEY = {
    "required": _("No passkey was used. Try again, or use another way."),
    "invalid": _("No passkey was used. Try again, or use another way."),
}


def _credential() -> forms.JSONField:
    return forms.JSONField(widget=forms.HiddenInput, error_messages=NOT_A_PASSKEY)


def _understood(check: Callable[[], Any]) -> Any:
    """What a check of a device's answer finds; an answer of any other form is none."""
    try:
        return check()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error):
        raise ValidationError(NOT_A_PASSKEY["invalid"]) from None


class FactorCodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """The code an authenticator app shows now, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()
        self.fields["code"].label = _("Code of your app, or a recovery code")
        self.fields["code"].error_messages["required"] = _("Type the code your app shows now.")

    def save(self) -> None:
        """Note on the session that a second factor was shown."""
        post_authentication(context.request, self.authenticator, reauthenticated=True)


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """What a passkey answers when it is the second factor."""

    reauthenticated = True
    credential = _credential()

    def clean_credential(self) -> Authenticator:
        """The passkey that answered."""
        return _understood(super().clean_credential)


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth is untyped
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()
        self.fields["code"].label = _("The six digits the app shows now")
        self.fields["code"].error_messages["required"] = _("Type the code your app shows now.")


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """A name for a new passkey, and what the device answered."""

    name = forms.CharField(
        label=_("A name to know it by"),
        help_text=_("For example: my phone, the key on my desk."),
        max_length=60,
        required=False,
    )
    credential = _credential()
    passwordless = None
    cleaned_data: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        """A passkey checks its holder's finger, face or PIN."""
        self.cleaned_data["passwordless"] = True
        checked: dict[str, Any] = _understood(super().clean)
        return checked


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """What a passkey answers that signs in alone."""

    credential = _credential()

    def clean_credential(self) -> Authenticator:
        """The passkey that answered."""
        return _understood(super().clean_credential)
