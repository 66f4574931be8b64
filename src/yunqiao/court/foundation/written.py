"""Text and choices as people and programs give them: what cannot be kept or shown is refused by a sentence."""

import re
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

FILL_IN = _("Fill this in.")
CHOOSE = _("Choose one from the list.")
CONTROL = _(
    "The text holds a character that cannot be shown. Type it again or paste it as plain text."
)


def has_control(text: str) -> bool:
    """Whether the text holds a character that no page can show; line ends and tabs are none."""
    return _CONTROL.search(text) is not None


def _no_control(text: str) -> str:
    if has_control(text):
        raise PydanticCustomError("control", "the text holds a control character; remove it")
    return text.replace("\r\n", "\n")


def _shown(text: str) -> None:
    if has_control(text.replace("\0", "")):  # Django refuses a null character itself
        raise forms.ValidationError(CONTROL)


class Written(forms.CharField):
    """Text of any script; what cannot be kept or shown is refused by a sentence."""

    default_validators = [_shown]
    default_error_messages = {
        "required": FILL_IN,
        "null_characters_not_allowed": CONTROL,
        "max_length": _(
            "%(limit_value)d characters fit here and this has %(show_value)d. Shorten it, or attach it as a document."
        ),
    }


class Chosen(forms.ChoiceField):
    """One of a list; anything else is refused by a sentence."""

    default_error_messages = {"invalid_choice": CHOOSE}


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
Clean = AfterValidator(_no_control)
"""Text given to the API: line ends of one kind, no character that cannot be shown."""
