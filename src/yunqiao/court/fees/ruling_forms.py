"""Forms of what follows a fee that was not paid in time."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.fees import kinds
from yunqiao.court.fees.forms import CHOOSE_ONE, DayField, reasons
from yunqiao.court.foundation.written import Chosen

EXTEND: Final = "extend"
_WITHDRAWN: Final = [
    (kinds.NOTHING, _("Treat the suit as withdrawn; the unpaid fee is not collected")),
    (kinds.HALF, _("Treat the suit as withdrawn; half of the fee is due (article 15)")),
]
_AFTER_UNPAID: Final = {
    "WITHDRAWN_HALF_BACK": [
        (kinds.HALF_BACK, _("Treat the suit as withdrawn; half of what was paid goes back")),
    ],
    "INCREASE_NOT_HEARD": [
        (kinds.INCREASE_DROPPED, _("Do not hear the increase; the claim as it stood goes on")),
    ],
}
"""What may be ruled after what the law proposes, by the code of its answer."""


class UnpaidForm(forms.Form):
    """What follows from a fee, or a part of it, that was not paid in time."""

    what = Chosen(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )
    pay_by = DayField(label=_("More time: until when?"), required=False)
    looked = forms.BooleanField(
        label=_("I have looked at the court's bank account: the transfer announced has not come"),
        required=False,
    )
    reason = reasons(_("Reasons"), _("The party reads them in the letter."))

    def __init__(
        self, *args: Any, proposed: str, today: date, announced: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [(EXTEND, _("Give more time")), *_AFTER_UNPAID.get(proposed, _WITHDRAWN)]
        if not announced:
            del self.fields["looked"]

    def clean(self) -> dict[str, Any]:
        """More time has a last day."""
        cleaned: dict[str, Any] = super().clean() or {}
        pay_by = cleaned.get("pay_by")
        if cleaned.get("what") == EXTEND and (pay_by is None or pay_by <= self.today):
            self.add_error("pay_by", _("Give a day after today."))
        return cleaned


class AgainForm(forms.Form):
    """Why the party is told to pay again."""

    reason = reasons(_("Reasons"), _("The party reads them in the letter."))
