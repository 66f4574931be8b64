"""Forms about the books: which day to compare, and which court and period to report on."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.accounts import EVERY_COURT, FirmAccount
from yunqiao.court.fees.accounting.reports import TITLES, ReportKind, Scope
from yunqiao.court.fees.paying.desk_forms import CourtForm
from yunqiao.court.fees.paying.words import way_name
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import DateInput
from yunqiao.law.facts import FactsError
from yunqiao.law.money import CNY, CODE_LENGTH, Rate, require_currency

LONGEST: Final = timedelta(days=3660)
_NO_CURRENCY: Final = _("Write the three letters of a currency, such as USD.")
_NO_DAY: Final = {"required": _("Choose a day."), "invalid": _("Choose a day.")}


class DayForm(forms.Form):
    """One day of one account."""

    account = forms.ChoiceField(
        label=_("Way to pay"), error_messages={"invalid_choice": _("Choose one.")}
    )
    day = forms.DateField(
        label=_("Day"),
        widget=DateInput,
        error_messages=_NO_DAY,
    )

    def __init__(self, *args: Any, accounts: Sequence[FirmAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = court_date(now()) - timedelta(days=1)
        self._accounts = {f"{one.name}/{one.way}": one for one in accounts}
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(given, _called(one)) for given, one in self._accounts.items()]

    @property
    def chosen(self) -> FirmAccount:
        """The account."""
        return self._accounts[self.cleaned_data["account"]]


class RateForm(CourtForm):
    """What a unit of a currency is worth in yuan, as published, for a court and those below it."""

    currency = forms.CharField(
        label=_("Currency"),
        help_text=_("Three letters, such as USD."),
        max_length=CODE_LENGTH,
        error_messages={"required": _NO_CURRENCY, "max_length": _NO_CURRENCY},
    )
    cny_per_unit = forms.DecimalField(
        label=_("Yuan for one unit of the currency"),
        max_digits=16,
        decimal_places=8,
        min_value=Decimal("0.00000001"),
        error_messages={
            "required": _("Say what one unit is worth in yuan."),
            "invalid": _("Write a number such as 7.1234."),
        },
    )
    published_on = forms.DateField(
        label=_("Day on which this rate was published"), widget=DateInput, error_messages=_NO_DAY
    )
    source = forms.CharField(
        label=_("Where it stands"),
        help_text=_("For example the notice of the day, with its date and address."),
        max_length=200,
        error_messages={"required": _("Say where the rate is published.")},
    )

    def clean_currency(self) -> str:
        """A foreign currency, as ISO 4217 writes it."""
        code: str = self.cleaned_data["currency"].upper()
        try:
            require_currency("currency", code)
        except FactsError as error:
            raise forms.ValidationError(_NO_CURRENCY) from error
        if code == CNY:
            raise forms.ValidationError(_("Yuan need no rate. Write another currency."))
        return code

    def clean_published_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["published_on"]
        if day > court_date(now()):
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return day

    @property
    def rate(self) -> Rate:
        """The rate given."""
        given = self.cleaned_data
        return Rate(
            currency=given["currency"],
            cny_per_unit=given["cny_per_unit"],
            published_on=given["published_on"],
        )


class ReportForm(forms.Form):
    """Which report, of which courts, from when to when."""

    kind = forms.ChoiceField(
        label=_("Report"),
        choices=list(TITLES.items()),
        error_messages={"invalid_choice": _("Choose one.")},
    )
    court = forms.ChoiceField(
        label=_("Court"), required=False, error_messages={"invalid_choice": _("Choose one.")}
    )
    first = forms.DateField(label=_("From"), widget=DateInput, error_messages=_NO_DAY)
    last = forms.DateField(label=_("Until"), widget=DateInput, error_messages=_NO_DAY)

    def __init__(self, *args: Any, courts: Sequence[Court], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._courts = courts
        field, language = self.fields["court"], get_language() or ""
        assert isinstance(field, forms.ChoiceField)
        named = [(str(court.id), court.name(language)) for court in courts]
        field.choices = [("", _("All my courts")), *named] if len(named) > 1 else named

    def clean(self) -> dict[str, Any]:
        """The period begins before it ends, and is not endless."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and not timedelta(0) <= last - first <= LONGEST:
            self.add_error("last", _("Choose a day after the first, at most ten years later."))
        return given

    @property
    def scope(self) -> Scope:
        """What was asked for."""
        given = self.cleaned_data
        chosen = [court for court in self._courts if str(court.id) == given["court"]]
        return Scope(chosen or self._courts, given["first"], given["last"])


def this_month() -> dict[str, Any]:
    """The report that is shown before another is chosen: this month's day book."""
    today = court_date(now())
    return {"kind": ReportKind.DAY_BOOK.value, "first": today.replace(day=1), "last": today}


def _called(account: FirmAccount) -> str:
    way = way_name(account.way)
    return way if account.name == EVERY_COURT else f"{way} · {account.name}"
