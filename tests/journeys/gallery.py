"""The court's addresses and two more: every component on a page, and a form with every field."""

from datetime import UTC, date, datetime

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from yunqiao.config import urls
from yunqiao.court.foundation import components as c

handler404, handler500 = urls.handler404, urls.handler500


class Questions(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Name", help_text="As in the passport.")
    facts = forms.CharField(label="Facts", widget=forms.Textarea, required=False)
    country = forms.ChoiceField(label="Country", choices=[("AU", "Australia"), ("US", "USA")])
    who = forms.ChoiceField(
        label="Who acts?",
        choices=[("self", "I do"), ("agent", "An agent")],
        widget=forms.RadioSelect,
    )
    papers = forms.MultipleChoiceField(
        label="Papers",
        choices=[("id", "Identity"), ("poa", "Power of attorney")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    born = forms.DateField(label="Born on", widget=c.DateInput, required=False)
    photo = forms.FileField(label="Photo", required=False)
    true = forms.BooleanField(label="This is true", required=False)


Questions.base_fields["who"].option_hints = {"agent": "You authorise them by video."}  # type: ignore[attr-defined]


def questions(request: HttpRequest) -> HttpResponse:
    form = Questions(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect("/gallery/")
    context = {
        "form": form,
        "heading": "About you",
        "step": 2,
        "steps": 6,
        "back_url": "/",
        "draft_key": "questions",
    }
    return render(request, "form_page.html", context)


def gallery(request: HttpRequest) -> HttpResponse:
    at = datetime(2026, 7, 3, 1, 30, tzinfo=UTC)
    letter = c.DocumentLink("受理案件通知书", "/", "PDF · 84 KB")
    context = {
        "at": at,
        "day": date(2026, 7, 3),
        "tasks": [
            c.Task("Parties", c.Tag("Done"), "/", "Two parties"),
            c.Task("Evidence", c.Tag("Not started", c.Colour.BLUE), "/"),
            c.Task("Check and send", c.Tag("Cannot start yet", c.Colour.GREY)),
        ],
        "rows": [
            c.SummaryRow("Claimant", "原告（示例）", "/"),
            c.SummaryRow("Address", ["1 Example Street", "Sydney"]),
        ],
        "items": [
            c.TimelineItem("Hearing", at, "Enter the waiting room.", c.Progress.NOW),
            c.TimelineItem("Registered", date(2026, 6, 20), documents=[letter]),
        ],
        "tags": [c.Tag(colour.name.title(), colour) for colour in c.Colour],
        "deadlines": [
            c.DeadlineCard("Answer", date(2026, 8, 1), "29 days left", urgency, "CPL 286")
            for urgency in c.Urgency
        ],
        "tabs": [c.Tab("Progress", "/", current=True), c.Tab("Letters", "/", count=6)],
        "participants": [c.Participant("承办法官", "Judge", "审")],
        "letter": letter,
    }
    return render(request, "gallery.html", context)


urlpatterns = [
    path("gallery/", login_not_required(gallery)),
    path("questions/", login_not_required(questions)),
    *urls.urlpatterns,
]
