"""Office files: looked at from outside only; what is packed in them is never unpacked whole."""

import zipfile
from pathlib import Path
from typing import Final

from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError

MOST_MEMBERS: Final = 20_000
MOST_UNPACKED: Final = 2 << 30  # bytes
MOST_TIMES_LARGER: Final = 1000
MANIFEST: Final = "META-INF/manifest.xml"
LONGEST_MANIFEST: Final = 1 << 20
SECTOR: Final = 512
WORD_HEADER: Final = b"\xec\xa5"
WORD_FLAGS: Final = 0x0B
WORD_ENCRYPTED: Final = 0x01
STREAMS: Final = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)


def examine(path: Path, media_type: str) -> Fit:
    """Look into an office file that is a zip.

    Raises:
        UnfitError: it is encrypted, carries macros, is damaged, or would unpack to a flood.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _require_measure(members, path.stat().st_size)
            names = [member.filename for member in members]
            if any(member.flag_bits & 1 for member in members) or _odf_encrypted(archive, names):
                raise UnfitError(Reason.ENCRYPTED)
            if any(name.endswith("vbaProject.bin") for name in names):
                raise UnfitError(Reason.MACROS)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError):
        raise UnfitError(Reason.DAMAGED) from None
    return Fit(media_type=media_type)


def examine_old(path: Path) -> Fit:
    """Look into a file of the office programs before 2007 (OLE2), or an encrypted newer one.

    Raises:
        UnfitError: it is encrypted, or no office file.
    """
    content = path.read_bytes()
    if _holds(content, "EncryptedPackage"):
        raise UnfitError(Reason.ENCRYPTED)
    media_type = next((kind for stream, kind in STREAMS if _holds(content, stream)), None)
    if media_type is None:
        raise UnfitError(Reason.UNKNOWN_KIND)
    if _holds(content, "_VBA_PROJECT"):
        raise UnfitError(Reason.MACROS)
    if media_type == "application/msword" and _word_encrypted(content):
        raise UnfitError(Reason.ENCRYPTED)
    return Fit(media_type=media_type)


def _require_measure(members: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_TIMES_LARGER * size
    ):
        raise UnfitError(Reason.TOO_COSTLY)


def _odf_encrypted(archive: zipfile.ZipFile, names: list[str]) -> bool:
    if MANIFEST not in names:
        return False
    with archive.open(MANIFEST) as manifest:
        return b"encryption-data" in manifest.read(LONGEST_MANIFEST)


def _holds(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\0\0" in content


def _word_encrypted(content: bytes) -> bool:
    """Whether the header of the Word stream says so ([MS-DOC] 2.5.2, fEncrypted)."""
    for start in range(SECTOR, len(content) - SECTOR, SECTOR):
        if content.startswith(WORD_HEADER, start):
            return bool(content[start + WORD_FLAGS] & WORD_ENCRYPTED)
    return False
