"""Pictures: decoded whole under a cap of pixels, turned upright, without the camera's data."""

import warnings
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError

FORMATS: Final = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/heic": "HEIF",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/gif": "GIF",
    "image/bmp": "BMP",
}
MOST_PIXELS: Final = 130_000_000
"""More than any telephone's camera gives at its usual setting."""
MOST_SHEETS: Final = 200
VIEWING_SIDE: Final = 2400  # pixels
THUMBNAIL_SIDE: Final = 320
VIEWING: Final = "viewing.jpg"
THUMBNAIL: Final = "thumbnail.jpg"


def examine(path: Path, folder: Path, media_type: str) -> Fit:
    """Make the viewing copy and the thumbnail.

    Raises:
        UnfitError: it has too many pixels, or is damaged.
    """
    if media_type == "image/heic":
        import pi_heif

        pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=[FORMATS[media_type]]) as image:
            if media_type == "image/tiff" and getattr(image, "n_frames", 1) > 1:
                return _sheets(image, folder)
            return _single(image, folder, media_type)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UnfitError(Reason.TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError):
        raise UnfitError(Reason.DAMAGED) from None


def _single(image: Image.Image, folder: Path, media_type: str) -> Fit:
    image.draft("RGB", (VIEWING_SIDE, VIEWING_SIDE))
    upright = _upright(image, VIEWING_SIDE)
    upright.save(folder / VIEWING, "JPEG", quality=85)
    upright.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    upright.save(folder / THUMBNAIL, "JPEG", quality=80)
    return Fit(
        media_type=media_type, viewing=VIEWING, viewing_type="image/jpeg", thumbnail=THUMBNAIL
    )


def _sheets(image: Image.Image, folder: Path) -> Fit:
    """A scan of several sheets becomes a PDF to look at."""
    from yunqiao.court.papers.examine import pdf

    sheets: list[Image.Image] = []
    for frame in ImageSequence.Iterator(image):
        if len(sheets) == MOST_SHEETS:
            raise UnfitError(Reason.TOO_COSTLY)
        sheets.append(_upright(frame, VIEWING_SIDE))
    first, *rest = sheets
    first.save(folder / pdf.VIEWING, "PDF", save_all=True, append_images=rest)
    pdf.picture_first_page(folder / pdf.VIEWING, folder / pdf.THUMBNAIL)
    return Fit(
        media_type="image/tiff",
        viewing=pdf.VIEWING,
        viewing_type="application/pdf",
        thumbnail=pdf.THUMBNAIL,
        pages=len(sheets),
    )


def _upright(image: Image.Image, side: int) -> Image.Image:
    """A small copy, the right way up, on white where it is transparent."""
    small = image.copy()
    small.thumbnail((side, side))
    turned = ImageOps.exif_transpose(small)
    if turned.mode in {"RGBA", "LA", "PA", "P"}:
        clear = turned.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        turned = Image.alpha_composite(paper, clear)
    return turned.convert("RGB")
