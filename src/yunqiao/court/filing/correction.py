"""A correction as the party sees it: each point, where it is answered, and whether it has been."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import evidence, sections
from yunqiao.court.filing.drafts import ANSWERS
from yunqiao.court.filing.entries import EVIDENCE, OTHER, CorrectionRequested, Point
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.queries import claim_of, correction_of
from yunqiao.court.filing.sections import SECTIONS
from yunqiao.court.foundation.components import Colour, SummaryRow, Tag


@dataclass(frozen=True, slots=True)
class Asked:
    """One point: its part of the claim, what the court says of it, how it stands, where to answer."""

    title: str
    text: str
    status: Tag
    url: str
    files_url: str
    files: list[str]


def asked(draft: ClaimDraft, case: Case, points: tuple[Point, ...]) -> list[Asked]:
    """The points of a notice, in its order."""
    filed = claim_of(case).by_section()
    return [
        Asked(
            title=title_of(point.section),
            text=point.text,
            status=_status(draft, filed, point.section),
            url=_url(draft, point.section),
            files_url=sections.files_url(draft, evidence.EVIDENCE),
            files=[exhibit.title for exhibit in _files(draft, point.section)],
        )
        for point in points
    ]


def texts_on(draft: ClaimDraft, section: str) -> list[str]:
    """What the court says of a section, on its page; nothing where nothing is corrected."""
    return [point.text for point in _points(draft) if point.section == section]


def unanswered(draft: ClaimDraft) -> list[str]:
    """The points that nothing answers yet, by name."""
    if draft.corrects is None:
        return []
    filed = claim_of(draft.corrects).by_section()
    names = [point.section for point in _points(draft)]
    return [title_of(name) for name in names if not _is_answered(draft, filed, name)]


def title_of(section: str) -> str:
    """What a point is about."""
    if section == EVIDENCE:
        return str(sections.EVIDENCE_TITLE)
    return _("Something else") if section == OTHER else str(SECTIONS[section].title)


def parts(draft: ClaimDraft) -> list[tuple[object, list[SummaryRow]]]:
    """What a correction hands in: the sections asked for, the answers in words, the new files."""
    shown: list[tuple[object, list[SummaryRow]]] = [
        (SECTIONS[name].title, sections.summary(draft, name))
        for name in draft.asked
        if name in SECTIONS
    ]
    if OTHER in draft.asked:
        change = reverse("filing:answer", args=[draft.id]) + "?back=check"
        said = draft.content.get(ANSWERS, {}).get(OTHER) or _("Not answered yet")
        shown.append((title_of(OTHER), [SummaryRow(_("Your answer"), said, change)]))
    if EVIDENCE in draft.asked or evidence.exhibits_of(draft):
        shown.append((_("Files you add"), sections.files_summary(draft, evidence.EVIDENCE)))
    return shown


def _points(draft: ClaimDraft) -> tuple[Point, ...]:
    if draft.corrects is None:
        return ()
    return CorrectionRequested.read(correction_of(draft.corrects).payload).points


def _status(draft: ClaimDraft, filed: dict[str, object], section: str) -> Tag:
    if _is_answered(draft, filed, section):
        return Tag(_("Answered"))
    return Tag(_("Not answered yet"), Colour.BLUE)


def _is_answered(draft: ClaimDraft, filed: dict[str, object], section: str) -> bool:
    changed = section in SECTIONS and draft.content.get(section) != filed[section]
    said = draft.content.get(ANSWERS, {}).get(section)
    return bool(changed or said or any(_files(draft, section)))


def _url(draft: ClaimDraft, section: str) -> str:
    if section == OTHER:
        return reverse("filing:answer", args=[draft.id])
    if section == EVIDENCE:
        return ""
    return sections.section_url(draft, section)


def _files(draft: ClaimDraft, section: str) -> Iterator[evidence.Exhibit]:
    for exhibit in evidence.exhibits_of(draft):
        if evidence.answered_point(draft, exhibit) == section:
            yield exhibit
