"""Tags of our pages: `{% load yq %}`. Times, fields, icons, addresses that may not exist."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from yunqiao.court.foundation import fields, navigation, reader
from yunqiao.court.foundation.clock import COURT_ZONE, court_date
from yunqiao.court.foundation.icons import ICONS

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon by its name in `foundation.icons`, for the eye only: the text beside it speaks."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.filter
def named(thing: Any) -> str:
    """The name of something that has one in each language, such as a court."""
    return str(thing.name(get_language() or ""))


@register.filter
def money(amount: Decimal | str, currency: str) -> str:
    """An amount with its currency."""
    return reader.written_amount(Decimal(amount), currency)


@register.simple_tag(takes_context=True)
def both_clocks(context: template.RequestContext, instant: datetime) -> str:
    """An instant as the reader's clock and the court's show it."""
    shown = reader.faces(instant, reader.reader_zone(context["request"]))
    return render_to_string("components/clocks.html", {"faces": shown})


@register.simple_tag(takes_context=True)
def both_times(context: template.RequestContext, instant: datetime) -> SafeString:
    """As `both_clocks`, in one line, for lists and timelines, which show so many of them."""
    shown = reader.faces(instant, reader.reader_zone(context["request"]))
    times = format_html_join(
        "",
        '<span class="times__face"><time class="num" datetime="{}">{} {}</time>'
        ' <span class="muted">{}</span></span>',
        ((face.iso, face.day, face.time, face.where) for face in shown),
    )
    return format_html('<span class="times">{}</span>', times)


@register.simple_tag
def legal_date(day: date | datetime) -> SafeString:
    """A court-local date; an instant is taken on the court's wall."""
    if isinstance(day, datetime):
        day = court_date(day, COURT_ZONE)
    written = reader.written_date(day)
    return format_html('<time class="num" datetime="{}">{}</time>', day.isoformat(), written)


@register.simple_tag
def field(bound: BoundField, *, width: str = "", heading: bool = False) -> str:
    """A form's field with label, hint and error.

    `width` is how many characters the control shows (2, 3, 4, 5, 10, 20, 30); `heading` makes
    the label the heading of a page that asks one question.
    """
    if bound.is_hidden:
        return bound.as_hidden()
    parts: dict[str, Any] = {"field": bound, "heading": heading}
    if fields.is_choice(bound):
        parts["options"] = fields.options(bound)
        parts["group"] = fields.group(bound)
        return render_to_string("forms/choices.html", parts)
    if fields.is_tick(bound):
        return render_to_string("forms/tick.html", parts | {"control": fields.tick(bound)})
    return render_to_string("forms/field.html", parts | {"control": fields.control(bound, width)})


@register.simple_tag
def error_summary(*forms_: forms.BaseForm) -> str:
    """What must be corrected in these forms, with links to the fields; nothing if nothing."""
    errors = [link for form in forms_ if form.is_bound for link in fields.error_links(form)]
    return render_to_string("components/error_summary.html", {"errors": errors}) if errors else ""


@register.simple_tag
def url_if(view: str, *args: object) -> str:
    """The address of a view, or an empty string where this installation has none."""
    return navigation.address(view, *args)


@register.simple_tag(takes_context=True)
def navigation_links(context: template.Context) -> list[navigation.Link]:
    """The places the header and the bottom bar lead to."""
    return navigation.links(context.get("request"))


@register.simple_tag
def html_language() -> str:
    """The language of the page for `<html lang>`."""
    return reader.html_language()
