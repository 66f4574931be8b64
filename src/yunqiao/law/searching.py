"""Finding questions by what is said in them: in English, in Chinese of either script, by article."""

from collections.abc import Iterable
from functools import cache

from yunqiao.law.asking import questions
from yunqiao.law.cases import cases_by_question
from yunqiao.law.catalogue import Provision
from yunqiao.law.characters import in_traditional
from yunqiao.law.texts import LANGUAGES, name_of
from yunqiao.law.wording import article_of, asked_by, text_of


def holding(words: Iterable[str]) -> list[Provision]:
    """The questions that hold every word, by id; all of them for no words.

    An id alone is that question. A word is looked for in the id, the question, the provision's
    text, its subject, the titles of its cases, and the articles it cites, by short and full names.
    """
    wanted = [word.casefold() for word in words]
    exactly = [entry for entry in questions() if [entry.id] == wanted]
    return exactly or [
        entry for entry in questions() if all(word in _said(entry.id) for word in wanted)
    ]


@cache
def _said(question: str) -> str:
    (entry,) = (one for one in questions() if one.id == question)
    area = f"area.{question.partition('.')[0]}"
    parts = [question, *map(str, entry.citations)]
    for case in cases_by_question().get(question, ()):
        parts += [case.title, case.title_zh, in_traditional(case.title_zh)]
    for language in LANGUAGES:
        parts += [name_of(area, language), asked_by(entry, language), text_of(entry, language)]
        parts += [article_of(citation, language) for citation in entry.citations]
    return " ".join(parts).casefold()
