"""Questions of law for programs: open to all, nothing is stored."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Router, Schema

from yunqiao.law.asking import ask, questions
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.explain import as_json, explain
from yunqiao.law.facts import schema_of
from yunqiao.law.texts import Language
from yunqiao.law.wording import text_of

router = Router(tags=["law"], auth=None)


class QuestionOut(Schema):
    """A question: what it asks, where it stands, and the JSON schema (2020-12) of its facts."""

    id: str
    question: str
    text_zh: str
    text_en: str
    citations: list[str]
    confidence: str
    facts: dict[str, Any]


class ReasonOut(Schema):
    """A reason by its key, with the values of its text."""

    key: str
    params: dict[str, Any] = {}


class FindingOut(Schema):
    """The finding; `words` says it in the language asked for."""

    outcome: Literal["yes", "no", "unknown", "for the court"]
    code: str
    because: list[ReasonOut]
    citations: list[str]
    missing: list[str]
    dates: dict[str, str]
    value: Any = None
    try_next: list[ReasonOut]
    doubts: list[ReasonOut]
    words: list[str]


@router.get("/law", response=list[QuestionOut], summary="List the questions of law")
def law_questions(request: HttpRequest) -> list[dict[str, Any]]:
    """Every question that can be asked."""
    return [_listed(entry) for entry in questions()]


@router.post("/law/{question}", response=FindingOut, summary="Ask a question of law")
def law_finding(
    request: HttpRequest,
    question: str,
    facts: Annotated[dict[str, Any], Body()],
    lang: Language = "zh",
    on: date | None = None,
) -> dict[str, Any]:
    """The finding for facts that fit the question's schema; with `on`, as the law stood that day."""
    finding = ask(question, facts, on)
    return {**as_json(finding), "words": explain(finding, lang, CATALOGUE[question])}


def _listed(entry: Provision) -> dict[str, Any]:
    return {
        "id": entry.id,
        "question": entry.question,
        "text_zh": text_of(entry, "zh"),
        "text_en": text_of(entry, "en"),
        "citations": [str(citation) for citation in entry.citations],
        "confidence": entry.confidence.value,
        "facts": schema_of(entry.facts) if entry.facts else {},
    }
