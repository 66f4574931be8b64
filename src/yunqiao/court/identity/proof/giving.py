"""Files of a paper: uploads while it is being given, kept for good once the court has them."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.proof.models import IdentityFile, IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.states import PaperState
from yunqiao.court.papers import receiving
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.states import UploadState

PICTURES: Final = ("image/", "application/pdf")
RECORDINGS: Final = ("video/", "audio/")


def uploads_of(paper: IdentityPaper) -> list[Upload]:
    """What has arrived for a paper and was not given to the court yet."""
    return list(Upload.objects.filter(envelope=paper.id).order_by("id"))


def files_of(paper: IdentityPaper) -> list[IdentityFile]:
    """The files of a paper as the court has them now: those given last."""
    files = list(paper.files.order_by("-round", "position"))
    return [file for file in files if file.round == files[0].round]


def is_done(paper: IdentityPaper) -> bool:
    """Whether the person has done their part for a paper."""
    if paper.state == PaperState.GIVEN:
        return True
    uploads = uploads_of(paper)
    described = paper.is_statement or bool(paper.kind and (paper.masked or not paper.is_main))
    if paper.state == PaperState.WRONG and paper.typed_in_round > paper.proof.round:
        return described
    return described and bool(uploads) and _usable(paper, uploads)


def obstacle(proof: IdentityProof, papers: Sequence[IdentityPaper]) -> str:
    """Why the papers cannot be given to the court yet, and what to do; empty if they can."""
    if not proof.category or proof.court_id is None:
        return _("Say who you are first.")
    for paper in papers:
        uploads = uploads_of(paper)
        if any(upload.state == UploadState.RECEIVED for upload in uploads):
            return _("A file is still being checked. Wait a minute, then come back.")
        if receiving.unfinished(paper.id):
            return _("A file has not arrived whole. Choose it again to go on, or give it up.")
        if uploads and not _usable(paper, uploads):
            return _("A file cannot be used. Replace or remove it first.")
        if not is_done(paper):
            return _("Something is still missing. Open the parts that are not done.")
    return ""


def of_other_kind(paper: IdentityPaper) -> str:
    """What to do about a file that is whole but cannot be such a paper; empty if there is none."""
    ready = [upload for upload in uploads_of(paper) if upload.state == UploadState.READY]
    if _usable(paper, ready):
        return ""
    if paper.is_statement:
        return _("A statement is a video or a sound recording. Remove the other file first.")
    return _("A paper is shown by photos or a PDF. Remove the other file first.")


def keep_files(writing: Act, paper: IdentityPaper, number: int) -> list[IdentityFile]:
    """Add the fit uploads of a paper to the act as files of this round; those uploads go.

    One that arrives at this very moment is not examined yet: it stays with the person.
    """
    uploads = [one for one in uploads_of(paper) if one.state == UploadState.READY]
    files = [
        IdentityFile(
            paper=paper,
            round=number,
            position=position,
            added_at=now(),
            **{name: getattr(upload, name) for name in _COPIED},
        )
        for position, upload in enumerate(uploads, start=1)
    ]
    if files:
        writing.insert(*files)
        given = [upload.id for upload in uploads]
        writing.execute("DELETE FROM upload WHERE id = ANY (%s)", (given,))
    return files


def _usable(paper: IdentityPaper, uploads: Sequence[Upload]) -> bool:
    """Whether every file is fit, and of a kind that shows a paper or holds a statement."""
    kinds = RECORDINGS if paper.is_statement else PICTURES
    return all(u.state == UploadState.READY and u.media_type.startswith(kinds) for u in uploads)


_COPIED: Final = (
    "sha256",
    "size",
    "media_type",
    "name",
    "viewing_sha256",
    "viewing_type",
    "thumbnail_sha256",
    "pages",
    "scan",
)
