"""Proofs of identity in the reader's words: states, papers, checks, what the register said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.foundation.legal_words import cited, language
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reader import written_date
from yunqiao.court.identity.numbers.outcome import Point, Verdict
from yunqiao.court.identity.proof.entries import OTHER
from yunqiao.court.identity.proof.kinds import name_of
from yunqiao.court.identity.proof.models import EXTRA, IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import PaperState, ProofState
from yunqiao.law.texts import text

_STATES: Final[Mapping[str, tuple[Promise, Colour]]] = {
    ProofState.WRITING: (gettext_lazy("Not given to the court yet"), Colour.GREY),
    ProofState.WAITING: (gettext_lazy("The court is checking"), Colour.BLUE),
    ProofState.REFUSED: (gettext_lazy("Not proved yet: something to correct"), Colour.ORANGE),
    ProofState.MORE_WANTED: (gettext_lazy("The court wants to see more"), Colour.ORANGE),
    ProofState.PROVED: (gettext_lazy("Proved"), Colour.GREEN),
}
_POINTS: Final[Mapping[str, Promise]] = {
    Point.FORMAT: gettext_lazy("Form of the number"),
    Point.CHECK_DIGIT: gettext_lazy("Check digit of the number"),
    Point.ORGANISATION: gettext_lazy("Check digit of the organisation's code"),
    Point.REGION: gettext_lazy("Region in the number"),
    Point.BIRTH_DATE: gettext_lazy("Date of birth in the number or lines"),
    Point.DOCUMENT_NUMBER: gettext_lazy("Check digit of the number in the lines"),
    Point.EXPIRY_DATE: gettext_lazy("Check digit of the last day in the lines"),
    Point.OPTIONAL_DATA: gettext_lazy("Check digit of further data in the lines"),
    Point.WHOLE: gettext_lazy("Check digit over all lines"),
    Point.LEGIBLE: gettext_lazy("Machine-readable lines: two or three whole lines"),
    Point.EXPIRY: gettext_lazy("Good until"),
    Point.SAME_NUMBER: gettext_lazy("Number typed and in the lines"),
    Point.SAME_BIRTH_DATE: gettext_lazy("Date of birth typed and on the paper"),
    Point.SAME_EXPIRY: gettext_lazy("Last day typed and in the lines"),
    Point.SAME_NAME: gettext_lazy("Name typed and in the lines"),
    Point.SAME_NATIONALITY: gettext_lazy("Nationality said and in the lines"),
    Point.SAME_PERSON_ELSEWHERE: gettext_lazy("Another person gave the same number"),
}
_VERDICTS: Final[Mapping[str, tuple[Promise, Colour]]] = {
    Verdict.HOLDS.value: (gettext_lazy("Fits"), Colour.GREEN),
    Verdict.FAILS.value: (gettext_lazy("Does not fit"), Colour.RED),
    Verdict.CANNOT_SAY.value: (gettext_lazy("Look yourself"), Colour.YELLOW),
}
_REGISTER: Final[Mapping[str, tuple[Promise, Colour]]] = {
    "": (gettext_lazy("No answer yet"), Colour.GREY),
    "match": (gettext_lazy("Matches"), Colour.GREEN),
    "no_match": (gettext_lazy("Does not match"), Colour.RED),
    "unknown": (gettext_lazy("Paper not known there"), Colour.YELLOW),
    "unavailable": (gettext_lazy("Could not be asked: check by hand"), Colour.YELLOW),
}
_DIFFERS: Final[Mapping[str, Promise]] = {
    "name": gettext_lazy("the name"),
    "birth_date": gettext_lazy("the date of birth"),
    "number": gettext_lazy("the number"),
    "nationality": gettext_lazy("the nationality"),
}
_FORMALITIES: Final[Mapping[str, Promise]] = {
    "notarisation_only": gettext_lazy("Have it notarised."),
    "apostille": gettext_lazy("Have it notarised, and an apostille put on it."),
    "notarisation_and_legalisation": gettext_lazy(
        "Have it notarised there, then legalised by the Chinese embassy or consulate."
    ),
    "notarisation_and_legalisation_via_third_state": gettext_lazy(
        "Have it notarised there, then legalised by a third country's embassy there and the Chinese embassy in that country."
    ),
    "treaty": gettext_lazy("A treaty says what it needs. Ask the court if you are not sure."),
    "hong_kong_attesting_officer_and_forwarding": gettext_lazy(
        "Have it made by a China-appointed attesting officer and forwarded by China Legal Services (Hong Kong)."
    ),
    "macao_notary_and_forwarding": gettext_lazy(
        "Have it notarised in Macao and forwarded by China Legal Services (Macao)."
    ),
    "cross_strait_notarial_check": gettext_lazy(
        "Have it notarised in Taiwan; the notaries' associations of both sides check it."
    ),
}


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check as a page shows it."""

    what: str
    tag: Tag
    seen: str
    fails: bool


