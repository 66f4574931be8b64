"""Findings in words and as JSON."""

from typing import Any, NamedTuple

from yunqiao.law.catalogue import Provision
from yunqiao.law.details import Detail, details
from yunqiao.law.facts import plain
from yunqiao.law.findings import Citation, Finding, Outcome, Reason
from yunqiao.law.naming import missing_fact
from yunqiao.law.texts import Language, name_of, text, written
from yunqiao.law.wording import article_of, begun, sentence, verdict

_INDENT = "  "


class Answer(NamedTuple):
    """A finding in a reader's words.

    `verdict` is empty where neither yes nor no answers the question and no code says more. `value`
    is what is said in one breath, an amount or a list; `details` are the parts that have parts.
    """

    leads_with_verdict: bool
    verdict: str
    because: tuple[str, ...]
    missing: tuple[str, ...]
    value: tuple[Detail, ...]
    details: tuple[Detail, ...]
    doubts: tuple[str, ...]
    try_next: tuple[str, ...]


def answer_in(language: Language, finding: Finding, asked: Provision | None = None) -> Answer:
    """A finding in words; with its question, facts are named as the question's form names them."""
    facts = asked.facts if asked else None
    whether = asked is None or asked.asks_whether
    found = details(finding.value, language, facts)
    return Answer(
        leads_with_verdict=whether or finding.outcome not in (Outcome.YES, Outcome.NO),
        verdict=verdict(finding, language, asks_whether=whether),
        because=tuple(sentence(reason, language) for reason in finding.because),
        missing=tuple(missing_fact(facts, path, language) for path in finding.missing),
        value=tuple(one for one in found if not one.below),
        details=tuple(one for one in found if one.below),
        doubts=tuple(sentence(doubt, language) for doubt in finding.doubts),
        try_next=tuple(sentence(step, language) for step in finding.try_next),
    )


def explain(finding: Finding, language: Language, asked: Provision | None = None) -> list[str]:
    """A finding line by line: what was asked for first, then reasons, what is missing, sources.

    Lines that belong to the one above are indented.
    """
    said = answer_in(language, finding, asked)
    days = (
        Detail(name_of(f"date.{name}", language), written(day, language))
        for name, day in finding.dates
    )
    first = [line for one in (*days, *said.value) for line in _lines(one, language)]
    judged = [said.verdict] if said.verdict else []
    lines = [*judged, *first] if said.leads_with_verdict else [*first, *judged]
    lines += said.because
    lines += [text("shown.missing", language, fact=fact) for fact in said.missing]
    lines += [line for one in said.details for line in _lines(one, language)]
    lines += [text("shown.doubt", language, doubt=doubt) for doubt in said.doubts]
    lines += [text("shown.next", language, step=step) for step in said.try_next]
    if finding.citations:
        lines.append(text("shown.cited", language, cited=_cited(finding.citations, language)))
    return lines


def _cited(citations: tuple[Citation, ...], language: Language) -> str:
    return text("shown.comma", language).join(article_of(one, language) for one in citations)


def _lines(detail: Detail, language: Language, depth: int = 0) -> list[str]:
    named = [begun(detail.name), detail.text] if detail.text else [begun(detail.name)]
    said = text("shown.colon", language).join(one for one in named if one)
    line = said if said.endswith((".", "。")) else text("shown.sentence", language, said=said)
    if detail.below and not detail.text and not said.endswith("."):
        line = f"{said}{text('shown.colon', language).rstrip()}"
    below = [more for one in detail.below for more in _lines(one, language, depth + 1)]
    return [f"{_INDENT * depth}{line}", *below]


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON, with reasons as keys and parameters; `explain` gives the words."""
    return {
        "outcome": finding.outcome.value,
        "code": finding.code,
        "because": [_reason_json(reason) for reason in finding.because],
        "citations": [str(citation) for citation in finding.citations],
        "missing": list(finding.missing),
        "dates": {name: day.isoformat() for name, day in finding.dates},
        "value": plain(finding.value),
        "try_next": [_reason_json(step) for step in finding.try_next],
        "doubts": [_reason_json(doubt) for doubt in finding.doubts],
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {"key": reason.key, **({"params": plain(dict(reason.params))} if reason.params else {})}
