"""Uploads in the reader's words: how they stand, what is wrong with them and what to do."""

from collections.abc import Mapping
from typing import Final

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.papers.examine.outcome import Reason
from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.states import UploadState

_STATES: Final[Mapping[str, tuple[Promise, Colour]]] = {
    UploadState.RECEIVED: (gettext_lazy("Being checked"), Colour.BLUE),
    UploadState.READY: (gettext_lazy("Ready"), Colour.GREEN),
    UploadState.REFUSED: (gettext_lazy("Cannot be used"), Colour.RED),
}
_REASONS: Final[Mapping[str, Promise]] = {
    Reason.UNKNOWN_KIND: gettext_lazy(
        "This kind of file cannot be taken. Save it as a PDF, or take a photo of it."
    ),
    Reason.ARCHIVE: gettext_lazy(
        "This is an archive. Unpack it and add the files in it one by one."
    ),
    Reason.WEB_PAGE: gettext_lazy(
        "This is a web page. Print it into a PDF in your browser and add the PDF."
    ),
    Reason.MACROS: gettext_lazy(
        "The file contains macros. Save it without them (as .docx or .xlsx), or as a PDF."
    ),
    Reason.ENCRYPTED: gettext_lazy(
        "The file is protected by a password. Open it, save it without the password, and add it again."
    ),
    Reason.DAMAGED: gettext_lazy(
        "The file is damaged or incomplete. See whether it opens on your device, save it again and replace it."
    ),
    Reason.TOO_MANY_PIXELS: gettext_lazy(
        "The picture is too large to be shown. Make it smaller than 130 megapixels and replace it."
    ),
    Reason.TOO_COSTLY: gettext_lazy(
        "The file could not be checked within the limits. Split it, or print it into a new PDF."
    ),
    Reason.INFECTED: gettext_lazy(
        "The virus scanner found something in the file. Clean your device, then add a clean copy."
    ),
    Reason.MISNAMED: gettext_lazy(
        "The end of the name does not fit the content. It can be used; the court sees what it really is."
    ),
}
_SCANS: Final[Mapping[str, Promise]] = {
    Scan.NOT_SCANNED: gettext_lazy("Not scanned for viruses"),
    Scan.CLEAN: gettext_lazy("No virus found"),
    Scan.INFECTED: gettext_lazy("A virus was found"),
}
_FAMILIES: Final = (
    ("application/pdf", gettext_lazy("PDF")),
    ("image/", gettext_lazy("Picture")),
    ("video/", gettext_lazy("Video")),
    ("audio/", gettext_lazy("Sound")),
    ("text/", gettext_lazy("Text")),
)


def state_tag(upload: Upload) -> Tag:
    """How an upload stands."""
    text, colour = _STATES[upload.state]
    return Tag(str(text), colour)


def sentence_about(upload: Upload) -> str:
    """What is wrong with an upload and what to do; empty if nothing is."""
    return str(_REASONS[upload.reason]) if upload.reason else ""


def row_of(upload: Upload) -> dict[str, object]:
    """What a list of uploads shows of one."""
    return {
        "upload": upload,
        "tag": state_tag(upload),
        "sentence": sentence_about(upload),
        "about": kind_and_size(upload.media_type, upload.size),
        "refused": upload.state == UploadState.REFUSED,
        "ready": upload.state == UploadState.READY,
    }


def scan_words(scan: str) -> str:
    """What the virus scanner said."""
    return str(_SCANS[scan])


def kind_words(media_type: str) -> str:
    """A kind of file as people say it."""
    for prefix, words in _FAMILIES:
        if media_type.startswith(prefix):
            return str(words)
    return _("Office document")


def kind_and_size(media_type: str, size: int) -> str:
    """A kind and a size, such as “PDF · 84 KB”."""
    return f"{kind_words(media_type)} · {filesizeformat(size)}"
