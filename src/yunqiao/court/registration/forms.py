"""The form that assigns a case."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.casefile.models import Case
from yunqiao.court.registration.choosing import judges_free_of, trial_divisions


class AssignForm(forms.Form):
    """Which division and judge; no judge leaves it to the court's rule."""

    division = forms.ChoiceField(
        label=_("Division"), required=False, error_messages={"invalid_choice": _("Choose one.")}
    )
    judge = forms.ChoiceField(
        label=_("Judge"),
        help_text=_("Leave it to the court's rule, or name a judge of the division and say why."),
        required=False,
        error_messages={"invalid_choice": _("Choose one.")},
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or ""
        self._choose(
            "division", [(str(d.id), d.name(language)) for d in trial_divisions(case.court)]
        )
        self._choose(
            "judge",
            [
                ("", _("By the court's rule")),
                *((str(j.id), str(j)) for j in judges_free_of(case, None)),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """A judge named by hand needs a reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("judge") and not cleaned.get("reason"):
            self.add_error("reason", _("Say why this judge and no other."))
        return cleaned

    def chosen(self, name: str) -> UUID | None:
        """The chosen division or judge."""
        value = self.cleaned_data.get(name)
        return UUID(value) if value else None

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]
