"""Finding questions by what is said in them: in English, in Chinese of either script, by article."""

from collections.abc import Iterable
from functools import cache

from yunqiao.law.asking import questions
from yunqiao.law.catalogue import Provision
from yunqiao.law.explain import article_of, text_of
from yunqiao.law.texts import LANGUAGES, name_of


def holding(words: Iterable[str]) -> list[Provision]:
    """The questions that hold every word, by id; all of them for no words.

    A word is looked for in the id, the question, the provision's text, its subject and the articles
    it cites, by their short and full names.
    """
    wanted = [word.casefold() for word in words]
    return [entry for entry in questions() if all(word in _said(entry.id) for word in wanted)]


@cache
def _said(question: str) -> str:
    (entry,) = (one for one in questions() if one.id == question)
    area = f"area.{question.partition('.')[0]}"
    parts = [question, entry.question, *map(str, entry.citations)]
    for language in LANGUAGES:
        parts += [name_of(area, language), text_of(entry, language)]
        parts += [article_of(citation, language) for citation in entry.citations]
    return " ".join(parts).casefold()
