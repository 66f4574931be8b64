"""Forms of administration that are about no topic: a new court, the address of a test message."""

import re
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.administration.words import LEVELS
from yunqiao.court.directory.models import CourtLevel

MARK: Final = re.compile(r"[\u4e00-\u9fff]{1,3}\d{0,4}")


class FoundForm(forms.Form):
    """A court that is entered anew."""

    code = forms.CharField(
        label=_("Mark in case numbers"),
        help_text=_("As the Provisions on case numbers give it, for example 粤0704."),
        max_length=12,
        error_messages={"required": _("Give the court's mark.")},
    )
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    level = forms.ChoiceField(
        label=_("Level"), choices=[(level, LEVELS[level]) for level in CourtLevel]
    )

    def clean_code(self) -> str:
        """One to three characters and up to four digits."""
        code: str = self.cleaned_data["code"].strip()
        if not MARK.fullmatch(code):
            raise forms.ValidationError(
                _("A court's mark is a province's character and digits, such as 粤0704.")
            )
        return code


class AddressForm(forms.Form):
    """Where a test message goes."""

    email = forms.EmailField(
        label=_("Send a test message to"),
        max_length=254,
        error_messages={
            "required": _("Give the e-mail address."),
            "invalid": _("Write the whole e-mail address, for example name@example.org."),
        },
    )
