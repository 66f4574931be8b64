"""What a correction changed: each field and each file as it was and as it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from django.utils.translation import gettext as _

from yunqiao.court.casefile.words import place_name
from yunqiao.court.filing import sections
from yunqiao.court.filing.claim import Claim, ExhibitGiven
from yunqiao.court.filing.correction import title_of
from yunqiao.court.filing.sections import SECTIONS

SENTENCE: Final = re.compile(r"\s+|[^。！？!?.\s][^。！？!?.\n]*[。！？!?.]*|[。！？!?.]+")
KEPT, GONE, CAME = "kept", "gone", "came"
Piece = tuple[str, str]
"""How a piece of text fared, and the piece."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field, with the pieces that went and those that came in their places."""

    what: str
    pieces: list[Piece]

    @property
    def old(self) -> list[Piece]:
        """As it was."""
        return [piece for piece in self.pieces if piece[0] != CAME]

    @property
    def new(self) -> list[Piece]:
        """As it is."""
        return [piece for piece in self.pieces if piece[0] != GONE]


@dataclass(frozen=True, slots=True)
class Part:
    """What changed in one part of the claim."""

    title: str
    changes: list[Change]


def changed(before: Claim, after: Claim) -> list[Part]:
    """The parts of a claim that a correction changed, files last."""
    old, new = before.by_section(), after.by_section()
    parts = [
        Part(str(section.title), list(_fields(name, old[name], new[name])))
        for name, section in SECTIONS.items()
        if old[name] != new[name]
    ]
    files = list(_files(before, after))
    return [*parts, Part(str(sections.EVIDENCE_TITLE), files)] if files else parts


def _fields(name: str, old: Any, new: Any) -> Iterator[Change]:
    was, now = _flat(name, old), _flat(name, new)
    for what in dict.fromkeys([*was, *now]):
        before, after = was.get(what, ""), now.get(what, "")
        if before != after:
            yield Change(what, _pieces(before, after))


def _flat(name: str, content: Any) -> dict[str, str]:
    """A part of a claim as fields with their texts."""
    if not content:
        return {}
    if not SECTIONS[name].many:
        return dict(sections.answers(name, content))
    return {
        f"{number}. {what}": text
        for number, item in enumerate(content, start=1)
        for what, text in _item(item)
        if text
    }


def _item(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "text" in item:
        yield _("Request"), sections.title_of(item)
        return
    yield _("Name"), item["name"]
    yield _("Another name"), item["other_name"]
    yield _("Who acts for the organisation"), item["representative"]
    yield _("Country or region"), place_name(item["country"])
    yield _("Address"), item["address"]
    yield _("E-mail address"), item["email"]
    yield _("Telephone"), item["phone"]


def _files(before: Claim, after: Claim) -> Iterator[Change]:
    known = {exhibit.upload: exhibit for exhibit in before.documents}
    for exhibit in after.documents:
        if exhibit.upload in known:
            continue
        pieces: list[Piece] = []
        if exhibit.replaces is not None and exhibit.replaces in known:
            pieces.append((GONE, known[exhibit.replaces].title))
        pieces.append((CAME, _told(exhibit)))
        yield Change(_("Answers: %(point)s") % {"point": title_of(exhibit.answers)}, pieces)


def _told(exhibit: ExhibitGiven) -> str:
    return " · ".join(text for text in (exhibit.title, exhibit.proves) if text)


def _pieces(before: str, after: str) -> list[Piece]:
    """Sentence by sentence, what stayed, went and came."""
    was, now = SENTENCE.findall(before), SENTENCE.findall(after)
    found: list[Piece] = []
    for how, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if how == "equal":
            found.append((KEPT, "".join(was[a:b])))
            continue
        found += [
            (kind, "".join(text)) for kind, text in ((GONE, was[a:b]), (CAME, now[c:d])) if text
        ]
    return found
