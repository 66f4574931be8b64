"""`./yunqiao law`: ask a question of the law with facts as JSON."""

import argparse
import json
import sys
from collections.abc import Sequence

from yunqiao.law.asking import UnknownQuestionError, ask, questions
from yunqiao.law.catalogue import Provision
from yunqiao.law.explain import as_json, explain
from yunqiao.law.facts import FactsError, schema_of


def main(argv: Sequence[str]) -> int:
    """Print the finding; 0 when there is one, 2 with a sentence when the facts do not fit."""
    options = _parser().parse_args(argv)
    if options.list or options.question is None:
        print(json.dumps([_listed(entry) for entry in questions()], ensure_ascii=False, indent=1))
        return 0
    try:
        finding = ask(options.question, json.load(sys.stdin))
    except UnknownQuestionError:
        print(
            f"There is no question “{options.question}”; ./yunqiao law --list names them all.",
            file=sys.stderr,
        )
        return 2
    except json.JSONDecodeError as error:
        print(f"The facts are not JSON: {error}.", file=sys.stderr)
        return 2
    except FactsError as error:
        print(f"The facts do not fit the question: {error}.", file=sys.stderr)
        return 2
    if options.lang:
        print("\n".join(explain(finding, options.lang)))
    else:
        print(json.dumps(as_json(finding), ensure_ascii=False, indent=1))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./yunqiao law", description=__doc__)
    parser.add_argument(
        "question", nargs="?", help="the id of a question; its facts come from standard input"
    )
    parser.add_argument(
        "--list", action="store_true", help="print every question with the JSON schema of its facts"
    )
    parser.add_argument("--lang", choices=("zh", "en"), help="answer in words")
    return parser


def _listed(entry: Provision) -> dict[str, object]:
    return {
        "id": entry.id,
        "question": entry.question,
        "citations": [str(citation) for citation in entry.citations],
        "confidence": entry.confidence.value,
        "facts": schema_of(entry.facts) if entry.facts else {},
    }
