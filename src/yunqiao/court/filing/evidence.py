"""The files of a draft: its evidence and an agent's papers, each list in the filer's order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from yunqiao.court.casefile.documents import next_position
from yunqiao.court.filing.facts import AgentPaper
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.papers import receiving, words
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.states import UploadState

EVIDENCE: Final = "evidence"
"""Where a draft keeps the descriptions of its exhibits, in their order."""
PAPERS: Final = "papers"
"""Where a draft keeps those of the papers that show what an agent may do."""
LISTS: Final = (EVIDENCE, PAPERS)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A file of a list; `number` counts on from what is filed, `said` is what the filer wrote."""

    number: int
    upload: Upload
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        """Its place in the list, which a replacement keeps."""
        return self.upload.exhibit

    @property
    def title(self) -> str:
        """What the filer calls it; the file's name until then."""
        return str(self.said.get("title") or self.upload.name)


def envelope_of(draft: ClaimDraft, which: str = EVIDENCE) -> UUID:
    """The envelope into which the files of a list arrive."""
    return draft.id if which == EVIDENCE else uuid5(draft.id, which)


def exhibits_of(draft: ClaimDraft, which: str = EVIDENCE) -> list[Exhibit]:
    """A list: what was described, in that order, then what has arrived since."""
    uploads = Upload.objects.filter(envelope=envelope_of(draft, which)).order_by("id")
    arrived = {str(upload.exhibit): upload for upload in uploads}
    said = {item["exhibit"]: item for item in draft.content.get(which) or []}
    order = [key for key in said if key in arrived] + [key for key in arrived if key not in said]
    first = next_position(draft.corrects) if draft.corrects and which == EVIDENCE else 1
    return [
        Exhibit(number, arrived[key], said.get(key, {}))
        for number, key in enumerate(order, start=first)
    ]


def filed_with(draft: ClaimDraft) -> list[dict[str, Any]]:
    """The files the court has already, for a draft that corrects a claim."""
    return list(draft.content.get("documents") or []) if draft.corrects_id else []


def given(draft: ClaimDraft) -> list[dict[str, Any]]:
    """All files as the claim takes them: those the court keeps, then the new ones."""
    added = [*_given(draft, EVIDENCE), *_given(draft, PAPERS)]
    instead = {item["replaces"]: item["upload"] for item in added if item["replaces"]}
    kept = [item for item in filed_with(draft) if item["upload"] not in instead]
    return [
        {**item, "translation_of": instead.get(item["translation_of"], item["translation_of"])}
        for item in [*kept, *added]
    ]


def answered_point(draft: ClaimDraft, exhibit: Exhibit) -> str:
    """The point of the court's notice that a file answers; the only one if there is one alone."""
    said = str(exhibit.said.get("answers", ""))
    return draft.asked[0] if not said and len(draft.asked) == 1 else said


def fingerprint(draft: ClaimDraft) -> str:
    """The files and their order: a file that came after the filer looked changes it."""
    files = [exhibit.upload for which in LISTS for exhibit in exhibits_of(draft, which)]
    shown = " ".join(f"{upload.id} {upload.sha256}" for upload in files)
    return sha256(shown.encode()).hexdigest()


def obstacle(draft: ClaimDraft) -> str:
    """Why the files are not ready to be filed, and what to do; empty if they are."""
    exhibits = [exhibit for which in LISTS for exhibit in exhibits_of(draft, which)]
    states = {exhibit.upload.state for exhibit in exhibits}
    if UploadState.REFUSED in states:
        return _("A file of the evidence cannot be used. Replace or remove it before you file.")
    if UploadState.RECEIVED in states:
        return _("A file of the evidence is still being checked. Wait a minute, then come back.")
    if any(receiving.unfinished(envelope_of(draft, which)) for which in LISTS):
        return _("A file has not arrived whole. Choose it again to go on, or give it up.")
    if draft.corrects_id and not all(answered_point(draft, one) for one in exhibits):
        return _("Say of each new file which point of the court's notice it answers.")
    return ""


def wrong_with(draft: ClaimDraft, exhibit: Exhibit) -> str:
    """Why this file keeps the draft from being filed, and what to do; empty if it does not."""
    if exhibit.upload.state == UploadState.REFUSED:
        return words.sentence_about(exhibit.upload)
    if exhibit.upload.state == UploadState.RECEIVED:
        return _("The file is still being checked. Wait a minute.")
    if draft.corrects_id and not answered_point(draft, exhibit):
        return _("Say of each new file which point of the court's notice it answers.")
    return ""


def paper_of(exhibit: Exhibit) -> AgentPaper:
    """What an agent's paper is; the power of attorney until it is said."""
    return AgentPaper(exhibit.said.get("paper") or AgentPaper.POWER_OF_ATTORNEY)


def _given(draft: ClaimDraft, which: str) -> list[dict[str, Any]]:
    exhibits = exhibits_of(draft, which)
    uploads = {str(exhibit.id): str(exhibit.upload.id) for exhibit in exhibits}
    uploads |= {item["upload"]: item["upload"] for item in filed_with(draft)}
    return [
        {
            "upload": str(exhibit.upload.id),
            "title": exhibit.title,
            "proves": exhibit.said.get("proves", ""),
            "language": exhibit.said.get("language", ""),
            "translation_of": uploads.get(exhibit.said.get("translation_of", "")),
            "paper": paper_of(exhibit).value if which == PAPERS else None,
            "answers": answered_point(draft, exhibit) if draft.corrects_id else "",
            "replaces": exhibit.said.get("replaces") or None,
        }
        for exhibit in exhibits
    ]
