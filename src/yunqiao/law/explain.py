"""Findings in words: the texts of `law/messages/`, in Chinese and English."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from yunqiao.law.catalogue import Provision
from yunqiao.law.facts import plain
from yunqiao.law.findings import Finding, Reason

Language = Literal["zh", "en"]


def text(key: str, language: Language, **params: Any) -> str:
    """The text of a key with its parameters filled in.

    Raises:
        KeyError: no text is written for the key, or a parameter is missing.
    """
    shown = {name: _shown(value, language) for name, value in params.items()}
    return messages()[key][language].format_map(shown)


def sentence(reason: Reason, language: Language) -> str:
    """A reason in words."""
    return text(reason.key, language, **dict(reason.params))


def explain(finding: Finding, language: Language) -> list[str]:
    """A finding in words: the answer, its reasons, dates, sources, what is missing, what to try."""
    lines = [text(f"outcome.{finding.outcome.name.lower()}", language)]
    lines += [sentence(reason, language) for reason in finding.because]
    lines += [
        text("shown.date", language, name=name_of(f"date.{name}", language), day=day)
        for name, day in finding.dates
    ]
    lines += [text("shown.missing", language, fact=fact) for fact in finding.missing]
    lines += [
        text("shown.doubt", language, doubt=sentence(doubt, language)) for doubt in finding.doubts
    ]
    lines += [
        text("shown.next", language, step=sentence(step, language)) for step in finding.try_next
    ]
    if finding.citations:
        cited = text("shown.comma", language).join(str(citation) for citation in finding.citations)
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


def name_of(key: str, language: Language) -> str:
    """The text of a key, or the key's last part where nothing is written for it."""
    found = messages().get(key)
    return found[language] if found else key.rpartition(".")[2].replace("_", " ")


def text_of(provision: Provision, language: Language) -> str:
    """What a provision says, in our words."""
    return text(f"provision.{provision.id}", language)


@cache
def messages() -> dict[str, dict[str, str]]:
    """Every text: dotted key -> {"zh": …, "en": …}, from all TOML files below `law/messages/`."""
    return gather((name, tomllib.loads(content)) for name, content in _files("messages"))


def gather(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, dict[str, str]]:
    """The texts of named tables by dotted key.

    Raises:
        ValueError: two tables write the same key.
    """
    found: dict[str, dict[str, str]] = {}
    for name, tree in tables:
        for key, texts in _flatten(tree):
            if key in found:
                raise ValueError(f"{name} writes {key} a second time")
            found[key] = texts
    return found


def _files(folder: str) -> Iterator[tuple[str, str]]:
    waiting = [files("yunqiao.law").joinpath(folder)]
    while waiting:
        below = list(waiting.pop().iterdir())
        waiting += [place for place in below if place.is_dir()]
        tables = [place for place in below if place.name.endswith(".toml")]
        yield from ((table.name, table.read_text("utf-8")) for table in tables)


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for name, below in tree.items():
        key = f"{prefix}.{name}" if prefix else name
        if isinstance(below.get("zh"), str):
            yield key, {"zh": below["zh"], "en": below["en"]}
        else:
            yield from _flatten(below, key)


def _shown(value: object, language: Language) -> str:
    if isinstance(value, datetime):
        moment = value.strftime("%H:%M")
        return f"{_shown(value.date(), language)}{' ' if language == 'en' else ''}{moment}"
    if isinstance(value, date) and language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return str(plain(value))


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {"key": reason.key, **({"params": plain(dict(reason.params))} if reason.params else {})}
