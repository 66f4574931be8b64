"""Asking a question of the law with facts as JSON: the one way in for command line, pages and cases."""

from datetime import date
from typing import Final

from yunqiao.law import load_all
from yunqiao.law.catalogue import CATALOGUE, Provision
from yunqiao.law.facts import read
from yunqiao.law.findings import Citation, Finding, Reason, reason
from yunqiao.law.instruments import by_short_name

NOT_YET_IN_FORCE: Final = reason("general.not_yet_in_force")
NO_LONGER_IN_FORCE: Final = reason("general.no_longer_in_force")


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


def ask(question: str, given: object, on: date | None = None) -> Finding:
    """The finding for a question's id and its facts as JSON.

    With a court-local date `on`, the finding says as a doubt which of the articles it rests on were
    not in force then, so that an old case is not decided by a new text unseen.

    Raises:
        UnknownQuestionError: there is no such question, or the provision is organisational.
        FactsError: the facts do not fit the question's schema.
    """
    load_all()
    asked = CATALOGUE.get(question)
    if asked is None or asked.decide is None or asked.facts is None:
        raise UnknownQuestionError(question)
    finding = asked.decide(read(asked.facts, given))
    if on is None:
        return finding
    return finding._replace(doubts=(*finding.doubts, *_not_in_force(finding.citations, on)))


def _not_in_force(citations: tuple[Citation, ...], on: date) -> tuple[Reason, ...]:
    instruments = [
        by_short_name()[name] for name in dict.fromkeys(one.instrument for one in citations)
    ]
    return tuple(
        NOT_YET_IN_FORCE(instrument=one, since=one.in_force_from)
        if on < one.in_force_from
        else NO_LONGER_IN_FORCE(instrument=one, until=one.in_force_to)
        for one in instruments
        if not one.in_force(on)
    )
