"""What a question wants to be told, line by line, with an example that can be copied."""

import json
import shlex
from collections.abc import Iterable, Iterator

from yunqiao.law.cases import cases_by_question
from yunqiao.law.catalogue import Provision
from yunqiao.law.facts import plain
from yunqiao.law.forms import FormField, fields_of
from yunqiao.law.texts import Language, spoken, text
from yunqiao.law.wording import begun

_INDENT = "  "


def sheet(entry: Provision, language: Language) -> list[str]:
    """The facts of a question by the fields of their JSON, each with its name and what to write.

    What must be given is marked; the example is the first worked case that the law answers.
    """
    example = next(
        one for one in cases_by_question()[entry.id] if one.expect.get("outcome") != "refused"
    )
    facts = shlex.quote(json.dumps(plain(example.facts), ensure_ascii=False))
    title = spoken({"zh": example.title_zh, "en": example.title}, language)
    return [
        text("sheet.heading", language),
        *_lines(fields_of(entry, language), language),
        text("sheet.example", language, title=title),
        f"{_INDENT}echo {facts} | ./yunqiao law {entry.id} --lang {language}",
    ]


def _lines(fields: Iterable[FormField], language: Language, depth: int = 1) -> Iterator[str]:
    for field in fields:
        mark = "*" if field.required else " "
        name = field.path.rpartition(".")[2].removesuffix("[]")
        yield f"{_INDENT * depth}{mark} {name}: {begun(field.label)} {_wanted(field, language)}".rstrip()
        if not _is_plain(field):
            yield from _lines(field.fields, language, depth + 1)


def _is_plain(field: FormField) -> bool:
    """Whether a field holds nothing with a name of its own; the items of a list may not."""
    return not field.fields or field.fields[0].path == f"{field.path}[]"


def _wanted(field: FormField, language: Language) -> str:
    """What to write for a field; nothing for a group, whose fields say it."""
    inner = field.fields[0] if field.kind == "list" and _is_plain(field) else field
    options = text("shown.also", language).join(
        one.value if one.label == one.value else f"{one.value} ({one.label})"
        for one in inner.choices
        if one.value
    )
    key = "sheet.list_of" if inner is not field else "sheet.wanted"
    return text(key, language, kind=text(f"sheet.{inner.kind}", language, options=options))
