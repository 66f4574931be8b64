"""The law explorer: choose a question, fill in facts, see the finding with its reasons and dates."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yunqiao.court.foundation.legal_words import language
from yunqiao.court.web.law_answers import Cited, cited, shown
from yunqiao.court.web.worked_cases import facts_in_words, worked
from yunqiao.law.asking import ask, questions
from yunqiao.law.cases import Case, cases_by_question
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.facts import FactsError, read_day
from yunqiao.law.forms import FormField, facts_from, fields_of
from yunqiao.law.refusals import refused
from yunqiao.law.searching import holding
from yunqiao.law.texts import Language, name_of
from yunqiao.law.wording import asked_by, text_of

MOST_ITEMS: Final = 20
CASES_IN_SIGHT: Final = 12
OURS: Final = frozenset({"lang", "ask", "more", "as_of"})
"""Names in the address that are not facts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the form with what was answered; a group or list holds its fields."""

    field: FormField
    name: str
    value: str
    below: list["Asked"]

    @property
    def is_answered(self) -> bool:
        """Whether anything in it was answered."""
        return bool(self.value) or any(one.is_answered for one in self.below)


@dataclass(frozen=True, slots=True)
class Listed:
    """A question in a list: what it asks, and the instruments it rests on."""

    id: str
    asked: str
    cited: list[Cited]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The subjects; the questions of one of them; or those that hold what is searched for."""
    reader, wanted = language(), request.GET.get("q", "").strip()[:100]
    subject = "" if wanted else request.GET.get("subject", "")
    counted = Counter(_subject(entry) for entry in questions())
    chosen = holding(wanted.split()) if wanted else questions()
    found = [entry for entry in chosen if wanted or _subject(entry) == subject]
    context = {
        "subjects": [(one, name_of(f"area.{one}", reader), n) for one, n in counted.items()],
        "subject": name_of(f"area.{subject}", reader) if subject in counted else "",
        "wanted": wanted,
        "found": [_listed(entry, reader) for entry in found],
    }
    return render(request, "web/law/index.html", context)


@require_safe
def question(request: HttpRequest, question_id: str) -> HttpResponse:
    """One provision: its text, sources and cases; and, once facts are given, the finding."""
    questions()
    entry = CATALOGUE.get(question_id)
    if entry is None:
        raise Http404
    reader = language()
    cases = [worked(one, reader) for one in cases_by_question().get(question_id, ())]
    given = {key: str(value) for key, value in request.GET.items() if key not in OURS}
    context: dict[str, Any] = {
        "entry": entry,
        "asked": asked_by(entry, reader),
        "text": text_of(entry, reader) if entry.question else "",
        "cited": cited(entry.citations, reader),
        "form": [
            _asked(field, given, request.GET.get("more", "")) for field in fields_of(entry, reader)
        ],
        "cases": cases[:CASES_IN_SIGHT],
        "more_cases": cases[CASES_IN_SIGHT:],
        "as_of": request.GET.get("as_of", ""),
        "yields_to": [_listed(CATALOGUE[other], reader) for other in entry.yields_to],
    }
    if "ask" in request.GET:
        try:
            finding = ask(question_id, facts_from(entry, given), _as_of(request))
            context["finding"] = shown(finding, entry, reader)
        except FactsError as error:
            context["problem"] = refused(error, entry.facts, language())
    return render(request, "web/law/question.html", context)


@require_safe
def case(request: HttpRequest, question_id: str, case_id: str) -> HttpResponse:
    """A worked case of a provision: its facts, and the finding as the law gives it today."""
    found = next(
        (one for one in cases_by_question().get(question_id, ()) if one.id == case_id), None
    )
    if found is None:
        raise Http404
    reader = language()
    context = {
        "case": found,
        "asked": asked_by(CATALOGUE[question_id], reader),
        "worked": worked(found, reader),
        "facts": facts_in_words(found, reader),
        **_answer(found),
    }
    return render(request, "web/law/case.html", context)


def _answer(found: Case) -> dict[str, Any]:
    entry = CATALOGUE[found.question]
    try:
        return {"finding": shown(ask(found.question, found.facts, found.on), entry, language())}
    except FactsError as error:
        return {"problem": refused(error, entry.facts, language())}


def _as_of(request: HttpRequest) -> date | None:
    """The day whose law is asked for, if one is given."""
    given = request.GET.get("as_of", "")
    return read_day(given, "as_of") if given else None


def _listed(entry: Provision, reader: Language) -> Listed:
    return Listed(entry.id, asked_by(entry, reader), cited(entry.citations, reader))


def _subject(entry: Provision) -> str:
    return entry.id.partition(".")[0]


def _asked(field: FormField, given: Mapping[str, str], more: str, prefix: str = "") -> Asked:
    name = prefix or field.path
    if field.kind == "group":
        below = [_asked(one, given, more, _below(name, field, one)) for one in field.fields]
        return Asked(field, name, "", below)
    if field.kind == "list":
        count = min(_items(name, given) + (more == name) or 1, MOST_ITEMS)
        items = [
            Asked(field, f"{name}[{n}]", "", _item(field, name, n, given, more))
            for n in range(count)
        ]
        return Asked(field, name, "", items)
    # An item nobody filled in must stay empty, or asking would claim one more.
    begun = "" if "[" in name else field.begins_as
    return Asked(field, name, given.get(name, begun), [])


def _item(field: FormField, name: str, n: int, given: Mapping[str, str], more: str) -> list[Asked]:
    return [
        _asked(one, given, more, one.path.replace(f"{field.path}[]", f"{name}[{n}]", 1))
        for one in field.fields
    ]


def _below(name: str, group: FormField, field: FormField) -> str:
    return name + field.path.removeprefix(group.path)


def _items(name: str, given: Mapping[str, str]) -> int:
    """How many items of a list were answered so far."""
    numbers = [
        key[len(name) + 1 :].partition("]")[0] for key in given if key.startswith(f"{name}[")
    ]
    return max(
        (int(number) + 1 for number in numbers if re.fullmatch(r"\d{1,3}", number)), default=0
    )
