"""The evidence of a draft: its uploads in the filer's order, each with what it is to prove."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.papers import receiving
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.states import UploadState

EVIDENCE: Final = "evidence"
"""Where a draft keeps the descriptions of its exhibits, in their order."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A file of the evidence list; `number` counts from 1, `said` is what the filer wrote of it."""

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


def exhibits_of(draft: ClaimDraft) -> list[Exhibit]:
    """The evidence list: what was described, in that order, then what has arrived since."""
    arrived = {
        str(upload.exhibit): upload
        for upload in Upload.objects.filter(
            account_id=draft.account_id, envelope=draft.id
        ).order_by("id")
    }
    said = {item["exhibit"]: item for item in draft.content.get(EVIDENCE) or []}
    order = [key for key in said if key in arrived] + [key for key in arrived if key not in said]
    return [
        Exhibit(number, arrived[key], said.get(key, {}))
        for number, key in enumerate(order, start=1)
    ]


def given(draft: ClaimDraft) -> list[dict[str, Any]]:
    """The evidence list as a claim takes it."""
    exhibits = exhibits_of(draft)
    uploads = {str(exhibit.id): str(exhibit.upload.id) for exhibit in exhibits}
    return [
        {
            "upload": str(exhibit.upload.id),
            "title": exhibit.title,
            "proves": exhibit.said.get("proves", ""),
            "language": exhibit.said.get("language", ""),
            "translation_of": uploads.get(exhibit.said.get("translation_of", "")),
        }
        for exhibit in exhibits
    ]


def fingerprint(draft: ClaimDraft) -> str:
    """The files and their order: a file that came after the filer looked changes it."""
    shown = " ".join(f"{e.upload.id} {e.upload.sha256}" for e in exhibits_of(draft))
    return sha256(shown.encode()).hexdigest()


def obstacle(draft: ClaimDraft) -> str:
    """Why the evidence is not ready to be filed, and what to do; empty if it is."""
    states = {exhibit.upload.state for exhibit in exhibits_of(draft)}
    if UploadState.REFUSED in states:
        return _("A file of the evidence cannot be used. Replace or remove it before you file.")
    if UploadState.RECEIVED in states:
        return _("A file of the evidence is still being checked. Wait a minute, then come back.")
    if receiving.unfinished(draft.id):
        return _("A file has not arrived whole. Choose it again to go on, or give it up.")
    return ""
