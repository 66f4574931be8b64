"""Forms of proving an identity, and of deciding on it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import DateInput
from yunqiao.court.foundation.legal_words import place_choices
from yunqiao.court.foundation.written import CHOOSE, FILL_IN
from yunqiao.court.identity.facts import LitigantFacts, category
from yunqiao.court.identity.models import StaffRole
from yunqiao.court.identity.proof.entries import OTHER
from yunqiao.court.identity.proof.kinds import name_of
from yunqiao.court.identity.proof.models import IdentityPaper
from yunqiao.court.identity.proof.who import EVERYBODY, ORGANISATION, ORGANISATIONS, PERSONS, Who
from yunqiao.court.identity.staff import courts_with
from yunqiao.law.facts import ContradictionError, FactsError

LONGEST_ZONE: Final = 400
OLDEST: Final = date(1880, 1, 1)
PROVED, REFUSED, MORE = "proved", "refused", "more"


def court_choices() -> Iterator[tuple[str, str]]:
    """The courts that have somebody to check identities, in the reader's language."""
    yield "", ""
    language = get_language() or ""
    yield from ((str(c.id), c.name(language)) for c in courts_with(StaffRole.FILING_CLERK))


class WhoForm(forms.Form):
    """Which litigant one is, by name, and which court checks it."""

    who = forms.ChoiceField(
        label=_("I am"), widget=forms.RadioSelect, error_messages={"required": CHOOSE}
    )
    place = forms.ChoiceField(
        label=_("Country or region"),
        help_text=_("Needed only where the choice above says so."),
        choices=place_choices,
        required=False,
    )
    name = forms.CharField(
        label=_("Name, as it stands on the paper"),
        max_length=300,
        error_messages={"required": FILL_IN},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    other_name = forms.CharField(
        label=_("Name in another script"),
        help_text=_("For example in Chinese characters, or in Latin letters."),
        max_length=300,
        required=False,
    )
    representative = forms.CharField(
        label=_("Who acts for the organisation"),
        help_text=_("The legal representative or person in charge, by name."),
        max_length=300,
        error_messages={"required": FILL_IN},
    )
    court = forms.ChoiceField(
        label=_("Which court do you turn to?"),
        help_text=_("The court where you file checks your identity."),
        choices=court_choices,
        error_messages={"required": CHOOSE},
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = ORGANISATIONS if kind == ORGANISATION else PERSONS
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [(key, one.name) for key, one in of.items()]
        who.option_hints = {key: one.hint for key, one in of.items()}  # type: ignore[attr-defined]  # foundation.fields
        if kind == ORGANISATION:
            who.label = _("The organisation is")
            self.fields["name"].label = _("Name of the organisation, as it is registered")
        else:
            del self.fields["representative"]

    def clean(self) -> dict[str, Any]:
        """See that the law can tell a category from what was said."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = EVERYBODY.get(cleaned.get("who", ""))
        if chosen is not None:
            self._tell(chosen, cleaned.get("place", ""))
        return cleaned

    def _tell(self, chosen: Who, place: str) -> None:
        try:
            facts = chosen.facts(place)
        except (FactsError, ContradictionError):
            self.add_error(
                "place", _("This place does not fit the choice above. Change one of them.")
            )
            return
        finding = category(facts)
        if finding.missing and not place:
            self.add_error("place", _("Choose a country or region from the list."))
        elif finding.missing or (chosen.place_is and not _fits(chosen, facts, finding.code)):
            self.add_error(
                "place", _("This place does not fit the choice above. Change one of them.")
            )


class DetailsForm(forms.Form):
    """What is typed from a paper. A number given before is kept when the field is left empty."""

    kind = forms.ChoiceField(
        label=_("Which paper is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )
    zone = forms.CharField(
        label=_("Machine-readable lines"),
        help_text=_(
            "The two or three lines of letters, digits and < signs. Many phones copy them from the photo: hold on the lines."
        ),
        max_length=LONGEST_ZONE,
        required=False,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "class": "zone",
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    number = forms.CharField(
        label=_("Number of the paper"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    birth_date = forms.DateField(label=_("Date of birth"), required=False, widget=DateInput)
    expires_on = forms.DateField(
        label=_("Good until"),
        help_text=_("Leave it empty if the paper has no last day."),
        required=False,
        widget=DateInput,
    )
    compared = forms.BooleanField(
        label=_("I have compared this with the paper, and it is the same."),
        error_messages={"required": _("Compare it with the paper, then tick this box.")},
    )

    def __init__(
        self, *args: Any, paper: IdentityPaper, may_keep: bool, has_birth: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(one, name_of(one)) for one in paper.one_of]
        if len(paper.one_of) == 1:
            kind.widget, kind.initial = forms.HiddenInput(), paper.one_of[0]
        if not has_birth:
            del self.fields["zone"], self.fields["birth_date"]
        if not paper.is_main:
            del self.fields["number"]
            self.fields.pop("zone", None)
            self.fields.pop("birth_date", None)
        elif may_keep:
            hint = _("You gave %(masked)s. Leave this empty to keep it.")
            self.fields["number"].help_text = str(hint) % {"masked": paper.masked}
        self._number_needed = paper.is_main and not may_keep

    def clean(self) -> dict[str, Any]:
        """See that there is a number, typed or in the lines, and that dates are possible."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self._number_needed and not (cleaned.get("number") or cleaned.get("zone")):
            self.add_error("number", _("Type the number that stands on the paper."))
        born = cleaned.get("birth_date")
        if born is not None and not OLDEST <= born <= court_date(now()):
            self.add_error("birth_date", _("Check the year of birth."))
        return cleaned


class DecisionForm(forms.Form):
    """The officer's decision, with what is wrong paper by paper."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=(
            (PROVED, _("The identity is proved")),
            (REFUSED, _("Not proved: something below is wrong")),
            (MORE, _("More is needed before it can be decided")),
        ),
        error_messages={"required": CHOOSE},
    )
    reason = forms.CharField(
        label=_("Why you decide against a check"),
        help_text=_(
            "Needed only when you find it proved although a check or the register says no."
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        papers: Sequence[tuple[IdentityPaper, str]],
        objections: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.papers = [str(paper.id) for paper, _name in papers]
        self._objections = objections
        for paper, name in papers:
            self.fields[str(paper.id)] = _wrong(
                _("What is wrong with: %(paper)s") % {"paper": name}
            )
        self.fields[OTHER] = _wrong(_("Anything else, such as a name, or a further paper"))
        if not objections:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """See that a decision against the person names something, and one for them nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        decision, named = cleaned.get("decision"), self.points
        if decision in {REFUSED, MORE} and not named:
            self.add_error(
                self.papers[0], _("Name what is wrong or needed: the person corrects only that.")
            )
        if decision == PROVED and named:
            self.add_error(
                "decision", _("You named something wrong. Empty it, or decide otherwise.")
            )
        if decision == PROVED and self._objections and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: the reason stands on the record."))
        return cleaned

    @property
    def points(self) -> list[tuple[str, str]]:
        """What was named: the paper's id or `other`, and the words."""
        cleaned = self.cleaned_data
        return [(name, cleaned[name]) for name in (*self.papers, OTHER) if cleaned.get(name)]


class WhyForm(forms.Form):
    """Why an officer looks at a number in full."""

    why = forms.CharField(
        label=_("Why do you look?"),
        max_length=200,
        error_messages={"required": _("Say why: the reason stands on the record.")},
    )


def _wrong(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def _fits(chosen: Who, facts: LitigantFacts, code: str) -> bool:
    """Whether the place makes of the person what they chose to be."""
    return code != "NOT_CROSS_BORDER" and not (
        chosen.place_is == "registered_in" and facts.registered_in in {"HK", "MO", "TW"}
    )
