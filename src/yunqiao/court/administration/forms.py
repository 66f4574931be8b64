"""Forms of administration: each gives the values of one thing as plain JSON."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yunqiao.court.administration import facts
from yunqiao.court.administration.access import administered_by
from yunqiao.court.administration.words import DIVISIONS, LEVELS, value_name
from yunqiao.court.casefile.words import cited, post_name
from yunqiao.court.directory.models import Court, CourtLevel, Division, DivisionKind
from yunqiao.court.directory.settings import CHOICES
from yunqiao.court.directory.tree import with_courts_below
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import DateInput
from yunqiao.court.foundation.written import FILL_IN
from yunqiao.court.identity.models import Account, Post, StaffRole


class TopicForm(forms.Form):
    """A form of one thing of a court; `fixed` fields cannot be changed once the thing is there."""

    fixed: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self, *args: Any, court: Court, by: Account, subject: str, is_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.court, self.by, self.subject, self.is_new = court, by, subject, is_new
        self.today = court_date(now(), court.zone)
        if not is_new:
            for name in self.fixed:
                self.fields[name].disabled = True

    def values(self) -> dict[str, Any]:
        """The cleaned values as plain JSON."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def _required(text: Any) -> dict[str, Any]:
    return {"required": text}


def _day(label: Any, hint: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=DateInput,
        error_messages={
            "required": _("Give the day."),
            "invalid": _("Write the day as year-month-day, for example 2026-12-31."),
        },
    )


def _text(label: Any, hint: Any = "", *, longest: int = 200, required: bool = True) -> Any:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=required,
        error_messages={"required": FILL_IN, "max_length": _("This is too long here.")},
    )


class NamedForm(TopicForm):
    """Something with a name in both languages."""

    name_zh = _text(_("Name in Chinese"), longest=100)
    name_en = _text(_("Name in English"))


