"""Plain text: read as Unicode or GB 18030, shown as UTF-8."""

from pathlib import Path
from typing import Final

from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError

VIEWING: Final = "viewing.txt"
LONGEST: Final = 20 * 1024 * 1024  # bytes


def examine(path: Path, folder: Path) -> Fit:
    """Make a copy in UTF-8 to look at.

    Raises:
        UnfitError: it is not readable to its end, or too long to be read by anybody.
    """
    if path.stat().st_size > LONGEST:
        raise UnfitError(Reason.TOO_COSTLY)
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        (folder / VIEWING).write_text(text, encoding="utf-8")
        return Fit(media_type="text/plain", viewing=VIEWING, viewing_type="text/plain")
    raise UnfitError(Reason.UNKNOWN_KIND)
