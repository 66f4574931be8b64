"""The form of one exhibit."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.foundation.reader import locale_name

LANGUAGES: Final = (
    "zh", "en", "fr", "de", "es", "pt", "it", "ru", "ja", "ko", "th", "vi", "ms", "id", "ar", "nl",
    "km", "lo", "my", "mn",
)  # fmt: skip
"""The original language of a document; the likely ones."""


def language_choices() -> Iterator[tuple[str, str]]:
    """Languages in the reader's own."""
    named = Locale.parse(locale_name()).languages
    yield "", ""
    yield from ((code, named[code]) for code in LANGUAGES)


Choices = Sequence[tuple[str, str]]


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

    answers = forms.ChoiceField(
        label=_("Which point of the court's notice does it answer?"),
        error_messages={"required": _("Say which point it answers.")},
    )
    replaces = forms.ChoiceField(
        label=_("Does it stand in the place of a file the court has?"),
        help_text=_("For example a readable copy. The earlier file stays on the docket."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        others: Choices,
        filed: Choices = (),
        points: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        none = [("", _("No"))]
        self._offer("translation_of", [*none, *others] if others else [])
        self._offer("replaces", [*none, *filed] if filed else [])
        self._offer("answers", list(points))

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Let one of these be chosen; where there are none, do not ask."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]
