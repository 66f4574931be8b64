"""Findings in words and as JSON."""

from typing import Any

from yunqiao.law.catalogue import Provision
from yunqiao.law.facts import plain
from yunqiao.law.findings import Citation, Finding, Reason
from yunqiao.law.instruments import by_short_name
from yunqiao.law.naming import fact_named
from yunqiao.law.texts import Language, name_of, spoken, text


def explain(finding: Finding, language: Language, facts: type | None = None) -> list[str]:
    """A finding in words: the answer, its reasons, dates, sources, what is missing, what to try.

    With the type of its question's facts, what is missing is named as the question's form names it.
    """
    lines = [text(f"outcome.{finding.outcome.name.lower()}", language)]
    lines += [sentence(reason, language) for reason in finding.because]
    lines += [
        text("shown.date", language, name=name_of(f"date.{name}", language), day=day)
        for name, day in finding.dates
    ]
    lines += [
        text("shown.missing", language, fact=fact_named(facts, path, language))
        for path in finding.missing
    ]
    lines += [
        text("shown.doubt", language, doubt=sentence(doubt, language)) for doubt in finding.doubts
    ]
    lines += [
        text("shown.next", language, step=sentence(step, language)) for step in finding.try_next
    ]
    if finding.citations:
        cited = text("shown.comma", language).join(
            article_of(citation, language) for citation in finding.citations
        )
        lines.append(text("shown.cited", language, cited=cited))
    return lines


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


def sentence(reason: Reason, language: Language) -> str:
    """A reason in words."""
    return text(reason.key, language, **dict(reason.params))


def article_of(citation: Citation, language: Language) -> str:
    """An article with the name of its instrument in full."""
    instrument = by_short_name()[citation.instrument]
    name = spoken({"zh": instrument.zh, "en": instrument.en}, language)
    number, _, below = citation.article.partition("(")
    key = "shown.article" if number.isdecimal() else "shown.part"
    return text(key, language, name=name, number=number, below=f"({below}" if below else "")


def text_of(provision: Provision, language: Language) -> str:
    """What a provision says, in our words."""
    return text(f"provision.{provision.id}", language)


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {"key": reason.key, **({"params": plain(dict(reason.params))} if reason.params else {})}
