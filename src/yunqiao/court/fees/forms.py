"""Forms of fees: what a clerk enters and records, what a party asks for, how the court decides."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from yunqiao.court.fees import facts, gathering, kinds, words
from yunqiao.court.fees.assessing import WHOLE
from yunqiao.court.fees.basis import Basis, Claimed
from yunqiao.court.fees.entering import FactsGiven, RateGiven
from yunqiao.court.fees.relief import LEAST_REDUCTION
from yunqiao.court.foundation.components import DateInput
from yunqiao.court.foundation.written import FILL_IN, Chosen, Written
from yunqiao.law.money import CNY

DIGITS: Final = _("Write the amount in digits, for example 12500.00.")
CHOOSE_ONE: Final = _("Choose one.")
YES_OR_NO: Final = [("yes", _("Yes")), ("no", _("No"))]
ENDINGS: Final = (
    facts.CaseEnding.HELD_INADMISSIBLE,
    facts.CaseEnding.SUIT_DISMISSED_BY_RULING,
    facts.CaseEnding.TRANSFERRED_AS_CRIME,
    facts.CaseEnding.SUSPENDED,
    facts.CaseEnding.ENDED_WITHOUT_JUDGMENT,
)
RECORDED: Final = (
    kinds.CLAIM_CHANGED,
    kinds.WITHDRAWAL,
    kinds.MEDIATION,
    kinds.SUMMARY_PROCEDURE,
    kinds.ORDINARY_PROCEDURE,
    kinds.WAGES,
    kinds.ENDED,
    kinds.UNDONE,
)


class DayField(forms.DateField):
    """A court-local day."""

    default_error_messages = {
        "required": _("Give the day."),
        "invalid": _("Give a day, for example 2026-03-31."),
    }

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=DateInput, **given)


def reasons(label: Any, help_text: Any = "") -> Written:
    """Reasons in one's own words."""
    return Written(
        label=label,
        help_text=help_text,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Give the reasons.")},
    )


def _choices(named: Mapping[str, Any], which: Sequence[str]) -> list[tuple[str, Any]]:
    return [(one, named[one]) for one in which]


