"""Forms of the counter: a person, how the claim was signed, the code of a receipt."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic_core import PydanticCustomError

from yunqiao.court.casefile.at_counter import ORAL, PAPER, SCREEN, TELEPHONE, PresenceForm
from yunqiao.court.casefile.models import PartyKind
from yunqiao.court.filing.claim import phone_number
from yunqiao.court.filing.forms_desk import ReasonForm
from yunqiao.court.filing.forms_signing import SignedForm
from yunqiao.court.filing.sentences import SENTENCES
from yunqiao.court.foundation.components import DateInput
from yunqiao.court.foundation.written import Chosen, Written


class SearchForm(forms.Form):
    """By what a person is looked up, and why; parts of a name find nobody."""

    identifier = Written(
        label=_("E-mail address, telephone, number of an identity paper, or receipt number"),
        help_text=_("In full, as the person gives it; a telephone with its country code."),
        required=False,
        max_length=254,
    )
    name = Written(
        label=_("Or the full name"),
        help_text=_("With the date of birth, of somebody whose papers a court has."),
        required=False,
        max_length=300,
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=DateInput,
        error_messages={"invalid": _("Give a day, for example 2026-03-31.")},
    )
    why = Written(
        label=_("Why do you look them up?"),
        help_text=_("The person can read it with your look on their docket."),
        max_length=200,
        error_messages={"required": _("Say why; the person can read it.")},
    )

    def clean(self) -> dict[str, Any]:
        """One identifier, or a name with its date of birth."""
        cleaned: dict[str, Any] = super().clean() or {}
        whole_name = cleaned.get("name") and cleaned.get("birth_date")
        if not self.errors and not cleaned.get("identifier") and not whole_name:
            self.add_error(
                "identifier", _("Give one of these in full, or a full name and the date of birth.")
            )
        return cleaned


class PersonForm(forms.Form):
    """A person at the counter: any one name is enough."""

    kind = Chosen(
        label=_("A person or an organisation?"),
        choices=[
            (PartyKind.NATURAL, _("A person")),
            (PartyKind.ORGANISATION, _("A company or other organisation")),
        ],
        widget=forms.RadioSelect,
        initial=PartyKind.NATURAL,
    )
    chinese = Written(label=_("Name in Chinese"), required=False, max_length=300)
    passport = Written(label=_("Name as in the passport"), required=False, max_length=300)
    former = Written(label=_("Former name"), required=False, max_length=300)
    other = Written(
        label=_("Name in another script"),
        help_text=_("One name in any script is enough."),
        required=False,
        max_length=300,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Write the whole e-mail address, for example name@example.org.")
        },
    )
    telephone = Written(
        label=_("Telephone"),
        help_text=_("With the country code, for example +1 626 555 0134."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    address = Written(
        label=_("Address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_telephone(self) -> str:
        """A number of any country."""
        try:
            return phone_number(self.cleaned_data["telephone"])
        except PydanticCustomError:
            raise forms.ValidationError(SENTENCES["phone"]) from None

    def clean(self) -> dict[str, Any]:
        """At least one name."""
        cleaned: dict[str, Any] = super().clean() or {}
        names = ("chinese", "passport", "former", "other")
        if not self.errors and not any(cleaned.get(name) for name in names):
            self.add_error("chinese", _("Give at least one name, in any script."))
        return cleaned


class CounterReasonForm(PresenceForm, ReasonForm):
    """What the person asks of the court, in their own words."""


class TakenDownForm(PresenceForm, SignedForm):
    """How the person stood by the claim."""

    signed = Chosen(
        label=_("How do they sign?"),
        choices=[
            (SCREEN, _("With their name on this screen")),
            (PAPER, _("On paper; the signed page is scanned")),
            (ORAL, _("They claim orally; I write it into the record")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they sign.")},
    )
    signed_page = Chosen(label=_("Which file is the signed page?"), required=False)
    signature = Written(
        label=_("Full name of the person"),
        help_text=_("On the screen they type it themselves."),
        max_length=300,
        error_messages={"required": _("Give the person's full name.")},
    )
    true = forms.BooleanField(
        label=_("The person has read the claim, or heard it read, and says that it is true."),
        error_messages={"required": _("Read the claim with the person first.")},
    )
    field_order = ("presence", "signed", "signed_page", "signature", "anyway", "true")

    def __init__(self, *args: Any, files: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signed_page"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *files]

    def clean(self) -> dict[str, Any]:
        """Nobody signs on a screen they do not see; a paper signature is in the files."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("presence") == TELEPHONE and cleaned.get("signed") == SCREEN:
            self.add_error(
                "signed",
                _("Somebody on the telephone does not see this screen. Choose paper or orally."),
            )
        if cleaned.get("signed") == PAPER and not cleaned.get("signed_page"):
            self.add_error(
                "signed_page", _("Scan the signed page into the evidence, then choose it here.")
            )
        if cleaned.get("signed") != SCREEN:
            cleaned["drawn"] = ""
        return cleaned


class JoinForm(forms.Form):
    """What stands on a receipt of the counter."""

    receipt = Written(
        label=_("Receipt number"),
        help_text=_("For example YQ261121-7K4M-Q2XD."),
        max_length=40,
        error_messages={"required": _("Give the receipt number.")},
    )
    name = Written(
        label=_("Your name as you gave it at the counter"),
        help_text=_("Any one of the names you gave."),
        max_length=300,
        error_messages={"required": _("Give your name.")},
    )
    code = Written(
        label=_("Code on the receipt"),
        help_text=_("Three groups of four letters and digits."),
        max_length=40,
        error_messages={"required": _("Give the code.")},
    )
