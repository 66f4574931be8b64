"""The documents of a case: listed in the reader's words, shown to those who see the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from yunqiao.court.casefile.access import documents_of, documents_visible_to
from yunqiao.court.casefile.letters import LetterIssued, issued_on
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.casefile.words import SIGNATURE, letter_name, paper_name
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of
from yunqiao.court.papers.models import Upload
from yunqiao.court.papers.serving import Served, serve
from yunqiao.court.papers.words import kind_and_size, scan_words


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a list shows it; empty addresses lead nowhere.

    `title` is in the reader's language for the court's letters, else as it was given.
    """

    document: Document
    number: int | None
    title: str
    about: str
    what: str
    scan: str
    view_url: str
    original_url: str
    thumbnail_url: str

    @property
    def shown_as(self) -> str:
        """How a page can show it: frame, picture, film, sound, or not at all (empty)."""
        kind = self.document.viewing_type
        return next((how for prefix, how in _SHOWN_AS if kind.startswith(prefix)), "")


def listed(case: Case, account: Account) -> Sequence[Listed]:
    """The documents of a case it sees that an account may see, in the order they were handed in."""
    found = documents_of(case, account).select_related("translation_of", "replaces")
    letters = issued_on(case)
    return [
        _listed(document, letters.get(document.id))
        for document in found.order_by("added_at", "position", "id")
    ]


def number_of(document: Document) -> int | None:
    """Its number among what was handed in; the court's letters and drawn signatures have none."""
    return None if document.paper in _UNNUMBERED else document.position


def next_position(case: Case) -> int:
    """The number of the next document handed in."""
    handed_in = Document.objects.filter(case=case).exclude(paper__in=_UNNUMBERED)
    return (handed_in.aggregate(last=Max("position"))["last"] or 0) + 1


def document_of(
    case: Case, upload: Upload, *, position: int, at: datetime, **said: Any
) -> Document:
    """The document that a file becomes on a case; without a title it keeps the file's name.

    `said` are further fields of Document: its language, what it proves, what paper it is.
    """
    title = said.pop("title", "") or upload.name
    return Document(
        case=case,
        sha256=upload.sha256,
        size=upload.size,
        media_type=upload.media_type,
        name=upload.name,
        position=position,
        title=title,
        viewing_sha256=upload.viewing_sha256,
        viewing_type=upload.viewing_type,
        thumbnail_sha256=upload.thumbnail_sha256,
        pages=upload.pages,
        scan=upload.scan,
        added_at=at,
        **said,
    )


@require_safe
def show(request: HttpRequest, document_id: UUID, which: str) -> HttpResponseBase:
    """A document: its viewing copy, its thumbnail, or the original as a download."""
    document = get_object_or_404(documents_visible_to(account_of(request)), id=document_id)
    shown = {
        "original": (document.sha256, document.media_type, False),
        "view": (document.viewing_sha256, document.viewing_type, True),
        "thumbnail": (document.thumbnail_sha256, "image/jpeg", True),
    }
    sha256, media_type, inline = shown.get(which, ("", "", False))
    if not sha256:
        raise Http404
    return serve(
        request, Served(sha256=sha256, media_type=media_type, name=document.name, inline=inline)
    )


def _listed(document: Document, letter: LetterIssued | None) -> Listed:
    def address(which: str, sha256: str) -> str:
        return reverse("casefile:document", args=[document.id, which]) if sha256 else ""

    return Listed(
        document=document,
        number=number_of(document),
        title=f"{letter_name(letter.kind)} {letter.number}"
        if letter
        else document.title or document.name,
        about=kind_and_size(document.media_type, document.size),
        what=paper_name(document.paper),
        scan=scan_words(document.scan) if document.scan else "",
        view_url=address("view", document.viewing_sha256),
        original_url=address("original", document.sha256),
        thumbnail_url=address("thumbnail", document.thumbnail_sha256),
    )


_UNNUMBERED = ("", SIGNATURE)
_SHOWN_AS = (
    ("application/pdf", "frame"),
    ("text/", "frame"),
    ("image/", "picture"),
    ("video/", "film"),
    ("audio/", "sound"),
)