class CourtForm(NamedForm):
    """A court."""

    level = forms.ChoiceField(
        label=_("Level"), choices=[(level, LEVELS[level]) for level in CourtLevel]
    )
    parent = forms.ChoiceField(label=_("Court above"), required=False)
    time_zone = _text(
        _("Time zone"), _("As IANA names it: Asia/Shanghai for every court in China.")
    )
    takes_filings = forms.BooleanField(label=_("Takes filings online"), required=False)
    requires_scan = forms.BooleanField(
        label=_("Takes only files that were scanned for viruses"), required=False
    )
    telephone = _text(_("Telephone"), longest=40, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    address = _text(_("Address"), longest=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(self._parents())

    def _parents(self) -> Iterator[tuple[str, str]]:
        """Courts the administrator looks after and that do not stand below this one; and the present."""
        below = with_courts_below([self.court.id])
        language = get_language() or ""
        present = self.court.parent
        yield (present.code, present.name(language)) if present else ("", "—")
        for court in administered_by(self.by):
            if court.id not in below and court != present:
                yield court.code, court.name(language)

    def clean_time_zone(self) -> str:
        """A zone that exists."""
        zone: str = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(
                _("There is no such time zone. Write it like Asia/Shanghai.")
            )
        return zone


class DivisionForm(NamedForm):
    """A division."""

    kind = forms.ChoiceField(
        label=_("What it does"), choices=[(kind, DIVISIONS[kind]) for kind in DivisionKind]
    )
    until = _day(_("Last day, if it is dissolved"), required=False)


class CounterForm(NamedForm):
    """A counter."""

    address = _text(_("Address"), longest=300)
    telephone = _text(_("Telephone"), longest=40, required=False)
    opens = forms.TimeField(
        label=_("Opens at"),
        help_text=_("By the court's clock, on its working days; for example 09:00."),
        error_messages={
            "invalid": _("Write the time like 09:00."),
            **_required(_("Give the time.")),
        },
    )
    closes = forms.TimeField(
        label=_("Closes at"),
        error_messages={
            "invalid": _("Write the time like 17:00."),
            **_required(_("Give the time.")),
        },
    )
    until = _day(_("Last day, if it closes for good"), required=False)

    def clean(self) -> dict[str, Any]:
        """It opens before it closes."""
        cleaned: dict[str, Any] = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and opens >= closes:
            self.add_error("closes", _("A counter closes later than it opens."))
        return cleaned


class ClosureForm(TopicForm):
    """A closure of the court."""

    first_day = _day(_("First day"))
    last_day = _day(_("Last day"), _("Both days are included."))
    reason_zh = _text(_("Reason in Chinese"), longest=300)
    reason_en = _text(_("Reason in English"), longest=300)
    lifted = forms.BooleanField(
        label=_("The closure does not take place"),
        help_text=_("Days that were moved because of it stay moved: somebody may rely on them."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A closure ends after it begins, within a year, and is not entered for long ago."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes after the first."))
        elif first and last and (last - first).days > facts.LONGEST_CLOSURE:
            self.add_error("last_day", _("A closure is shorter than a year. Check both days."))
        return cleaned


class PostForm(TopicForm):
    """A post at the court."""

    fixed = frozenset({"email", "role", "since"})
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They sign in with it; an invitation is sent there."),
        max_length=254,
        error_messages={
            "required": _("Give the e-mail address."),
            "invalid": _("Write the whole e-mail address, for example name@example.org."),
        },
    )
    role = forms.ChoiceField(
        label=_("Post"), choices=lambda: [(role.value, post_name(role)) for role in StaffRole]
    )
    division = forms.ChoiceField(label=_("Division"), required=False)
    since = _day(_("First day"))
    until = _day(
        _("Last day"),
        _("Leave it empty while it is open. A post ends; it is never deleted."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or ""
        field = self.fields["division"]
        assert isinstance(field, forms.ChoiceField)
        divisions = Division.objects.filter(court=self.court).order_by("name_zh")
        field.choices = [("", "—"), *((str(d.id), d.name(language)) for d in divisions)]
        if not (self.is_new or self.initial.get("email")):
            del self.fields["email"]  # its holder signs in by phone; the heading names them

    def clean_email(self) -> str:
        """Addresses are kept in small letters."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """A post ends after it began, never in the past, and nobody ends their own administration."""
        cleaned: dict[str, Any] = {"email": "", **(super().clean() or {})}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes after the first."))
        elif until and until < self.today and until.isoformat() != self.initial.get("until"):
            self.add_error(
                "until", _("A post ends today at the earliest: what was done in it stands.")
            )
        if until and self._is_own_administration():
            self.add_error(
                "until", _("You cannot end your own administration. Ask another administrator.")
            )
        return cleaned

    def _is_own_administration(self) -> bool:
        own = Post.objects.filter(account=self.by, role=StaffRole.ADMINISTRATOR)
        return not self.is_new and own.filter(id=self.subject).exists()


class YearForm(TopicForm):
    """The working calendar of a year, as the State Council announced it."""

    off = forms.CharField(
        label=_("Days off"),
        help_text=_("One day a line, such as 2027-01-01. Weekends need not be named."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    work = forms.CharField(
        label=_("Weekend days that are worked"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = _text(_("Announced in"), _("The notice, with its number and date."))

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        shown = dict(initial or {})
        for name in ("off", "work"):
            if isinstance(shown.get(name), list):
                shown[name] = "\n".join(shown[name])
        super().__init__(*args, initial=shown, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Every line is a day of the year, and none is both."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("off", "work"):
            try:
                cleaned[name] = facts.days_in(cleaned.get(name, ""), int(self.subject))
            except facts.NotADayError as error:
                self.add_error(
                    name,
                    _("“%(line)s” is no day of %(year)s. Write each like %(year)s-10-01.")
                    % {"line": error.line, "year": self.subject},
                )
        if not self.errors and (both := set(cleaned["off"]) & set(cleaned["work"])):
            self.add_error("work", _("%(day)s cannot be off and worked.") % {"day": min(both)})
        if not self.errors and not cleaned["off"]:
            self.add_error("off", _("A year has days off. Enter them before you save."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The year as the court's row keeps it."""
        return {"year": int(self.subject), **super().values()}


class FeeForm(TopicForm):
    """A fee that the court may set within the range of the Measures."""

    value = forms.DecimalField(
        label=_("Fee in yuan"),
        max_digits=12,
        decimal_places=2,
        error_messages={
            "required": _("Give the fee."),
            "invalid": _("Write the fee in digits, for example 150.00."),
        },
    )
    since = _day(_("In force from"), _("Cases filed before keep the fee of their day."))

    def clean_value(self) -> str:
        """A fee within the range of the Measures."""
        value = self.cleaned_data["value"]
        held = facts.fee_range(self.subject, self.today)
        if not held.least <= value <= held.most:
            raise forms.ValidationError(
                _("The Measures allow %(least)s to %(most)s yuan here (%(article)s).")
                % {"least": held.least, "most": held.most, "article": cited(str(held.cited))}
            )
        return f"{value:.2f}"


class RuleForm(TopicForm):
    """A rule the law leaves to the court."""

    value = forms.ChoiceField(label=_("How this court settles it"), widget=forms.RadioSelect)
    since = _day(_("In force from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, value_name(value)) for value in CHOICES[self.subject]]


class NumberingForm(TopicForm):
    """Whether the court gives numbers of a kind."""

    value = forms.ChoiceField(
        label=_("Does this court give numbers of this kind?"),
        choices=lambda: [(value, value_name(value)) for value in ("yes", "no")],
        widget=forms.RadioSelect,
    )
    since = _day(_("In force from"))

    def clean_value(self) -> str:
        """A court that takes filings registers civil cases of first instance."""
        value: str = self.cleaned_data["value"]
        if value == "no" and self.subject == facts.FIRST_INSTANCE and self.court.takes_filings:
            raise forms.ValidationError(
                _(
                    "This court takes filings and registers them under this kind. Stop the filings first."
                )
            )
        return value


class LetterTextForm(TopicForm):
    """What the court adds to a letter."""

    text_zh = forms.CharField(
        label=_("Added in Chinese"),
        help_text=_(
            "The Chinese text prevails. What the law requires stands in the letter already."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    text_en = forms.CharField(
        label=_("Added in English"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """Both languages or none."""
        cleaned: dict[str, Any] = super().clean() or {}
        for given, missing in (("text_zh", "text_en"), ("text_en", "text_zh")):
            if cleaned.get(given) and not cleaned.get(missing):
                self.add_error(missing, _("Say it in both languages, or in neither."))
        return cleaned
