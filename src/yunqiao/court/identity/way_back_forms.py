"""Forms of the way back into an account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yunqiao.court.identity.forms import code_field
from yunqiao.court.identity.models import StaffRole
from yunqiao.court.identity.phones import NotAMobileNumberError, read_number
from yunqiao.court.identity.records import Channel
from yunqiao.court.identity.staff import courts_with

CHECKS = {
    "video": _("By live video, with an identity document"),
    "counter": _("In person at the counter"),
    "papers": _("From papers, and a call back"),
}
REQUIRED = {"required": _("Write something here.")}


def read_address(written: str) -> tuple[Channel, str]:
    """An e-mail address or a whole mobile number.

    Raises:
        ValidationError: it is neither.
    """
    text = written.strip().lower()
    if "@" in text:
        validate_email(text)
        return Channel.EMAIL, text
    try:
        return Channel.SMS, read_number(text, "CN")
    except NotAMobileNumberError as error:
        raise ValidationError(str(error)) from None


class _AddressField(forms.CharField):
    """An e-mail address or a mobile number; the value is (channel, address)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, error_messages=REQUIRED, **kwargs)

    def clean(self, value: Any) -> Any:
        """Read what was written."""
        try:
            return read_address(super().clean(value))
        except ValidationError:
            raise ValidationError(
                _now("Write an e-mail address, or a mobile number with its country code.")
            ) from None


class RecoveryCodeForm(forms.Form):
    """A recovery code in place of the code that cannot come."""

    address = _AddressField(label=_("The e-mail address or mobile number you sign in with"))
    code = code_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Recovery code")
        self.fields["code"].error_messages["required"] = _("Type one of your recovery codes.")


class AskForm(forms.Form):
    """What an officer must know to help."""

    lost = _AddressField(label=_("The e-mail address or mobile number you signed in with"))
    offered = _AddressField(
        label=_("Another one, that you have now"),
        help_text=_("We send a code to it, and the officer's answer."),
    )
    name = forms.CharField(label=_("Your name"), max_length=300, error_messages=REQUIRED)
    court = forms.ChoiceField(
        label=_("The court that knows you, or any one"),
        error_messages={
            "required": _("Choose a court."),
            "invalid_choice": _("Choose a court."),
        },
    )
    explanation = forms.CharField(
        label=_("What happened, and how an officer can check that it is you"),
        help_text=_("For example: a case number, and when we can call you by video."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        court = self.fields["court"]
        assert isinstance(court, forms.ChoiceField)
        language = get_language() or ""
        courts = courts_with(StaffRole.FILING_CLERK)
        court.choices = [("", ""), *((str(one.id), one.name(language)) for one in courts)]

    def clean(self) -> dict[str, Any]:
        """The new address must be another one."""
        cleaned = super().clean() or {}
        if cleaned.get("offered") and cleaned.get("offered") == cleaned.get("lost"):
            self.add_error("offered", _now("Give another one than the one you lost."))
        return cleaned


class DecisionForm(forms.Form):
    """The officer's decision."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("grant", _("Grant, after the waiting time")), ("refuse", _("Refuse"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    identity_check = forms.ChoiceField(
        label=_("How you checked who asks"),
        choices=list(CHECKS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason, if you refuse"),
        help_text=_("It is told to whoever asked."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """To grant needs a check, to refuse a reason."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "grant" and not cleaned.get("identity_check"):
            self.add_error("identity_check", _now("Say how you checked who asks."))
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason"):
            self.add_error("reason", _now("Say why, so that they know what to do."))
        return cleaned
