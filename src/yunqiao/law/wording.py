"""Reasons, articles, provisions and outcomes in words."""

from yunqiao.law.catalogue import Provision
from yunqiao.law.findings import Citation, Finding, Outcome, Reason
from yunqiao.law.instruments import by_short_name
from yunqiao.law.texts import Language, messages, text


def sentence(reason: Reason, language: Language) -> str:
    """A reason in words."""
    return text(reason.key, language, **dict(reason.params))


def article_of(citation: Citation, language: Language) -> str:
    """An article with the name of its instrument in full."""
    title = title_of(citation.instrument, language)
    number = number_of(citation.article, language)
    return text("shown.source", language, title=title, number=number)


def title_of(instrument: str, language: Language) -> str:
    """The title of an instrument, by its short name, in the marks that Chinese puts around one."""
    return text("shown.title", language, name=by_short_name()[instrument])


def number_of(article: str, language: Language) -> str:
    """An article as it is called; a part that has no number as it stands."""
    number, _, below = article.partition("(")
    if not number.isdecimal():
        return article
    return text("shown.article", language, number=number, below=f"({below}" if below else "")


def text_of(provision: Provision, language: Language) -> str:
    """What a provision says, in our words."""
    return text(f"provision.{provision.id}", language)


def asked_by(provision: Provision, language: Language) -> str:
    """The question itself; what an organisational provision says where it has none."""
    key = f"question.{provision.id}"
    if language == "en" and provision.question:
        return provision.question
    return text(key, language) if key in messages() else text_of(provision, language)


def verdict(finding: Finding, language: Language, *, asks_whether: bool = True) -> str:
    """The outcome in words, and the domain's own code beside it; empty where there is neither.

    To a question that does not ask whether something is so, neither yes nor no is an answer.
    """
    code = f"code.{finding.code}"
    said = text(code, language) if code in messages() else ""
    if not asks_whether and finding.outcome in (Outcome.YES, Outcome.NO):
        return text("shown.sentence", language, said=begun(said)) if said else ""
    outcome = f"outcome.{finding.outcome.name.lower()}"
    if not said:
        return text(outcome, language)
    return text(
        "shown.verdict", language, outcome=text(f"{outcome}_with_code", language), said=said
    )


def begun(words: str) -> str:
    """Words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]
