"""Forms of withdrawing a suit: for whom and why, at the counter too, and the judge's ruling."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.casefile.at_counter import ORAL, SCREEN, TELEPHONE, PresenceForm
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.facts import Joinder
from yunqiao.court.fees.forms import CHOOSE_ONE, YES_OR_NO, DayField, reasons
from yunqiao.court.fees.withdrawing import Ruling, Weighed
from yunqiao.court.foundation.legal_words import language
from yunqiao.court.foundation.written import Chosen, Written
from yunqiao.law.findings import Outcome
from yunqiao.law.texts import name_of
from yunqiao.law.wording import sentence

WHOLE: Final = "yes"
ALONE: Final = "alone"
REFUSED: Final = "no"
OPEN: Final = "open"
AGREED: Final = "agreed"
DISAGREED: Final = "disagreed"


class WithdrawForm(forms.Form):
    """For which claimants the suit is withdrawn, where the account acts for several, and why."""

    claimants = forms.MultipleChoiceField(
        label=_("For whom do you ask?"),
        help_text=_("You act for several claimants. Choose one, several or all."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    reason = reasons(_("Why do you withdraw it?"), _("All parties of the case can read this."))

    def __init__(self, *args: Any, claimants: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields["claimants"]
        assert isinstance(asked, forms.MultipleChoiceField)
        asked.choices = [(str(one.id), one.name) for one in claimants]
        if not claimants[1:]:
            del self.fields["claimants"]


class CounterWithdrawForm(PresenceForm, WithdrawForm):
    """What a clerk takes down for a person at the counter or on the telephone, and how they sign."""

    signed = Chosen(
        label=_("How do they sign?"),
        choices=[
            (SCREEN, _("With their name on this screen")),
            (ORAL, _("They ask orally; I write it into the record")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they sign.")},
    )
    signature = Written(
        label=_("Full name of the person"),
        help_text=_("On the screen they type it themselves."),
        max_length=300,
        error_messages={"required": _("Give the person's full name.")},
    )
    field_order = ("claimants", "reason", "presence", "signed", "signature")

    def clean(self) -> dict[str, Any]:
        """Nobody signs on a screen they do not see."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("presence") == TELEPHONE and cleaned.get("signed") == SCREEN:
            self.add_error(
                "signed", _("Somebody on the telephone does not see this screen. Choose orally.")
            )
        return cleaned


