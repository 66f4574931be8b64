"""PDF: opened without a password, its viewing copy without anything that acts, its first page."""

from contextlib import closing
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
from pikepdf import sanitize

from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError

VIEWING: Final = "viewing.pdf"
THUMBNAIL: Final = "thumbnail.jpg"
THUMBNAIL_WIDTH: Final = 320  # pixels
LARGEST_SCALE: Final = 2.0
LONGEST_RATIO: Final = 4
END: Final = 2048  # bytes in which the mark of the end stands


def examine(path: Path, folder: Path) -> Fit:
    """Make the viewing copy and the thumbnail.

    Raises:
        UnfitError: it needs a password, or is damaged.
    """
    try:
        with _opened(path) as document:
            pages = len(document.pages)
            if not pages:
                raise UnfitError(Reason.DAMAGED)
            _disarm(document)
            document.save(folder / VIEWING, encryption=False, preserve_pdfa=True)
    except pikepdf.PasswordError:
        raise UnfitError(Reason.ENCRYPTED) from None
    except pikepdf.PdfError:
        raise UnfitError(Reason.DAMAGED) from None
    picture_first_page(folder / VIEWING, folder / THUMBNAIL)
    return Fit(
        media_type="application/pdf",
        viewing=VIEWING,
        viewing_type="application/pdf",
        thumbnail=THUMBNAIL,
        pages=pages,
    )


def picture_first_page(document: Path, to: Path) -> None:
    """Draw the first page, as wide as a thumbnail and never taller than four of them.

    Raises:
        UnfitError: it cannot be drawn.
    """
    try:
        with closing(pypdfium2.PdfDocument(document)) as opened:
            page = opened[0]
            width, height = page.get_size()
            scale = min(LARGEST_SCALE, THUMBNAIL_WIDTH / max(width, height / LONGEST_RATIO, 1))
            page.render(scale=scale).to_pil().convert("RGB").save(to, "JPEG", quality=80)
    except pypdfium2.PdfiumError:
        raise UnfitError(Reason.DAMAGED) from None


def _opened(path: Path) -> pikepdf.Pdf:
    """The document as it stands; one with a small fault is mended if its end has arrived."""
    try:
        return pikepdf.open(path, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - END))
            if b"%%EOF" not in file.read():
                raise
        return pikepdf.open(path)


def _disarm(document: pikepdf.Pdf) -> None:
    sanitize.remove_javascript(document)
    sanitize.remove_external_access(document)
    sanitize.remove_attachments(document)
    sanitize.remove_multimedia(document)
    for key in ("/OpenAction", "/AA"):
        if key in document.Root:
            del document.Root[key]
    form = document.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        del form["/XFA"]