class FactsForm(forms.Form):
    """What the fee depends on and is not known: rates of the day, the tariff, the local amount."""

    def __init__(self, *args: Any, basis: Basis, missing: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.basis = basis
        for name in missing:
            if name.startswith(gathering.RATE):
                self._ask_rate(name.removeprefix(gathering.RATE))
        if gathering.TARIFF in missing:
            self.fields["tariff"] = Chosen(
                label=_("What is the case about, as far as the tariff distinguishes?"),
                help_text=_(
                    "The cause of action fits several tariffs (article 13 of the Measures)."
                ),
                choices=[(one, words.tariff_name(one)) for one in facts.TARIFFS],
                widget=forms.RadioSelect,
                error_messages={"required": CHOOSE_ONE},
            )
            self.fields["wages"] = forms.BooleanField(
                label=_("Wages are claimed: the fee need not be paid in advance"),
                help_text=_("Article 20 of the Measures"),
                required=False,
            )
        if {gathering.TARIFF, gathering.LOCAL_AMOUNT} & set(missing):
            self.fields["local_amount"] = forms.DecimalField(
                label=_("The local fee in yuan"),
                help_text=_(
                    "Where the Measures give a range, the province sets the fee. Enter it once for this case here, or for all cases under Administration, Fees."
                ),
                required=gathering.TARIFF not in missing,
                max_digits=12,
                decimal_places=2,
                error_messages={"required": FILL_IN, "invalid": DIGITS},
            )
        self.fields["source"] = Written(
            label=_("Where it stands"),
            help_text=_("For example the notice of the day, with its date and address."),
            max_length=200,
        )

    def clean(self) -> dict[str, Any]:
        """The local amount lies within the Measures' range, a rate is not of a later day."""
        cleaned: dict[str, Any] = super().clean() or {}
        tariff = cleaned.get("tariff") or self.basis.kind
        amount = cleaned.get("local_amount")
        if amount is not None and not facts.is_in_range(tariff, self.basis.on, amount):
            held = facts.local_range(tariff, self.basis.on)
            assert held is not None
            sentence = _("The Measures allow %(least)s to %(most)s yuan here.")
            said = {"least": held.least, "most": held.most}
            self.add_error("local_amount", str(sentence) % said)
        for name, value in cleaned.items():
            if name.startswith("published_") and value and value > self.basis.on:
                self.add_error(
                    name, _("The rate of the day of acceptance counts, or an earlier one.")
                )
        return cleaned

    def given(self) -> FactsGiven:
        """What was entered."""
        said = self.cleaned_data
        return FactsGiven(
            rates={
                name.removeprefix("rate_"): RateGiven(
                    cny_per_unit=value,
                    published_on=said[name.replace("rate_", "published_", 1)],
                )
                for name, value in said.items()
                if name.startswith("rate_")
            },
            tariff=said.get("tariff", ""),
            local_amount=said.get("local_amount"),
            wages=said.get("wages", False),
            source=said["source"],
        )

    def _ask_rate(self, currency: str) -> None:
        self.fields[f"rate_{currency}"] = forms.DecimalField(
            label=_("Yuan for one %(currency)s") % {"currency": currency},
            min_value=Decimal("0.00000001"),
            max_digits=16,
            decimal_places=8,
            error_messages={"required": FILL_IN, "invalid": DIGITS},
        )
        self.fields[f"published_{currency}"] = DayField(
            label=_("Published on"),
            help_text=_("The State's rate of the day of acceptance (article 55 of the Measures)."),
            initial=self.basis.on.isoformat(),
        )


class ReceiptForm(forms.Form):
    """When the party received the notice to pay."""

    notified_on = DayField(label=_("On which day did the party receive the notice?"))

    def __init__(self, *args: Any, today: date, told_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.told_on = today, told_on

    def clean_notified_on(self) -> date:
        """A day that has come, and not before the notice."""
        day: date = self.cleaned_data["notified_on"]
        if day < self.told_on:
            said = {"day": self.told_on.isoformat()}
            raise forms.ValidationError(
                _("The notice is of %(day)s. Enter the day on which it was received."), params=said
            )
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet. Enter the day of receipt."))
        return day


class ChangeForm(forms.Form):
    """A ground that changes the fee, and what the law asks about it."""

    ground = Chosen(
        label=_("What happened?"),
        choices=_choices(words.GROUNDS, RECORDED),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )
    in_time = Chosen(
        label=_("A claim that was cut: was it before the end of court investigation?"),
        help_text=_("Articles 21 and 35 of the Measures"),
        choices=YES_OR_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    ending = Chosen(label=_("How did the case end?"), required=False)
    effective_on = DayField(
        label=_("From which day does the ending have effect?"),
        help_text=_("Money goes back within fifteen days (article 53 of the Measures)."),
        required=False,
    )
    pay_by = DayField(
        label=_("If more is to be paid: by when?"),
        help_text=_("For a supplement the Measures set no time; the court sets it."),
        required=False,
    )
    reason = reasons(_("Reasons"), _("The party reads them in the letter."))

    def __init__(self, *args: Any, basis: Basis, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.basis, self.today = basis, today
        ending = self.fields["ending"]
        assert isinstance(ending, forms.ChoiceField)
        ending.choices = [("", ""), *((one.value, words.ending_name(one.value)) for one in ENDINGS)]
        for currency in self._currencies():
            self.fields[f"claimed_{currency}"] = forms.DecimalField(
                label=_("Claimed now in %(currency)s") % {"currency": currency},
                required=False,
                min_value=0,
                max_digits=18,
                decimal_places=2,
                initial=sum(one.amount for one in basis.claims if one.currency == currency) or None,
                error_messages={"invalid": DIGITS},
            )
        claimed = [f"claimed_{currency}" for currency in self._currencies()]
        self.order_fields(["ground", *claimed])

    def clean(self) -> dict[str, Any]:
        """Each ground has its question."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("ground") == kinds.ENDED and not cleaned.get("ending"):
            self.add_error("ending", CHOOSE_ONE)
        if cleaned.get("ground") == kinds.CLAIM_CHANGED and not self.claims():
            self.add_error("ground", _("Say below what is claimed now."))
        pay_by = cleaned.get("pay_by")
        if pay_by and pay_by < self.today:
            self.add_error("pay_by", _("This day is past. Choose a later one."))
        return cleaned

    def claims(self) -> tuple[Claimed, ...]:
        """What is claimed now, at the rates of the day of acceptance."""
        rates = {one.currency: one.rate for one in self.basis.claims}
        amounts = {
            currency: self.cleaned_data.get(f"claimed_{currency}")
            for currency in self._currencies()
        }
        return tuple(
            Claimed(amount=amount, currency=currency, rate=rates.get(currency))
            for currency, amount in amounts.items()
            if amount
        )

    def _currencies(self) -> list[str]:
        return list(dict.fromkeys((*(one.currency for one in self.basis.claims), CNY)))


class ReliefForm(forms.Form):
    """What a party asks for and why."""

    kind = Chosen(
        label=_("What do you ask for?"),
        choices=list(words.RELIEF.items()),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )
    grounds = forms.MultipleChoiceField(
        label=_("Why? Choose all that is so"),
        help_text=_("Grounds of articles 45 to 47 of the Measures"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    reasons = reasons(_("In your own words"), _("Say what you live on and why you cannot pay."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = self.fields["grounds"]
        assert isinstance(grounds, forms.MultipleChoiceField)
        grounds.choices = [(one.value, words.ground_and_relief(one)) for one in facts.ReliefGround]


class DecisionForm(forms.Form):
    """Whether relief is granted, how much, until when, and why.

    Of a fee that is `joint` the court says how much falls away, whatever one of those who owe it asks for.
    """

    granted = Chosen(
        label=_("Your decision"),
        choices=[("yes", _("Grant it")), ("no", _("Refuse it"))],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE},
    )
    reason = reasons(_("Reasons"), _("The party reads them in the letter."))

    def __init__(
        self, *args: Any, kind: str, today: date, joint: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        is_reduction = kind == facts.ReliefKind.REDUCTION.value
        if is_reduction or (joint and kind == facts.ReliefKind.EXEMPTION.value):
            self.fields["percent"] = forms.IntegerField(
                label=_("By how many percent is the fee reduced?"),
                help_text=_(
                    "Of the whole fee, which others owe too: the Measures do not say how much"
                )
                if joint
                else _("At least 30 (article 46 of the Measures)"),
                required=False,
                min_value=1 if joint else LEAST_REDUCTION,
                max_value=99 if is_reduction else WHOLE,
            )
        self.fields["pay_by"] = DayField(
            label=_("The party pays by"),
            help_text=_(
                "What stays to be paid needs a day, unless one lies ahead already (articles 22 and 47 of the Measures)."
            ),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """A deferral has a day, a reduction a share."""
        cleaned: dict[str, Any] = super().clean() or {}
        granted = cleaned.get("granted") == "yes"
        if granted and self.kind == facts.ReliefKind.DEFERRAL.value and not cleaned.get("pay_by"):
            self.add_error("pay_by", _("Give the day by which the party pays."))
        if granted and "percent" in self.fields and not cleaned.get("percent"):
            self.add_error("percent", _("Say by how many percent."))
        if (pay_by := cleaned.get("pay_by")) and pay_by <= self.today:
            self.add_error("pay_by", _("Give a day after today."))
        return cleaned

    @property
    def percent(self) -> int:
        """The share of the fee the party is let off."""
        if self.cleaned_data["granted"] != "yes":
            return 0
        if self.kind == facts.ReliefKind.EXEMPTION.value and "percent" not in self.fields:
            return WHOLE
        return int(self.cleaned_data.get("percent") or 0)
