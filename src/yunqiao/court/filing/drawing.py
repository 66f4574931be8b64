"""A signature drawn on the screen: strokes as the page sends them, kept as a picture with the claim."""

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.casefile.words import SIGNATURE
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.foundation.clock import now
from yunqiao.court.papers import unused
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage, StorageFullError

STROKES: Final = re.compile(r"\A(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)+\Z", re.ASCII)
"""Lines as SVG writes them, on a pad of 600 by 200: what the page draws is what is kept."""
LONGEST: Final = 60_000
PAD: Final = (600, 200)
SCALE: Final = 2
PEN: Final = 6
PNG: Final = "image/png"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of a signature, as it lies in the store."""

    sha256: str
    size: int


def keep(strokes: str) -> Drawn:
    """Store the picture of these strokes, which match `STROKES`; it stays once a claim is filed with it.

    Raises:
        FilingRefusedError: the store has no room.
    """
    began = now()
    try:
        drawn = Drawn(*gateway(Storage).keep([picture(strokes)]))  # type: ignore[type-abstract]
    except StorageFullError:
        raise FilingRefusedError(
            "drawn",
            _("The court has no room for files at the moment. Nothing was lost; try again later."),
        ) from None
    unused.note(drawn.sha256, since=began)
    return drawn


def picture(strokes: str) -> bytes:
    """The strokes in black on white, as PNG."""
    image = Image.new("L", (PAD[0] * SCALE, PAD[1] * SCALE), 255)
    pen = ImageDraw.Draw(image)
    for line in strokes.split("M")[1:]:
        points = [_point(point) for point in line.split("L")]
        pen.line(points, fill=0, width=PEN, joint="curve")
        for x, y in (points[0], points[-1]):
            pen.circle((x, y), PEN / 2, fill=0)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def document(case: Case, drawn: Drawn, *, position: int, at: datetime) -> Document:
    """The document that the picture becomes on a case, its own viewing copy; it bears no number."""
    return Document(
        case=case,
        sha256=drawn.sha256,
        size=drawn.size,
        media_type=PNG,
        name="签名.png",
        position=position,
        paper=SIGNATURE,
        viewing_sha256=drawn.sha256,
        viewing_type=PNG,
        added_at=at,
    )


def _point(written: str) -> tuple[int, int]:
    x, y = written.split(" ")
    return int(x) * SCALE, int(y) * SCALE
