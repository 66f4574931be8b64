"""Forms of the account page."""

import unicodedata
from datetime import timedelta
from typing import Any, Final
from zoneinfo import available_timezones

from babel.dates import get_timezone_location
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yunqiao.court.foundation.reader import locale_name, zone_named
from yunqiao.court.identity.forms import code_field
from yunqiao.court.identity.models import Account, Script
from yunqiao.court.identity.words import script_name

LASTS: Final = {30: _("30 days"), 90: _("90 days"), 365: _("One year")}
DEVICE: Final = ""
"""The choice of no time zone: that of the device in hand."""


def _written(**more: Any) -> forms.CharField:
    return forms.CharField(
        error_messages={
            "required": _("Write something here."),
            "null_characters_not_allowed": _("There is a character here that cannot be shown."),
            "max_length": _("This is too long: %(limit_value)d characters fit."),
        },
        **more,
    )


class NameForm(forms.Form):
    """One more name, in any script."""

    text = _written(
        label=_("Name"),
        help_text=_("Exactly as it is written, in any script. One name alone is fine."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    script = forms.ChoiceField(
        label=_("Which name is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say which name it is.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        script = self.fields["script"]
        assert isinstance(script, forms.ChoiceField)
        script.choices = [(one.value, script_name(one)) for one in Script]

    def clean_text(self) -> str:
        """Any character but control characters; rare ones of one's own may stand where they like."""
        text = str(self.cleaned_data["text"])
        if any(unicodedata.category(one) in {"Cc", "Cs"} for one in text):
            raise ValidationError(_now("There is a character here that cannot be shown."))
        return text


class ConfirmForm(forms.Form):
    """The code sent to a new address."""

    code = code_field()


class PreferencesForm(forms.Form):
    """Language and time zone."""

    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Pages and messages come in it. The proceedings are in Chinese."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Shown beside the court's time."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [(DEVICE, _("That of the device I use")), *_zones()]

    @classmethod
    def of(cls, account: Account) -> "PreferencesForm":
        """The form as the account has it."""
        zone = account.time_zone if account.keeps_time_zone else DEVICE
        return cls(initial={"language": account.language, "time_zone": zone})


class TokenForm(forms.Form):
    """A key for a program."""

    name = _written(
        label=_("What is it for?"),
        help_text=_("For example the name of the program that will use it."),
        max_length=100,
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=[(str(days), text) for days, text in LASTS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long the key is good for.")},
    )

    @property
    def lasts(self) -> timedelta:
        """How long the key is good for."""
        return timedelta(days=self.cleaned_data["days"])


def _zones() -> list[tuple[str, str]]:
    locale = locale_name()
    named = {
        get_timezone_location(zone, locale=locale): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith(_NO_PLACES)
        if (zone := zone_named(name))
    }
    return [(name, place) for place, name in sorted(named.items())]


_NO_PLACES: Final = ("Etc/", "posix/", "right/", "US/", "SystemV/")
