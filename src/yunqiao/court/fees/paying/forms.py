"""The form that chooses a way to pay."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.casefile.models import Case
from yunqiao.court.fees.paying.opening import ways
from yunqiao.court.fees.paying.words import way_hint, way_name


class WayForm(forms.Form):
    """By which of the court's ways to pay."""

    way = forms.ChoiceField(
        label=_("How do you want to pay?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how you want to pay."),
            "invalid_choice": _("Choose one of these ways."),
        },
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, offered = self.fields["way"], ways(case)
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(way, way_name(way)) for way in offered]
        field.option_hints = {way: way_hint(way) for way in offered}  # type: ignore[attr-defined]  # foundation.fields
