"""`./yunqiao law`: ask a question of the law with facts as JSON, or see what can be asked."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from yunqiao.law.asking import UnknownQuestionError, ask
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.explain import article_of, as_json, explain, text_of
from yunqiao.law.facts import FactsError, schema_of
from yunqiao.law.from_json import facts_in
from yunqiao.law.searching import holding
from yunqiao.law.texts import LANGUAGES, Language, name_of


def main(argv: Sequence[str]) -> int:
    """Print the finding; 0 when there is one, 2 with a sentence when the facts do not fit."""
    try:
        status = _run(_parser().parse_args(argv))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _run(options: argparse.Namespace) -> int:
    if options.list is None and options.question is not None:
        return _answer(options.question, options.lang, options.on)
    found = holding(options.list or [])
    if options.json:
        print(json.dumps([_listed(entry) for entry in found], ensure_ascii=False, indent=1))
    elif not found:
        words = " ".join(options.list)
        print(f"No question holds “{words}”; ./yunqiao law --list names them all.", file=sys.stderr)
    else:
        _print_list(found, options.lang or "en")
    return 0 if found else 2


def _answer(question: str, language: Language | None, on: date | None) -> int:
    if sys.stdin.isatty():
        print("Type the facts as JSON, then Ctrl-D.", file=sys.stderr)
    try:
        finding = ask(question, facts_in(sys.stdin.buffer.read()), on)
    except UnknownQuestionError:
        print(
            f"There is no question “{question}”; ./yunqiao law --list names them all.",
            file=sys.stderr,
        )
        return 2
    except FactsError as error:
        print(f"The facts do not fit the question: {error}.", file=sys.stderr)
        return 2
    if language:
        print("\n".join(explain(finding, language, CATALOGUE[question].facts)))
    else:
        print(json.dumps(as_json(finding), ensure_ascii=False, indent=1))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./yunqiao law", description=__doc__)
    parser.add_argument(
        "question", nargs="?", help="the id of a question; its facts come from standard input"
    )
    parser.add_argument(
        "--list",
        nargs="*",
        metavar="WORD",
        help="the questions by subject; with words, those that hold them all (Chinese or English,"
        " an id, an article); one question alone is shown with the schema of its facts",
    )
    parser.add_argument(
        "--json", action="store_true", help="the list as JSON, with the JSON schemas of the facts"
    )
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="DATE",
        help="the court-local date the question is asked for: what was not in force then is a doubt",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="answer, or list, in words")
    return parser


def _print_list(found: list[Provision], language: Language) -> None:
    if len(found) == 1:
        _print_question(found[0], language)
        return
    for area, entries in groupby(found, key=lambda entry: entry.id.partition(".")[0]):
        print(name_of(f"area.{area}", language))
        for entry in entries:
            print(f"  {entry.id:44} {_asked(entry, language)}")
    print(f"\n{len(found)} questions. Facts of one: ./yunqiao law --list ID; all of it: --list --json.")  # fmt: skip


def _print_question(entry: Provision, language: Language) -> None:
    print(f"{entry.id}\n{_asked(entry, language)}\n{text_of(entry, language)}")
    for citation in entry.citations:
        print(f"  {article_of(citation, language)}")
    print(json.dumps(_listed(entry)["facts"], ensure_ascii=False, indent=1))


def _asked(entry: Provision, language: Language) -> str:
    return entry.question if language == "en" else text_of(entry, language)


def _listed(entry: Provision) -> dict[str, object]:
    return {
        "id": entry.id,
        "question": entry.question,
        "citations": [str(citation) for citation in entry.citations],
        "confidence": entry.confidence.value,
        "facts": schema_of(entry.facts) if entry.facts else {},
    }
