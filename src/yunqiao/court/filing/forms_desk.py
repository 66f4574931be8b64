"""Forms of the filing clerk's decisions, and of what the party asks or answers then."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.casefile.models import Party
from yunqiao.court.filing.entries import EVIDENCE, OTHER
from yunqiao.court.foundation.components import DateInput
from yunqiao.court.foundation.written import Chosen, Written


class CorrectionForm(forms.Form):
    """What the party must correct, part by part."""

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, title in parts:
            self.fields[name] = forms.CharField(
                label=title,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields[EVIDENCE] = forms.CharField(
            label=_("Evidence"),
            help_text=_("Files that are missing or cannot be read, translations."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[OTHER] = forms.CharField(
            label=_("Anything else"),
            help_text=_("The party answers it in words, with files if need be."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one point."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Name at least one thing to correct."))
        return cleaned


class ReasonForm(forms.Form):
    """A reason in one's own words."""

    reason = forms.CharField(
        label=_("Reasons"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Give the reasons.")},
    )


class MoreTimeForm(ReasonForm):
    """Whether the party gets more time, and why or why not; with `until` where thirty days passed."""

    granted = forms.ChoiceField(
        label=_("More time?"),
        choices=[("yes", _("Extend to thirty days")), ("no", _("Do not extend"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    until = forms.DateField(
        label=_("New last day"),
        help_text=_("The thirty days have passed. Name a day that is still to come."),
        widget=DateInput,
        required=False,
        error_messages={"invalid": _("Give a day, for example 2026-03-31.")},
    )

    def __init__(self, *args: Any, passed: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        if not passed:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """Where the thirty days have passed, more time ends on a day to come."""
        cleaned: dict[str, Any] = super().clean() or {}
        until = cleaned.get("until")
        extends = cleaned.get("granted") == "yes" and "until" in self.fields
        if extends and not self.has_error("until") and (until is None or until <= self._today):
            self.add_error("until", _("Choose a day after today."))
        return cleaned


class AnswerForm(forms.Form):
    """The party's answer in words to what the court asked for."""

    answer = Written(
        label=_("Your answer"),
        help_text=_("Say it in your own words. If a file answers it, add the file as well."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your answer.")},
    )


REACHED_BY: Final = (
    ("telephone", _("By telephone")),
    ("message", _("By a message on another platform")),
    ("post", _("By post")),
    ("in_person", _("At the counter")),
    ("agent", _("Through the agent")),
    ("new_address", _("Not yet: a new e-mail address is tried")),
)


class ReachedForm(forms.Form):
    """How the clerk reached a party whom a notice did not reach, and which of several `sides`."""

    party = Chosen(
        label=_("Which party was reached?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say which party.")},
    )
    how = Chosen(
        label=_("How was the party reached?"),
        choices=REACHED_BY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how.")},
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=DateInput,
        error_messages={
            "required": _("Give the day."),
            "invalid": _("Give a day, for example 2026-03-31."),
        },
    )
    note = Written(
        label=_("With whom, at which number or address, and what was said"),
        help_text=_("It stands on the docket, where the party can read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Note it for the docket.")},
    )
    email = forms.EmailField(
        label=_("A new e-mail address"),
        help_text=_("What did not arrive is sent there at once, and later notices too."),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Write the whole e-mail address, for example name@example.org.")
        },
    )

    def __init__(self, *args: Any, sides: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        assert isinstance(party, forms.ChoiceField)
        party.choices = [(str(one.id), one.name) for one in sides]
        if not sides[1:]:
            del self.fields["party"]

    def clean(self) -> dict[str, Any]:
        """Whoever tries a new address gives one."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("how") == "new_address" and not cleaned.get("email"):
            self.add_error("email", _("Give the new address."))
        return cleaned
