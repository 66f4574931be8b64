"""How a form's field is drawn: label, hint, error and control, in govuk-frontend's classes."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from yunqiao.court.foundation.written import CHOOSE, FILL_IN

_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True, slots=True)
class Option:
    """One radio button or tick box of a question."""

    id: str
    label: str
    control: SafeString
    hint: str


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """A line of the error summary; `target` is the id of the field, empty for the whole form."""

    text: str
    target: str


def control(field: BoundField, width: str = "") -> SafeString:
    """The field's own control with the classes of its kind."""
    widget = field.field.widget
    kind = _kind(widget)
    classes = [f"govuk-{kind}", str(widget.attrs.get("class", ""))]
    if width:
        classes.append(f"govuk-input--width-{width}")
    if field.errors:
        classes.append(f"govuk-{kind}--error")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


def is_choice(field: BoundField) -> bool:
    """Whether the field is a question with radio buttons or tick boxes."""
    return isinstance(field.field.widget, _CHOICES)


def is_tick(field: BoundField) -> bool:
    """Whether the field is a single tick box, whose label stands behind it."""
    return type(field.field.widget) is forms.CheckboxInput


def group(field: BoundField) -> str:
    """Which of govuk-frontend's two groups the question is: radios or checkboxes."""
    several = isinstance(field.field.widget, forms.CheckboxSelectMultiple)  # a RadioSelect, too
    return "checkboxes" if several else "radios"


def options(field: BoundField) -> list[Option]:
    """The options of a question; `field.option_hints` may explain them by value."""
    kind = group(field)
    hints: dict[str, str] = getattr(field.field, "option_hints", {})
    return [_option(option, kind, hints) for option in field.subwidgets]


def tick(field: BoundField) -> SafeString:
    """The control of a single tick box."""
    return field.as_widget(attrs={"class": "govuk-checkboxes__input"})


def error_links(form: forms.BaseForm) -> list[ErrorLink]:
    """Every error of the form in the order of its fields, those of the whole form first."""
    whole = [ErrorLink(str(text), "") for text in form.non_field_errors()]
    return whole + [
        ErrorLink(_with_question(field, str(text)), _target(field))
        for field in form
        for text in field.errors
    ]


def _option(option: BoundWidget, kind: str, hints: dict[str, str]) -> Option:
    hint = str(hints.get(str(option.data["value"]), ""))
    option.data["attrs"]["class"] = f"govuk-{kind}__input"
    if hint:
        option.data["attrs"]["aria-describedby"] = f"{option.id_for_label}_hint"
    return Option(option.id_for_label, option.choice_label, option.tag(), hint)


def _with_question(field: BoundField, text: str) -> str:
    """The error as the summary says it: one that fits any question comes with its own."""
    return f"{field.label} – {text}" if text in {str(FILL_IN), str(CHOOSE)} else text


def _target(field: BoundField) -> str:
    return f"{field.auto_id}_0" if is_choice(field) else field.auto_id


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    return "file-upload" if isinstance(widget, forms.FileInput) else "input"
