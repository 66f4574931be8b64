"""Findings in words and as JSON."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from yunqiao.law.catalogue import Provision
from yunqiao.law.details import Detail, details
from yunqiao.law.facts import plain
from yunqiao.law.findings import Citation, Finding, Outcome, Reason
from yunqiao.law.naming import fact_and_field, fact_named
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


def answer_in(
    language: Language,
    finding: Finding,
    asked: Provision | None = None,
    fact: Callable[[type | None, str, Language], str] = fact_named,
) -> Answer:
    """A finding in words; `fact` names a missing one from the type of the question's facts."""
    facts = asked.facts if asked else None
    whether = asked is None or asked.asks_whether
    found = details(finding.value, language, facts, fact)
    said = tuple(_said(found))
    because = tuple(
        one
        for one in dict.fromkeys(sentence(reason, language) for reason in finding.because)
        if not any(one.rstrip(_ENDS) in part for part in said)
    )
    judged = verdict(finding, language, asks_whether=whether)
    return Answer(
        leads_with_verdict=whether or finding.outcome not in (Outcome.YES, Outcome.NO),
        verdict="" if _is_said_again(judged, (*because, *said)) else judged,
        because=because,
        missing=tuple(begun(fact(facts, path, language)) for path in finding.missing),
        value=tuple(one for one in found if not one.below),
        details=tuple(one for one in found if one.below),
        doubts=tuple(sentence(doubt, language) for doubt in finding.doubts),
        try_next=tuple(sentence(step, language) for step in finding.try_next),
    )


def _is_said_again(judged: str, because: tuple[str, ...]) -> bool:
    """Whether a reason or part begins with the verdict's own words."""
    return any(begun(one).startswith(judged.rstrip(_ENDS)) for one in because)


def _said(found: Iterable[Detail]) -> Iterator[str]:
    for one in found:
        yield one.text
        yield from _said(one.below)


def explain(finding: Finding, language: Language, asked: Provision | None = None) -> list[str]:
    """A finding line by line: what was asked for first, then reasons, what is missing, sources.

    Lines that belong to the one above are indented; a missing fact is named with its JSON field.
    """
    said = answer_in(language, finding, asked, fact_and_field)
    days = (
        Detail(name_of(f"date.{name}", language), written(day, language))
        for name, day in finding.dates
    )
    first = [line for one in (*days, *said.value) for line in _lines(one, language)]
    more = [line for one in said.details for line in _lines(one, language)]
    because = [*([said.verdict] if said.verdict else []), *said.because]
    because += [text("shown.missing", language, fact=fact) for fact in said.missing]
    leading = because[:1] if said.leads_with_verdict else []
    lines = [*leading, *first, *because[len(leading) :], *more]
    lines += [text("shown.doubt", language, doubt=doubt) for doubt in said.doubts]
    lines += [text("shown.next", language, step=step) for step in said.try_next]
    if finding.citations:
        lines.append(text("shown.cited", language, cited=_cited(finding.citations, language)))
    return lines


def _cited(citations: tuple[Citation, ...], language: Language) -> str:
    return text("shown.comma", language).join(article_of(one, language) for one in citations)


def _lines(detail: Detail, language: Language, depth: int = 0) -> list[str]:
    colon = text("shown.colon", language)
    if not detail.text:
        line = f"{begun(detail.name)}{'' if detail.name.endswith('.') else colon.rstrip()}"
    else:
        after = " " if detail.name.endswith(".") else colon
        said = f"{begun(detail.name)}{after}{detail.text}" if detail.name else begun(detail.text)
        line = said if said.endswith(tuple(_ENDS)) else text("shown.sentence", language, said=said)
    below = [more for one in detail.below for more in _lines(one, language, depth + 1)]
    return [f"{_INDENT * depth}{line}", *below]


_ENDS = ".。"


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
