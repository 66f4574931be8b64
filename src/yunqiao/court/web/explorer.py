"""The law explorer: choose a question, fill in facts, see the finding with its reasons and dates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.web.months import Month, months_with
from yunqiao.law.asking import ask, questions
from yunqiao.law.cases import Case, cases_by_question
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.explain import Language, name_of, sentence, text, text_of
from yunqiao.law.facts import FactsError, plain
from yunqiao.law.findings import Citation, Finding, Outcome
from yunqiao.law.forms import FormField, facts_from, fields_of
from yunqiao.law.instruments import by_short_name

COLOURS: Final = {
    Outcome.YES: Colour.GREEN,
    Outcome.NO: Colour.RED,
    Outcome.UNKNOWN: Colour.YELLOW,
    Outcome.FOR_THE_COURT: Colour.BLUE,
}
MOST_ITEMS: Final = 20
OURS: Final = frozenset({"lang", "ask", "more"})
"""Names in the address that are not facts."""


@dataclass(frozen=True, slots=True)
class Cited:
    """An article and the title of its instrument."""

    article: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in the reader's words."""

    tag: Tag
    code: str
    because: list[str]
    dates: list[tuple[str, Any]]
    months: list[Month]
    missing: list[str]
    doubts: list[str]
    try_next: list[str]
    value: Any
    citations: list[Cited]


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


def language() -> Language:
    """The language of findings for this reader: the law's texts are in Chinese and English."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every question, by subject, and those whose text holds what is searched for."""
    spoken, wanted = language(), request.GET.get("q", "").strip()[:100]
    areas: dict[str, list[tuple[Provision, str]]] = defaultdict(list)
    for entry in questions():
        said = text_of(entry, spoken)
        if wanted.lower() in f"{entry.id} {said} {' '.join(map(str, entry.citations))}".lower():
            areas[entry.id.partition(".")[0]].append((entry, said))
    named = [(name_of(f"area.{area}", spoken), found) for area, found in areas.items()]
    return render(request, "web/law/index.html", {"areas": named, "wanted": wanted})


@require_safe
def question(request: HttpRequest, question_id: str) -> HttpResponse:
    """One provision: its text, sources and cases; and, once facts are given, the finding."""
    questions()
    entry = CATALOGUE.get(question_id)
    if entry is None:
        raise Http404
    spoken = language()
    given = {key: str(value) for key, value in request.GET.items() if key not in OURS}
    context: dict[str, Any] = {
        "entry": entry,
        "text": text_of(entry, spoken),
        "cited": _cited(entry.citations),
        "form": [
            _asked(field, given, request.GET.get("more", "")) for field in fields_of(entry, spoken)
        ],
        "cases": cases_by_question().get(question_id, ()),
        "yields_to": [CATALOGUE[other] for other in entry.yields_to],
    }
    if "ask" in request.GET:
        try:
            context["finding"] = _shown(ask(question_id, facts_from(entry, given)), spoken)
        except FactsError as error:
            context["problem"] = error
    return render(request, "web/law/question.html", context)


@require_safe
def case(request: HttpRequest, question_id: str, case_id: str) -> HttpResponse:
    """A worked case of a provision: its facts, and the finding as the law gives it today."""
    found = next(
        (one for one in cases_by_question().get(question_id, ()) if one.id == case_id), None
    )
    if found is None:
        raise Http404
    context = {"case": found, "facts": _lines(found.facts), **_answer(found)}
    return render(request, "web/law/case.html", context)


def _answer(found: Case) -> dict[str, Any]:
    try:
        return {"finding": _shown(ask(found.question, found.facts), language())}
    except FactsError as error:
        return {"problem": error}


def _shown(finding: Finding, spoken: Language) -> Shown:
    dates = [(name_of(f"date.{name}", spoken), day) for name, day in finding.dates]
    label = text(f"outcome.{finding.outcome.name.lower()}", spoken)
    return Shown(
        tag=Tag(label, COLOURS[finding.outcome]),
        code=finding.code,
        because=[sentence(reason, spoken) for reason in finding.because],
        dates=dates,
        months=months_with(dates),
        missing=list(finding.missing),
        doubts=[sentence(doubt, spoken) for doubt in finding.doubts],
        try_next=[sentence(step, spoken) for step in finding.try_next],
        value=_lines(plain(finding.value)) if finding.value is not None else [],
        citations=_cited(finding.citations),
    )


def _cited(citations: Iterable[Citation]) -> list[Cited]:
    known, english = by_short_name(), language() == "en"
    return [
        Cited(
            citation.article,
            known[citation.instrument].en if english else known[citation.instrument].zh,
        )
        for citation in citations
    ]


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
    default = "" if field.default is None else str(plain(field.default)).lower()
    return Asked(field, name, given.get(name, default), [])


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
    return max((int(number) + 1 for number in numbers if number.isdecimal()), default=0)


def _lines(value: Any, name: str = "") -> list[tuple[str, str]]:
    """JSON as lines of dotted name and value, for reading."""
    if isinstance(value, Mapping):
        return [
            line
            for key, part in value.items()
            for line in _lines(part, f"{name}.{key}" if name else str(key))
        ]
    if isinstance(value, list | tuple):
        return [
            line
            for n, part in enumerate(value, start=1)
            for line in _lines(part, f"{name} {n}".strip())
        ]
    return [(name, "" if value is None else str(value))]
