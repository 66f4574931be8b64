"""Forms about the books: which day to compare, and which court and period to report on."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.fees.accounting.accounts import EVERY_COURT, FirmAccount
from yunqiao.court.fees.paying.words import way_name
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import DateInput


class DayForm(forms.Form):
    """One day of one account."""

    account = forms.ChoiceField(
        label=_("Way to pay"), error_messages={"invalid_choice": _("Choose one.")}
    )
    day = forms.DateField(
        label=_("Day"),
        widget=DateInput,
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )

    def __init__(self, *args: Any, accounts: Sequence[FirmAccount], **kwargs: Any) -> None:
        yesterday = court_date(now()) - timedelta(days=1)
        super().__init__(*args, initial={"day": yesterday}, **kwargs)
        self._accounts = {f"{one.name}/{one.way}": one for one in accounts}
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(given, _called(one)) for given, one in self._accounts.items()]

    @property
    def chosen(self) -> FirmAccount:
        """The account."""
        return self._accounts[self.cleaned_data["account"]]


def _called(account: FirmAccount) -> str:
    way = way_name(account.way)
    return way if account.name == EVERY_COURT else f"{way} · {account.name}"