class RulingForm(forms.Form):
    """Whether the suit, or the part of those who ask, may be withdrawn; what the judge found; why."""

    allowed = Chosen(
        label=_("Your ruling"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )
    unlawful_act = Chosen(
        label=_("Has a party broken the law in a way that must be dealt with?"),
        help_text=_("Then the court may refuse (article 238 of the Interpretation)."),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )
    debate = Chosen(
        label=_("Is the court debate closed?"),
        choices=[
            (OPEN, _("No")),
            (AGREED, _("Yes, and the defendant agrees to the withdrawal")),
            (DISAGREED, _("Yes, and the defendant does not agree")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )
    joinder = Chosen(
        label=_("Why do the claimants sue together?"),
        required=False,
        widget=forms.RadioSelect,
    )
    gives_up_right = Chosen(
        label=_("In necessary joinder: does whoever withdraws give up the right itself?"),
        help_text=_("Who does not stays a claimant (article 74 of the Interpretation)."),
        choices=YES_OR_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    claim_falls = Chosen(
        label=_("Is less claimed once they have left?"),
        help_text=_("Then a clerk works the fee out anew; else it stays as it is."),
        choices=YES_OR_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    still_owe = Chosen(
        label=_("Do they go on owing the fee with the others?"),
        help_text=_("The Measures do not say; you decide."),
        choices=YES_OR_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    others_agree = forms.BooleanField(
        label=_("The claimants who have no account here ask for it too; the file shows it"),
        required=False,
    )
    pay_by = DayField(
        label=_("The fee is paid by"),
        help_text=_(
            "It was not asked for in advance (article 20 of the Measures); no article says by when it is paid now."
        ),
        required=False,
    )
    otherwise = forms.BooleanField(
        label=_("I rule otherwise than the law proposes; my reasons say why"), required=False
    )
    reason = reasons(_("Reasons"), _("The parties read them in the ruling."))

    def __init__(
        self, *args: Any, missing: int, awaited: int, sets_day: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        may_end, some_stay = not awaited, bool(missing + awaited)
        choices = [
            *([(WHOLE, _("Allow the withdrawal of the suit"))] if may_end else []),
            *([(ALONE, _("Allow it for those who ask; the suit goes on"))] if some_stay else []),
            (REFUSED, _("Do not allow it")),
        ]
        kinds = [(one.value, name_of(f"member.Joinder.{one.name}", language())) for one in Joinder]
        for name, offered in (("allowed", choices), ("joinder", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        of_some = ("joinder", "gives_up_right", "claim_falls", "still_owe")
        unasked = {
            *(() if some_stay else of_some),
            *(() if missing and may_end else ("others_agree",)),
            *(() if sets_day and may_end else ("pay_by",)),
            *(() if self.is_bound else ("otherwise",)),
        }
        for name in unasked:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What a ruling needs, and that the judge means one the law does not propose."""
        cleaned: dict[str, Any] = super().clean() or {}
        allowed = cleaned.get("allowed")
        if allowed == ALONE:
            for name in ("joinder", "claim_falls", "still_owe"):
                if not cleaned.get(name):
                    self.add_error(name, CHOOSE_ONE)
            is_necessary = cleaned.get("joinder") == Joinder.NECESSARY.value
            if is_necessary and not cleaned.get("gives_up_right"):
                self.add_error("gives_up_right", CHOOSE_ONE)
        if allowed == WHOLE and "others_agree" in self.fields and not cleaned.get("others_agree"):
            self.add_error(
                "others_agree",
                _("Ask the other claimants first; if they ask for it too, tick this."),
            )
        if allowed == WHOLE and "pay_by" in self.fields:
            pay_by = cleaned.get("pay_by")
            if pay_by is None or pay_by <= self.today:
                self.add_error("pay_by", _("Give a day after today."))
        if not self.errors:
            self._ask_if_otherwise(cleaned)
        elif not cleaned.get("otherwise"):
            self.fields.pop("otherwise", None)
        return cleaned

    def ruling(self) -> Ruling:
        """The ruling as it was given."""
        return _ruling(self.cleaned_data)

    def _ask_if_otherwise(self, cleaned: dict[str, Any]) -> None:
        given = _ruling(cleaned)
        found = given.findings()[:2]  # the last is about the fee alone
        against = [one for one in found if one.outcome is Outcome.NO]
        if not given.allowed:
            against = found if all(one.is_yes for one in found) else []
        if not against:
            self.fields.pop("otherwise", None)
        elif not cleaned.get("otherwise"):
            said = " ".join(sentence(why, language()) for one in against for why in one.because)
            self.add_error("otherwise", said)


def _ruling(said: dict[str, Any]) -> Ruling:
    def answer(name: str) -> bool | None:
        return {"yes": True, "no": False}.get(said.get(name, ""))

    debate = said["debate"]
    return Ruling(
        allowed=said["allowed"] != REFUSED,
        reason=said["reason"],
        alone=said["allowed"] == ALONE,
        others_agree=said.get("others_agree", False),
        still_owe=answer("still_owe") is not False,
        pay_by=said.get("pay_by"),
        weighed=Weighed(
            unlawful_act=bool(answer("unlawful_act")),
            debate_closed=debate != OPEN,
            defendant_agrees=None if debate == OPEN else debate == AGREED,
            joinder=said.get("joinder", ""),
            gives_up_right=answer("gives_up_right"),
            claim_falls=answer("claim_falls"),
        ),
    )
