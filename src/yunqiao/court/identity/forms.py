"""Forms of signing in: an address or a number, then the code sent to it."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.foundation.reader import device_zone
from yunqiao.court.identity.accounts import open_account, open_account_by_phone
from yunqiao.court.identity.limits import TooOftenError, count_asked
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.phones import (
    NotAMobileNumberError,
    countries,
    country_of,
    read_number,
)
from yunqiao.court.identity.records import Channel


def email_field() -> forms.EmailField:
    """The field for an e-mail address."""
    return forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send a code to it. There is no password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give your e-mail address."),
            "invalid": _("Write the whole e-mail address, for example name@example.org."),
            "max_length": _("Write the whole e-mail address, for example name@example.org."),
        },
    )


class EmailForm(forms.Form):
    """An e-mail address, counted against the limits on how often one may ask."""

    channel = Channel.EMAIL
    email = email_field()

    def clean_email(self) -> str:
        """Refuse what was asked for too often."""
        email = str(self.cleaned_data["email"]).lower()
        _count(Channel.EMAIL, email)
        return email


class NumberForm(forms.Form):
    """A mobile number of any country, as it is written there or whole; `phone` becomes E.164."""

    channel = Channel.SMS
    country = forms.ChoiceField(
        label=_("Country or region"),
        help_text=_("A number that begins with + needs none."),
        error_messages={
            "required": _("Choose a country or region."),
            "invalid_choice": _("Choose a country or region."),
        },
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        help_text=_("We send a code to it as a text message. There is no password."),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={
            "required": _("Give your mobile number."),
            "max_length": _("Write the number with its country code, for example +1 626 555 0134."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)
        country.choices = countries()
        country.initial = country_of(device_zone(context.request))

    def clean(self) -> dict[str, Any]:
        """Read the number with its country, then count it."""
        cleaned = super().clean() or {}
        if "phone" in cleaned and "country" in cleaned:
            try:
                cleaned["phone"] = read_number(cleaned["phone"], cleaned["country"])
                _count(Channel.SMS, cleaned["phone"])
            except (NotAMobileNumberError, ValidationError) as error:
                sentence = error.messages if isinstance(error, ValidationError) else str(error)
                self.add_error("phone", sentence)
        return cleaned


class AddressForm(EmailForm):
    """Where to send the code. An address seen for the first time gets an account of its own."""

    _user: Account

    def clean_email(self) -> str:
        """Find or open the account."""
        email = super().clean_email()
        self._user = open_account(email, get_language() or settings.LANGUAGE_CODE)
        return email


class PhoneForm(NumberForm):
    """Which number to send the code to. A number seen for the first time gets an account."""

    _user: Account

    def clean(self) -> dict[str, Any]:
        """Find or open the account."""
        cleaned = super().clean()
        if not self.errors:
            language = get_language() or settings.LANGUAGE_CODE
            self._user = open_account_by_phone(cleaned["phone"], language)
        return cleaned


def code_field() -> forms.CharField:
    """The field for a code that came."""
    return forms.CharField(
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


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth is untyped
    """The code that came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()


def _count(channel: Channel, address: str) -> None:
    try:
        count_asked(context.request, channel, address)
    except TooOftenError as error:
        raise ValidationError(str(error)) from None
