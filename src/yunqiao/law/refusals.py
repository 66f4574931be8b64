"""Why facts are refused, in the reader's language."""

from typing import NamedTuple

from yunqiao.law.facts import FactsError
from yunqiao.law.naming import fact_named
from yunqiao.law.texts import Language, fitting, messages, spoken, text


class Refused(NamedTuple):
    """The facts that are refused, in words and as fields of the JSON, and why."""

    named: str
    fields: str
    why: str


def refused(error: FactsError, facts: type | None, language: Language) -> Refused:
    """What an error says of facts of this type; no name where the facts as a whole are refused."""
    named = [fact_named(facts, path, language) for path in error.where.split(", ") if path]
    between = text("shown.comma", language)
    return Refused(between.join(named), error.where, refusal(error.sentence, language))


def refusal(sentence: str, language: Language) -> str:
    """The sentence of a `FactsError` for a reader; one that has no text stays as it is.

    What stands in its gaps is written into the facts, so it is not translated.
    """
    found = fitting(sentence, "refusal") if language != "en" else None
    return spoken(messages()[found.key], language).format_map(found.params) if found else sentence