def state_tag(proof: IdentityProof) -> Tag:
    """How a proof stands."""
    words, colour = _STATES[proof.state]
    return Tag(str(words), colour)


def title_of(paper: IdentityPaper) -> str:
    """What a paper is called: its kind once chosen, what it is for until then."""
    if paper.is_statement:
        return _("Recorded statement")
    if paper.slot == EXTRA:
        return _("A further paper")
    if paper.kind:
        return name_of(paper.kind)
    return _("A paper that says who you are")


def why_wanted(paper: IdentityPaper) -> str:
    """Why the law wants a paper."""
    return text(paper.law["why"], language()) if paper.law.get("why") else ""


def article_of(paper: IdentityPaper) -> str:
    """The article that wants a paper."""
    return cited(paper.law["cited"])


def formality_of(paper: IdentityPaper) -> str:
    """What has to be done to a paper before it is given; empty if nothing."""
    found = paper.law.get("formality", "none")
    if found == "":
        return _(
            "Whether it needs a notary or an apostille depends on where it was made. Ask the court first."
        )
    return str(_FORMALITIES.get(found, ""))


def paper_tag(paper: IdentityPaper, *, done: bool) -> Tag:
    """How a paper stands, for the person who gives it."""
    if paper.state == PaperState.GIVEN:
        return Tag(_("With the court"))
    if done:
        return Tag(_("Done"), Colour.GREEN)
    if paper.state == PaperState.WRONG:
        return Tag(_("To correct"), Colour.ORANGE)
    return Tag(_("To do"), Colour.BLUE)


def checks_of(paper: IdentityPaper, *, same_elsewhere: bool = False) -> Sequence[ShownCheck]:
    """The checks of a paper, those that fail first."""
    found = [dict(one) for one in paper.checks]
    if same_elsewhere:
        point = Point.SAME_PERSON_ELSEWHERE.value
        found.append({"point": point, "verdict": Verdict.FAILS.value, "seen": ""})
    order = [Verdict.FAILS.value, Verdict.CANNOT_SAY.value, Verdict.HOLDS.value]
    return [_shown(one) for one in sorted(found, key=lambda one: order.index(one["verdict"]))]


def register_tag(proof: IdentityProof) -> Tag:
    """What the immigration authority said."""
    words, colour = _REGISTER[proof.register]
    return Tag(str(words), colour)


def differences(proof: IdentityProof) -> str:
    """What differs there, in words."""
    differs = proof.register_said.get("differs") or []
    return _(", ").join(str(_DIFFERS.get(one, one)) for one in differs)


def spoken_code(code: str) -> str:
    """A code with gaps, as it is read out."""
    return " ".join(code)


def points_of(entry: DocketEntry, proof: IdentityProof) -> list[tuple[str, str]]:
    """What a decision names: the paper in words, and the officer's words."""
    papers = {str(paper.id): paper for paper in proof.papers.order_by("position")}
    return [
        (_point_title(point["paper"], papers), point["text"])
        for point in entry.payload.get("points", ())
    ]


def _point_title(paper: str, papers: Mapping[str, IdentityPaper]) -> str:
    return _("Anything else") if paper == OTHER else title_of(papers[paper])


def _shown(one: Mapping[str, Any]) -> ShownCheck:
    words, colour = _VERDICTS[one["verdict"]]
    seen, tag = one["seen"], Tag(str(words), colour)
    if one["point"] in _DATES and _is_date(seen):
        day = date.fromisoformat(seen)
        seen = written_date(day)
        if one["point"] == Point.EXPIRY:
            tag = _expiry_tag(one["verdict"])
    return ShownCheck(str(_POINTS[one["point"]]), tag, seen, one["verdict"] == Verdict.FAILS.value)


def _expiry_tag(verdict: str) -> Tag:
    if verdict == Verdict.FAILS.value:
        return Tag(_("Expired"), Colour.RED)
    if verdict == Verdict.CANNOT_SAY.value:
        return Tag(_("Expires soon"), Colour.YELLOW)
    return Tag(_("Good"), Colour.GREEN)


def _is_date(seen: str) -> bool:
    try:
        date.fromisoformat(seen)
    except ValueError:
        return False
    return True


_DATES: Final = frozenset(
    {Point.EXPIRY, Point.BIRTH_DATE, Point.SAME_BIRTH_DATE, Point.SAME_EXPIRY}
)
