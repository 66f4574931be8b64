"""Asking a question of the law with facts as JSON: the one way in for command line, pages and cases."""

from yunqiao.law import load_all
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.facts import read
from yunqiao.law.findings import Finding


class UnknownQuestionError(KeyError):
    """There is no question of that id, or the provision is organisational."""


def questions() -> list[Provision]:
    """Every provision that can be asked, by id."""
    load_all()
    return sorted(
        (entry for entry in CATALOGUE.values() if entry.decide), key=lambda entry: entry.id
    )


def every_provision() -> list[Provision]:
    """Every provision, those that only organise the court's work too, by id."""
    load_all()
    return [CATALOGUE[name] for name in sorted(CATALOGUE)]


def ask(question: str, given: object) -> Finding:
    """The finding for a question's id and its facts as JSON.

    Raises:
        UnknownQuestionError: there is no such question, or the provision is organisational.
        FactsError: the facts do not fit the question's schema.
    """
    load_all()
    asked = CATALOGUE.get(question)
    if asked is None or asked.decide is None or asked.facts is None:
        raise UnknownQuestionError(question)
    return asked.decide(read(asked.facts, given))
