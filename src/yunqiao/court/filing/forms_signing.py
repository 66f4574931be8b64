"""Forms under which somebody puts their name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.filing import drawing
from yunqiao.court.filing.signers import Signers
from yunqiao.court.foundation.written import Written


def drawn_field() -> forms.RegexField:
    """The strokes of a signature drawn on the screen, which nobody must draw."""
    sentence = _(
        "The drawing cannot be read. Clear it and draw again, or leave it: the typed name is enough."
    )
    return forms.RegexField(
        drawing.STROKES,
        required=False,
        max_length=drawing.LONGEST,
        widget=forms.HiddenInput,
        error_messages={"invalid": sentence, "max_length": sentence},
    )


class SignedForm(forms.Form):
    """A typed name and a drawing. A name that nobody is known by here is asked about, not refused."""

    signature = Written(
        label=_("Your full name, as your signature"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Sign with your full name.")},
    )
    anyway = forms.BooleanField(
        label=_("I sign with this name all the same. The filing clerk sees that it differs."),
        required=False,
    )
    drawn = drawn_field()
    key = Written(widget=forms.HiddenInput, max_length=128)

    def __init__(self, *args: Any, signers: Signers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signers = signers
        if not self.is_bound:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        """Ask whether a name is meant that is none of those known."""
        cleaned: dict[str, Any] = super().clean() or {}
        signature = cleaned.get("signature")
        warning = self.signers.warning(signature) if self.signers and signature else ""
        if not warning:
            self.fields.pop("anyway", None)
        elif not cleaned.get("anyway"):
            what = _("Write it as it stands there, or tick that you sign with it all the same.")
            self.add_error("signature", f"{warning} {what}")
        return cleaned


class SignatureForm(SignedForm):
    """The last step: stand by what was written."""

    true = forms.BooleanField(
        label=_("What I wrote is true. I know that a false claim has consequences in law."),
        error_messages={"required": _("Confirm that what you wrote is true.")},
    )
    field_order = ("signature", "anyway", "true")
