"""Which kinds of files the court takes, told by their content; the name is only compared."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from yunqiao.court.papers.examine.outcome import Reason, UnfitError

HEAD: Final = 64 * 1024


class Family(Enum):
    """How a kind is examined."""

    PDF = "pdf"
    PICTURE = "picture"
    OFFICE = "office"
    OLD_OFFICE = "old_office"
    RECORDING = "recording"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type and the extensions it goes by, the usual one first."""

    media_type: str
    family: Family
    extensions: tuple[str, ...]


def _kinds(*kinds: Kind) -> Mapping[str, Kind]:
    return {kind.media_type: kind for kind in kinds}


_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_ODF: Final = "application/vnd.oasis.opendocument."
KINDS: Final = _kinds(
    Kind("application/pdf", Family.PDF, ("pdf",)),
    Kind("image/jpeg", Family.PICTURE, ("jpg", "jpeg", "jpe", "jfif")),
    Kind("image/png", Family.PICTURE, ("png",)),
    Kind("image/heic", Family.PICTURE, ("heic", "heif")),
    Kind("image/webp", Family.PICTURE, ("webp",)),
    Kind("image/tiff", Family.PICTURE, ("tif", "tiff")),
    Kind("image/gif", Family.PICTURE, ("gif",)),
    Kind("image/bmp", Family.PICTURE, ("bmp",)),
    Kind(f"{_OOXML}wordprocessingml.document", Family.OFFICE, ("docx",)),
    Kind(f"{_OOXML}spreadsheetml.sheet", Family.OFFICE, ("xlsx",)),
    Kind(f"{_OOXML}presentationml.presentation", Family.OFFICE, ("pptx",)),
    Kind(f"{_ODF}text", Family.OFFICE, ("odt",)),
    Kind(f"{_ODF}spreadsheet", Family.OFFICE, ("ods",)),
    Kind(f"{_ODF}presentation", Family.OFFICE, ("odp",)),
    Kind("application/ofd", Family.OFFICE, ("ofd",)),
    Kind("application/msword", Family.OLD_OFFICE, ("doc", "wps")),
    Kind("application/vnd.ms-excel", Family.OLD_OFFICE, ("xls", "et")),
    Kind("application/vnd.ms-powerpoint", Family.OLD_OFFICE, ("ppt", "dps")),
    Kind("audio/mpeg", Family.RECORDING, ("mp3",)),
    Kind("audio/mp4", Family.RECORDING, ("m4a",)),
    Kind("audio/wav", Family.RECORDING, ("wav",)),
    Kind("video/mp4", Family.RECORDING, ("mp4", "m4v")),
    Kind("video/quicktime", Family.RECORDING, ("mov", "qt")),
    Kind("video/webm", Family.RECORDING, ("webm",)),
    Kind("text/plain", Family.TEXT, ("txt", "csv", "md")),
)


def kind_of(path: Path) -> Kind:
    """What a file is.

    Raises:
        UnfitError: it is none of the kinds the court takes.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    media_type = _by_signature(head)
    if media_type is None and head.startswith(b"PK\x03\x04"):
        media_type = _inside_zip(path)
    if media_type is None and _is_archive(head):
        raise UnfitError(Reason.ARCHIVE)
    return KINDS[media_type or _as_text(head)]


def _by_signature(head: bytes) -> str | None:
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \0")[:5] == b"%PDF-":
        return "application/pdf"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"RIFF":
        return {b"WAVE": "audio/wav", b"WEBP": "image/webp"}.get(head[8:12])
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/webm" if b"webm" in head[:80] else None
    if head[:2] == b"\xff\xfb" or (head[0:1] == b"\xff" and head[1:2] in _MP3_FRAMES):
        return "audio/mpeg"
    return next((kind for sign, kind in _SIGNATURES if head.startswith(sign)), None)


def _inside_zip(path: Path) -> str | None:
    """What a zip holds as a whole: an office file, or None for an ordinary archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in _OOXML_PARTS if part in names), None)
            if "OFD.xml" in names:
                return "application/ofd"
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    said = member.read(100).decode("ascii", "replace").strip()
                return said if said in KINDS else None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError):
        raise UnfitError(Reason.DAMAGED) from None
    return None


def _is_archive(head: bytes) -> bool:
    if head.startswith(b"PK"):
        return True
    import puremagic  # slow to load, and needed for few files

    try:
        found = puremagic.from_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return str(found).lower() in _ARCHIVES


def _as_text(head: bytes) -> str:
    begins = head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:64].lower()
    if begins.startswith(_WEB_PAGES):
        raise UnfitError(Reason.WEB_PAGE)
    if not head.strip(b"\0") or b"\0" in head or not _is_readable(head):
        raise UnfitError(Reason.UNKNOWN_KIND)
    return "text/plain"


def _is_readable(head: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the end of what was read may lie inside a character
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return not any(ord(sign) < ord(" ") and sign not in "\r\n\t\f" for sign in text)
    return False


_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"ID3", "audio/mpeg"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_BRANDS: Final = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"), "image/heic"),
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"avif": None,
}
_MP3_FRAMES: Final = (b"\xfa", b"\xf3", b"\xf2")
_OOXML_PARTS: Final = (
    ("word/document.xml", f"{_OOXML}wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OOXML}spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{_OOXML}presentationml.presentation"),
)
_ARCHIVES: Final = frozenset({".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".zst"})
_WEB_PAGES: Final = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<head", b"<body")
