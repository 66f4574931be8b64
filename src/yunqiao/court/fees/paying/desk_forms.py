"""Forms of a court's finance staff."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.paying.models import UnbookedMoney
from yunqiao.court.foundation.components import DateInput
from yunqiao.law.money import CNY, Rate


class CourtForm(forms.Form):
    """What is done for one of the courts."""

    court = forms.ChoiceField(label=_("Court"), error_messages={"invalid_choice": _("Choose one.")})

    def __init__(self, *args: Any, courts: Sequence[Court], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._courts = {str(court.id): court for court in courts}
        field = self.fields["court"]
        assert isinstance(field, forms.ChoiceField)
        language = get_language() or ""
        field.choices = [(given, court.name(language)) for given, court in self._courts.items()]

    @property
    def chosen(self) -> Court:
        """The court chosen."""
        return self._courts[self.cleaned_data["court"]]


class StatementForm(CourtForm):
    """A file of the bank, for the court whose account it is of."""

    file = forms.FileField(
        label=_("The bank's statement"),
        help_text=_("camt.053 (XML) or CSV, as your bank gives it."),
        error_messages={"required": _("Choose the file.")},
    )


class WhoseForm(forms.Form):
    """Whose money it is, and what it is worth where it is not in yuan."""

    whose = forms.CharField(
        label=_("Case number, receipt number or payment reference"),
        max_length=60,
        error_messages={"required": _("Say which case the money belongs to.")},
    )
    cny_per_unit = forms.DecimalField(
        label=_("Yuan for one unit of the currency"),
        max_digits=20,
        decimal_places=8,
        min_value=Decimal("0.00000001"),
        error_messages={
            "required": _("Say what one unit is worth in yuan."),
            "invalid": _("Write a number such as 7.1234."),
        },
    )
    published_on = forms.DateField(
        label=_("Day on which this rate was published"),
        widget=DateInput,
        error_messages={
            "required": _("Say on which day the rate was published."),
            "invalid": _("Choose a day."),
        },
    )

    compared = forms.BooleanField(
        label=_("I have compared them: this money is not in the books yet."),
        error_messages={
            "required": _(
                "Compare the transfers first. Tick the box if this one is another; if it is the same, leave it out."
            )
        },
    )

    def __init__(
        self, *args: Any, money: UnbookedMoney, perhaps_known: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not perhaps_known:
            del self.fields["compared"]
        self._currency = money.currency
        if money.currency == CNY:
            del self.fields["cny_per_unit"], self.fields["published_on"]

    @property
    def rate(self) -> Rate | None:
        """The rate given; none for yuan."""
        if self._currency == CNY:
            return None
        return Rate(
            currency=self._currency,
            cny_per_unit=self.cleaned_data["cny_per_unit"],
            published_on=self.cleaned_data["published_on"],
        )


class ReasonForm(forms.Form):
    """Why something is not done."""

    why = forms.CharField(
        label=_("Reason"), max_length=300, error_messages={"required": _("Give the reason.")}
    )


class TransferForm(forms.Form):
    """The bank's reference of a refund made by hand."""

    reference = forms.CharField(
        label=_("The bank's reference of the transfer"),
        max_length=100,
        error_messages={
            "required": _("Write the bank's reference, so that the transfer is found.")
        },
    )
