"""What an examination finds: fit, with what was made from the file, or unfit for a reason."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why a file cannot be used, or (MISNAMED) what the court should know about one that can."""

    UNKNOWN_KIND = "unknown_kind"
    ARCHIVE = "archive"
    WEB_PAGE = "web_page"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_COSTLY = "too_costly"
    INFECTED = "infected"
    MISNAMED = "misnamed"


class UnfitError(Exception):
    """The file cannot be used."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A file that can be used: what it is, and the names of the files made from it, if any."""

    media_type: str
    viewing: str = ""
    viewing_type: str = ""
    thumbnail: str = ""
    pages: int | None = None
    misnamed: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, as one process tells the other."""
        return asdict(self)
