"""The questions of the advice on courts, as a form; every one but the first may stay open."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.filing.advice import LONGEST_PLACE, AdviceGiven
from yunqiao.court.filing.forms import AmountField, GivenForm
from yunqiao.court.foundation.legal_words import language
from yunqiao.court.foundation.written import Chosen, Written
from yunqiao.law.jurisdiction.agreement import ChosenCourt
from yunqiao.law.jurisdiction.connection import ConnectingPoint, Dispute
from yunqiao.law.jurisdiction.exclusive import ExclusiveSubject
from yunqiao.law.texts import name_of

YES_NO: Final = [("", _("Not known")), ("true", _("Yes")), ("false", _("No"))]


_SAID: Final = {"true": True, "false": False}


def disputes() -> Iterator[tuple[str, str]]:
    """Kinds of dispute in the reader's language."""
    yield from _named(Dispute)


def subjects() -> Iterator[tuple[str, str]]:
    """What is reserved to certain courts, the rest first."""
    yield from sorted(_named(ExclusiveSubject), key=lambda one: one[0] != ExclusiveSubject.ANY_OTHER.value)  # fmt: skip


def choices_of_court() -> Iterator[tuple[str, Any]]:
    """Whose courts the parties chose."""
    yield "", _("None, or not known")
    yield from _named(ChosenCourt)


def points() -> Iterator[tuple[str, str]]:
    """What may lie in China."""
    yield from _named(ConnectingPoint)


class AdviceForm(GivenForm):
    """What is known of the dispute; sent by GET, and nothing is stored."""

    given = AdviceGiven
    dispute = Chosen(
        label=_("What is the dispute about?"),
        choices=disputes,
        error_messages={"required": _("Choose one.")},
    )
    subject = Chosen(label=_("Is it one of these?"), choices=subjects, required=False)
    defendant_domiciled_in_china = Chosen(
        label=_("Does the other side live in mainland China, or have its seat there?"),
        choices=YES_NO,
        required=False,
    )
    points = forms.MultipleChoiceField(
        label=_("If not: what lies in mainland China?"),
        choices=points,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = Written(
        label=_("Where is that?"),
        help_text=_(
            "Province, city and district, for example 广东省江门市蓬江区. An address will do."
        ),
        required=False,
        max_length=LONGEST_PLACE,
    )
    plaintiff_lives_in_china = Chosen(
        label=_("Do you live in mainland China?"), choices=YES_NO, required=False
    )
    amount = AmountField(
        label=_("How much is it about, in yuan?"),
        help_text=_("Digits with at most two decimals. Convert other currencies at today's rate."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Write the amount in digits, for example 12500.00.")},
    )
    arbitration_agreement = Chosen(
        label=_("Did you agree to go to arbitration?"), choices=YES_NO, required=False
    )
    chosen = Chosen(label=_("Did you agree on a court?"), choices=choices_of_court, required=False)
    chosen_in_writing = Chosen(label=_("In writing?"), choices=YES_NO, required=False)

    def as_given(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """A blank is a fact that is not known."""
        answered = {name: value for name, value in cleaned.items() if value not in ("", None, [])}
        return {name: _SAID.get(str(value), value) for name, value in answered.items()}


def initial_of(known: Mapping[str, Any]) -> dict[str, Any]:
    """What is known already, as the form shows it."""
    return {name: _shown(value) for name, value in known.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return value.value if isinstance(value, Enum) else value


def _named(members: type[Enum]) -> Iterator[tuple[str, str]]:
    spoken = language()
    for member in members:
        yield str(member.value), name_of(f"member.{members.__name__}.{member.name}", spoken)
