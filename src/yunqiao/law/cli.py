"""`./yunqiao law`: ask a question of the law with facts as JSON, or see what can be asked."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from typing import Any, Final, NoReturn, get_args

from yunqiao.law.asking import ask, questions
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.explain import as_json, explain
from yunqiao.law.facts import FactsError, read_day, schema_of
from yunqiao.law.from_json import facts_in
from yunqiao.law.refusals import refusal, refused
from yunqiao.law.searching import holding
from yunqiao.law.sheet import sheet
from yunqiao.law.texts import LANGUAGES, Language, name_of, text
from yunqiao.law.wording import article_of, asked_by, text_of


class _UsageError(ValueError):
    """What was written cannot be done; the text is the sentence to print."""


def main(argv: Sequence[str]) -> int:
    """Print the finding; 0 when there is one, 2 with a sentence when the facts do not fit."""
    try:
        status = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except _UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 1
    return status


def _run(argv: Sequence[str]) -> int:
    language = _language(argv)
    reader = language or _of_the_house()
    options = _Parser(reader).parse_args(argv)
    if options.list is None and options.question is not None:
        return _answer(options.question, language, reader, _day(options.on, reader))
    words = [*filter(None, [options.question]), *(options.list or [])]
    return _list(words, reader, as_schemas=options.json)


def _list(words: list[str], language: Language, *, as_schemas: bool) -> int:
    found = holding(words)
    if not found and not as_schemas:
        raise _UsageError(text("cli.not_found", language, words=" ".join(words)))
    if as_schemas:
        print(json.dumps([_listed(entry) for entry in found], ensure_ascii=False, indent=1))
    elif len(found) == 1:
        _print_question(found[0], language)
    else:
        _print_list(found, language)
    return 0 if found else 2


def _answer(question: str, language: Language | None, reader: Language, on: date | None) -> int:
    known = [entry.id for entry in questions()]
    if question not in known:
        raise _UsageError(_no_question(question, known, reader))
    if sys.stdin.isatty():
        print(text("cli.type_facts", reader), file=sys.stderr)
    try:
        finding = ask(question, facts_in(sys.stdin.buffer.read()), on)
    except FactsError as error:
        raise _UsageError(_refused(error, question, reader)) from None
    if language:
        print("\n".join(explain(finding, language, CATALOGUE[question])))
    else:
        print(json.dumps(as_json(finding), ensure_ascii=False, indent=1))
    return 0


def _no_question(wanted: str, known: list[str], language: Language) -> str:
    """That there is no such question, and which of those known may be meant."""
    near = [one for one in known if one.startswith(wanted)] or get_close_matches(wanted, known)
    if not near:
        return text("cli.no_question", language, question=wanted)
    meant = text("shown.also", language).join(near[:_MOST_MEANT])
    return text("cli.question_meant", language, question=wanted, meant=meant)


def _refused(error: FactsError, question: str, language: Language) -> str:
    """Why facts are refused, with the fields of the JSON and the words that forms have for them."""
    asked = CATALOGUE.get(question)
    said = refused(error, asked.facts if asked else None, language)
    if not said.fields:
        return text("cli.refused", language, why=said.why)
    where = said.fields
    if said.named != said.fields:
        where = text("shown.fact_and_field", language, fact=said.fields, field=said.named)
    return text("cli.refused_at", language, where=where, why=said.why)


class _Parser(argparse.ArgumentParser):
    """The command line, whose help and errors are told in a language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        super().__init__(
            prog="./yunqiao law",
            usage=self._said("usage"),
            description=self._said("about"),
            allow_abbrev=False,
            add_help=False,
        )
        given = self.add_argument_group(self._said("given"))
        given.add_argument("question", nargs="?", help=self._said("question"))
        for option, more in _OPTIONS.items():
            given.add_argument(option, help=self._said(option.strip("-")), **more)
        given.add_argument("-h", "--help", action="help", help=self._said("help"))

    def format_help(self) -> str:
        """The help without the one word of English that argparse begins it with."""
        return super().format_help().removeprefix("usage: ")

    def _said(self, key: str) -> str:
        return text(f"cli.help.{key}", self._language, languages=", ".join(LANGUAGES))

    def error(self, message: str) -> NoReturn:
        """Whatever argparse refuses is said again as it was written."""
        raise _UsageError(text("cli.usage", self._language, given=message.rpartition(": ")[2]))


_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--list": {"nargs": "*", "metavar": "WORD"},
    "--json": {"action": "store_true"},
    "--on": {"nargs": "?", "const": "", "metavar": "DATE"},
    "--lang": {"nargs": "?", "metavar": "LANGUAGE"},
}


def _of_the_house() -> Language:
    """The language the environment speaks, as POSIX orders its variables; English for any other."""
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if not spoken.startswith("zh"):
        return "en"
    return "zh-hant" if spoken.startswith(("zh_TW", "zh_HK", "zh_MO", "zh_Hant")) else "zh"


def _language(argv: Sequence[str]) -> Language | None:
    """The language asked for, which the errors of the rest are told in."""
    for n, word in enumerate(argv):
        option, is_given, value = word.partition("=")
        if option != "--lang":
            continue
        wanted = value if is_given else "".join(argv[n + 1 : n + 2])
        if wanted not in get_args(Language):
            raise _UsageError(text("cli.language", _of_the_house(), languages=", ".join(LANGUAGES)))
        return next(language for language in LANGUAGES if language == wanted)
    return None


def _day(given: str | None, language: Language) -> date | None:
    try:
        return None if given is None else read_day(given, "--on")
    except FactsError as error:
        why = refusal(error.sentence, language)
        raise _UsageError(text("cli.option", language, option=error.where, why=why)) from None


def _print_list(found: list[Provision], language: Language) -> None:
    width = max(len(entry.id) for entry in found)
    for area, entries in groupby(found, key=lambda entry: entry.id.partition(".")[0]):
        print(name_of(f"area.{area}", language))
        for entry in entries:
            print(f"  {entry.id:{width}} {asked_by(entry, language)}")
    print(f"\n{text('cli.counted', language, number=len(found))}")


def _print_question(entry: Provision, language: Language) -> None:
    print(f"{entry.id}\n{asked_by(entry, language)}\n{text_of(entry, language)}")
    for citation in entry.citations:
        print(f"  {article_of(citation, language)}")
    print("\n".join(sheet(entry, language)))


def _listed(entry: Provision) -> dict[str, object]:
    return {
        "id": entry.id,
        "question": entry.question,
        "citations": [str(citation) for citation in entry.citations],
        "confidence": entry.confidence.value,
        "facts": schema_of(entry.facts) if entry.facts else {},
    }


_MOST_MEANT: Final = 12

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
