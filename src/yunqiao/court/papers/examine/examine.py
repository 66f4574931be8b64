"""Which examiner looks at which kind of file; only its own libraries are loaded."""

from pathlib import Path

from yunqiao.court.papers.examine.kinds import KINDS, Family, Kind, kind_of
from yunqiao.court.papers.examine.outcome import Fit


def examine(file: Path, folder: Path) -> tuple[Fit, Kind]:
    """Examine a file; what is made from it is put into the folder.

    Raises:
        UnfitError: it cannot be used.
    """
    kind = kind_of(file)
    found = _examine(file, folder, kind)
    return found, KINDS[found.media_type]


def _examine(file: Path, folder: Path, kind: Kind) -> Fit:
    match kind.family:
        case Family.PDF:
            from yunqiao.court.papers.examine import pdf

            return pdf.examine(file, folder)
        case Family.PICTURE:
            from yunqiao.court.papers.examine import pictures

            return pictures.examine(file, folder, kind.media_type)
        case Family.OFFICE:
            from yunqiao.court.papers.examine import office

            return office.examine(file, kind.media_type)
        case Family.OLD_OFFICE:
            from yunqiao.court.papers.examine import office

            return office.examine_old(file)
        case Family.RECORDING:
            from yunqiao.court.papers.examine import recordings

            return recordings.examine(file, kind.media_type)
        case Family.TEXT:
            from yunqiao.court.papers.examine import text

            return text.examine(file, folder)
