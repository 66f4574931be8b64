"""The form of one exhibit."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES: Final = (
    "zh", "en", "fr", "de", "es", "pt", "it", "ru", "ja", "ko", "th", "vi", "ms", "id", "ar", "nl",
    "km", "lo", "my", "mn",
)  # fmt: skip
"""The original language of a document; the likely ones."""


def language_choices() -> Iterator[tuple[str, str]]:
    """Languages in the reader's own."""
    named = Locale.parse("en" if (get_language() or "").startswith("en") else "zh_Hans").languages
    yield "", ""
    yield from ((code, named[code]) for code in LANGUAGES)


class ExhibitForm(forms.Form):
    """What an exhibit is called, what it proves, in which language it is."""

    title = forms.CharField(
        label=_("Name of the exhibit"),
        help_text=_("For example: loan agreement of 3 May 2025."),
        max_length=300,
        error_messages={"required": _("Give the exhibit a name.")},
    )
    proves = forms.CharField(
        label=_("What does it prove?"),
        help_text=_("One or two sentences. It also helps the court to find the page."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language of the original"), choices=language_choices, required=False
    )
    translation_of = forms.ChoiceField(
        label=_("Is it the translation of another exhibit?"), required=False
    )

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["translation_of"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("No")), *others]
        if not others:
            del self.fields["translation_of"]
