"""Forms of an agent's authority."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.filing.claim import RepresentationGiven
from yunqiao.court.filing.facts import AgentKind, PowerCertification
from yunqiao.court.filing.forms import GivenForm
from yunqiao.court.filing.words import AGENTS, CERTIFIED, PAPERS, POWERS, PRINCIPALS
from yunqiao.court.foundation.components import DateInput
from yunqiao.court.foundation.legal_words import place_choices
from yunqiao.court.foundation.written import Chosen, Written

MYSELF: Final = "self"
OTHER: Final = "other"


def _choices(named: Mapping[Any, Promise]) -> Iterable[tuple[str, Promise]]:
    return [(member.value, text) for member, text in named.items()]


class ForWhomForm(forms.Form):
    """For whom a claim is filed."""

    for_whom = Chosen(
        label=_("For whom do you file?"),
        choices=[
            (MYSELF, _("For myself, or for my own company or organisation")),
            (OTHER, _("For somebody else, as their agent")),
        ],
        widget=forms.RadioSelect,
        initial=MYSELF,
        required=False,
    )


class RepresentationForm(GivenForm):
    """Who the agent is, and what the power of attorney says."""

    given = RepresentationGiven
    principal = Chosen(
        label=_("Whom do you act for?"),
        choices=lambda: [("", ""), *_choices(PRINCIPALS)],
        error_messages={"required": _("Say whom you act for.")},
    )
    kind = Chosen(
        label=_("Who are you?"),
        choices=lambda: _choices(AGENTS),
        widget=forms.RadioSelect,
        initial=AgentKind.MAINLAND_LAWYER.value,
        error_messages={"required": _("Say who you are.")},
    )
    name = Written(
        label=_("Your full name"),
        max_length=300,
        error_messages={"required": _("Give your name.")},
    )
    office = Written(
        label=_("Law firm, office, employer, or how you are related"),
        required=False,
        max_length=300,
    )
    licence = Written(
        label=_("Number of the practice licence"),
        help_text=_("Only lawyers and legal service workers have one."),
        required=False,
        max_length=300,
    )
    signed_in = Chosen(
        label=_("Where was the power of attorney signed?"),
        choices=place_choices,
        error_messages={"required": _("Choose a country or region.")},
    )
    signed_on = forms.DateField(
        label=_("On which day?"),
        widget=DateInput,
        error_messages={
            "required": _("Give the day on which it was signed."),
            "invalid": _("Give a day, for example 2026-03-31."),
        },
    )
    certified = Chosen(
        label=_("How is it certified?"),
        choices=lambda: _choices(CERTIFIED),
        initial=PowerCertification.NOT.value,
        error_messages={"required": _("Choose one.")},
    )
    powers = forms.MultipleChoiceField(
        label=_("Which special powers does it name?"),
        help_text=_(
            "Tick only what it names. “General authority” alone covers none of these"
            " (Civil Procedure Law, article 62)."
        ),
        choices=lambda: _choices(POWERS),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    receives = forms.BooleanField(
        label=_("The agent may receive documents for the party."),
        required=False,
        initial=True,
    )
    until = forms.DateField(
        label=_("Last day of the authority"),
        help_text=_("Only if the power of attorney names one."),
        widget=DateInput,
        required=False,
        error_messages={"invalid": _("Give a day, for example 2026-03-31.")},
    )


class AuthorityForm(RepresentationForm):
    """As `RepresentationForm`, for an agent who is named later: by e-mail address."""

    email = Written(
        label=_("The agent's e-mail address"),
        help_text=_("With it they sign in, see the case and act on it."),
        max_length=254,
        widget=forms.EmailInput,
        error_messages={"required": _("Give the agent's e-mail address.")},
    )
    field_order = ("email",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, lacking) in _OF_ANOTHER.items():
            field = self.fields[name]
            field.label, field.error_messages["required"] = label, lacking

    def as_given(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What belongs to the authority; the address names the account."""
        return super().as_given({key: cleaned[key] for key in cleaned if key != "email"})


_OF_ANOTHER: Final = {
    "principal": (_("Who is the party?"), _("Say who the party is.")),
    "kind": (_("Who is the agent?"), _("Say who the agent is.")),
    "name": (_("The agent's full name"), _("Give the agent's name.")),
}
"""Of an agent whom somebody else names: the question, and what is said where no answer is given."""


class PaperForm(forms.Form):
    """What an agent's paper is."""

    title = Written(
        label=_("Name of the paper"),
        max_length=300,
        error_messages={"required": _("Give the paper a name.")},
    )
    paper = Chosen(
        label=_("What is it?"),
        choices=lambda: _choices(PAPERS),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
