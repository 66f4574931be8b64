"""Forms of a claim, section by section. What is valid is said once, in `claim`."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from yunqiao.court.casefile.models import PartyKind, Role
from yunqiao.court.directory.models import Court
from yunqiao.court.filing.claim import (
    LONGEST_TEXT,
    Given,
    PartyGiven,
    RequestGiven,
    ServiceAddress,
)
from yunqiao.court.filing.currencies import currencies
from yunqiao.court.filing.sentences import sentence
from yunqiao.court.foundation.legal_words import place_choices
from yunqiao.court.foundation.reader import locale_name
from yunqiao.court.foundation.written import Chosen, Written

COMMON: Final = ("CNY", "USD", "EUR", "HKD", "GBP", "JPY", "AUD", "CAD", "SGD")
Choices = list[tuple[str, str]]


class GivenForm(forms.Form):
    """A form whose values make one part of a claim; its errors become the form's."""

    given: ClassVar[type[Given]]
    value: Given

    def clean(self) -> dict[str, Any]:
        """Check the values against the part of the claim they make."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.value = self.given.model_validate(self.as_given(cleaned))
            except ValidationError as error:
                for found in error.errors():
                    where = str(found["loc"][0]) if found["loc"] else None
                    self.add_error(where if where in self.fields else None, sentence(found))
        return cleaned

    def as_given(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The cleaned values as the part of the claim takes them: a blank is left out."""
        return {name: value for name, value in cleaned.items() if value not in ("", None)}


def currency_choices() -> Iterator[tuple[str, str]]:
    """Every currency in the reader's language, the usual ones first."""
    named = Locale.parse(locale_name()).currencies
    yield from ((code, f"{code} {named[code]}") for code in COMMON)
    yield from (
        (code, f"{code} {named.get(code, '')}") for code in sorted(currencies() - set(COMMON))
    )


def court_choices() -> Iterator[tuple[str, str]]:
    """The courts that take filings online."""
    language = get_language() or ""
    yield "", ""
    courts = Court.objects.filter(takes_filings=True).order_by("code")
    yield from ((court.code, court.name(language)) for court in courts)


class PartyForm(GivenForm):
    """One party."""

    given = PartyGiven
    kind = Chosen(
        label=_("A person or an organisation?"),
        choices=[
            (PartyKind.NATURAL, _("A person")),
            (PartyKind.ORGANISATION, _("A company or other organisation")),
        ],
        widget=forms.RadioSelect,
        initial=PartyKind.NATURAL,
        error_messages={"required": _("Say whether it is a person or an organisation.")},
    )
    name = Written(
        label=_("Name"),
        help_text=_(
            "As it stands in the passport, identity card or register, in any script. One name is enough."
        ),
        max_length=300,
        error_messages={"required": _("Give a name.")},
    )
    other_name = Written(
        label=_("Another name"),
        help_text=_("In another script, or a former name: for example 张三 beside ZHANG SAN."),
        required=False,
        max_length=300,
    )
    representative = Written(
        label=_("Who acts for the organisation"),
        help_text=_("The legal representative or person in charge, by name."),
        required=False,
        max_length=300,
    )
    country = Chosen(
        label=_("Country or region where they live or have their seat"),
        choices=place_choices,
        error_messages={"required": _("Choose a country or region.")},
    )
    address = Written(
        label=_("Address"),
        help_text=_("Written as it is on a letter there. A part of it is better than nothing."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = Written(
        label=_("E-mail address"), required=False, max_length=254, widget=forms.EmailInput
    )
    phone = Written(
        label=_("Telephone"),
        help_text=_("With the country code, for example +1 626 555 0134."),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )

    def __init__(self, *args: Any, role: Role, is_filer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role, self.is_filer = role, is_filer

    def as_given(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Add what the page knows: the role, and whether this is the filer."""
        return super().as_given(cleaned) | {"role": self.role, "is_filer": self.is_filer}


class AmountField(forms.DecimalField):
    """An amount as people write it: 12500.00 or 12,500.00.

    A comma counts only between groups of three: "12,50" is twelve and a half in Rome.
    """

    def clean(self, value: Any) -> Any:
        """Read the amount without its separators of thousands."""
        written = value.strip().replace("，", ",") if isinstance(value, str) else value
        if isinstance(written, str) and GROUPED.fullmatch(written):
            written = written.replace(",", "")
        if isinstance(written, str) and "e" in written.casefold():  # Decimal reads 1e9
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().clean(written)


GROUPED: Final = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?")


class RequestForm(GivenForm):
    """One thing asked of the court."""

    given = RequestGiven
    text = Written(
        label=_("What should the court order?"),
        max_length=LONGEST_TEXT,
        help_text=_("One request at a time, for example: the defendant shall pay back the loan."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what the court should order.")},
    )
    amount = AmountField(
        label=_("Amount"),
        help_text=_("Only if it is about money. Digits with at most two decimals."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Write the amount in digits, for example 12500.00.")},
    )
    currency = Chosen(label=_("Currency"), choices=currency_choices, required=False, initial="CNY")


class FactsForm(forms.Form):
    """Facts and reasons."""

    facts_and_reasons = Written(
        label=_("What happened, and why is the other side bound?"),
        help_text=_(
            "Tell it in order, with dates, places and amounts. In Chinese if you can; otherwise attach a translation later."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Tell what happened.")},
    )


class CaseForm(forms.Form):
    """Which court, and what the case is about."""

    cause = Written(
        label=_("What is the dispute about?"),
        help_text=_(
            "In a few words, for example 房屋买卖合同纠纷 (sale of a flat). The court puts it into its own terms."
        ),
        max_length=200,
        error_messages={"required": _("Say in a few words what the dispute is about.")},
    )
    court = Chosen(
        label=_("Court"),
        help_text=_("Usually the court where the other side lives or has its seat."),
        choices=court_choices,
        error_messages={"required": _("Choose a court.")},
    )


class ServiceAddressForm(GivenForm):
    """Where the court reaches the filer."""

    given = ServiceAddress
    country = Chosen(
        label=_("Country or region"),
        choices=place_choices,
        error_messages={"required": _("Choose a country or region.")},
    )
    address = Written(
        label=_("Postal address"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    email = Written(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = Written(
        label=_("Telephone"),
        help_text=_("With the country code, for example +1 626 555 0134."),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    electronic = forms.BooleanField(
        label=_(
            "I agree that the court may serve documents on me electronically: on this platform, and by"
            " e-mail or text message to what I give here."
        ),
        help_text=_(
            "Judgments, rulings and conciliation statements come this way too, and on paper if you ask."
            " What arrives there counts as served that day (CPL 90). You may say no; then documents"
            " come by post. You can change this later, in writing."
        ),
        required=False,
    )
