"""What the examination finds in files of every kind; each runs in a process under its limits."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from support import files
from yunqiao.court.papers.examine.outcome import Fit, Reason, UnfitError
from yunqiao.court.papers.process import Limits, examine

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("YUNQIAO_SAMPLE_FILES", ROOT.parent / "shared" / "files"))
OOXML = "application/vnd.openxmlformats-officedocument"
Look = Callable[..., Fit]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Examine these bytes under this name."""

    def _look(content: bytes, name: str, limits: Limits | None = None) -> Fit:
        original = tmp_path / "original"
        original.write_bytes(content)
        return examine(original, name, tmp_path, limits)

    return _look


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (files.a_pdf(), "合同.pdf", "application/pdf"),
        (b"\xef\xbb\xbf\r\n" + files.a_pdf(), "a.pdf", "application/pdf"),
        (files.a_picture(), "IMG_0001.JPG", "image/jpeg"),
        (files.a_picture("PNG"), "a.png", "image/png"),
        (files.a_picture("WEBP"), "a.webp", "image/webp"),
        (files.a_picture("GIF"), "a.gif", "image/gif"),
        (files.a_picture("BMP"), "a.bmp", "image/bmp"),
        (files.a_picture("TIFF"), "a.tif", "image/tiff"),
        (files.a_heic(), "IMG_0002.HEIC", "image/heic"),
        (files.a_word_file(), "a.docx", f"{OOXML}.wordprocessingml.document"),
        (files.an_open_document(), "a.odt", "application/vnd.oasis.opendocument.text"),
        (files.an_ofd(), "发票.ofd", "application/ofd"),
        (files.an_ole_file("WordDocument"), "a.doc", "application/msword"),
        (files.an_ole_file("Workbook"), "a.xls", "application/vnd.ms-excel"),
        (files.a_film(), "a.mp4", "video/mp4"),
        (files.a_film(b"qt  "), "a.mov", "video/quicktime"),
        (files.a_film(b"M4A "), "a.m4a", "audio/mp4"),
        (files.a_sound(), "a.wav", "audio/wav"),
        (b"ID3" + bytes(400), "a.mp3", "audio/mpeg"),
        (b"\x1aE\xdf\xa3\x9fB\x82\x84webm" + bytes(400), "a.webm", "video/webm"),
        ("聊天记录\n".encode("gb18030"), "a.txt", "text/plain"),
    ],
)
def test_a_file_of_a_kind_the_court_takes_is_fit(
    look: Look, content: bytes, name: str, media_type: str
) -> None:
    found = look(content, name)
    assert (found.media_type, found.misnamed) == (media_type, False)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (files.an_encrypted_pdf(), "a.pdf", Reason.ENCRYPTED),
        (files.an_open_document(encrypted=True), "a.odt", Reason.ENCRYPTED),
        (files.an_ole_file("EncryptedPackage"), "a.docx", Reason.ENCRYPTED),
        (files.an_ole_file("WordDocument", word_flags=1), "a.doc", Reason.ENCRYPTED),
        (files.a_pdf(3)[:-200], "a.pdf", Reason.DAMAGED),
        (b"%PDF-1.7\n%%EOF", "a.pdf", Reason.DAMAGED),
        (files.a_picture()[:500], "a.jpg", Reason.DAMAGED),
        (files.a_heic()[:300], "a.heic", Reason.DAMAGED),
        (files.a_word_file()[:-40], "a.docx", Reason.DAMAGED),
        (files.a_film()[:-10], "a.mp4", Reason.DAMAGED),
        (files.a_sound()[:-10], "a.wav", Reason.DAMAGED),
        (files.a_picture_bomb(), "a.png", Reason.TOO_MANY_PIXELS),
        (files.an_office_bomb(), "a.docx", Reason.TOO_COSTLY),
        (files.a_zip_in_zips(), "a.zip", Reason.ARCHIVE),
        (files.a_zip({"a.pdf": files.a_pdf()}), "a.zip", Reason.ARCHIVE),
        (b"Rar!\x1a\x07\x01\x00" + bytes(90), "a.rar", Reason.ARCHIVE),
        (files.a_word_file_with_macros(), "a.docm", Reason.MACROS),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a.html", Reason.WEB_PAGE),
        (b"<svg xmlns='x' onload='alert(1)'/>", "a.svg", Reason.WEB_PAGE),
        (b"MZ\x90\0" + bytes(200), "a.exe", Reason.UNKNOWN_KIND),
        (bytes(100), "a.pdf", Reason.UNKNOWN_KIND),
        (b"", "a.pdf", Reason.UNKNOWN_KIND),
        (files.an_ole_file("Something"), "a.msg", Reason.UNKNOWN_KIND),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_for_its_reason(
    look: Look, content: bytes, name: str, reason: Reason
) -> None:
    with pytest.raises(UnfitError) as refused:
        look(content, name)
    assert refused.value.reason is reason


def test_the_viewing_copy_of_a_pdf_has_nothing_left_that_acts(look: Look, tmp_path: Path) -> None:
    content = files.a_pdf_that_acts()
    found = look(content, "a.pdf")
    with pikepdf.open(tmp_path / found.viewing) as seen:
        assert "/OpenAction" not in seen.Root
        assert "/AA" not in seen.Root
        assert not seen.attachments
        assert len(seen.pages) == 1
    assert b"JavaScript" not in (tmp_path / found.viewing).read_bytes()
    assert (tmp_path / "original").read_bytes() == content


def test_a_photo_is_shown_upright_and_without_the_camera_s_data(look: Look, tmp_path: Path) -> None:
    found = look(files.a_turned_photo(), "a.jpg")
    with Image.open(tmp_path / found.viewing) as seen:
        assert (seen.size, seen.format) == ((80, 120), "JPEG")
        assert not seen.getexif()


def test_a_telephone_s_photo_becomes_one_every_browser_shows(look: Look, tmp_path: Path) -> None:
    found = look(files.a_heic(), "a.heic")
    assert found.viewing_type == "image/jpeg"
    with Image.open(tmp_path / found.thumbnail) as seen:
        assert seen.size == (64, 64)


def test_a_scan_of_several_sheets_is_shown_with_all_of_them(look: Look, tmp_path: Path) -> None:
    found = look(files.a_scan_of_two_sheets(), "a.tiff")
    assert found.pages == 2
    with pikepdf.open(tmp_path / found.viewing) as seen:
        assert len(seen.pages) == 2


def test_a_wrong_extension_is_told_and_the_content_counts(look: Look) -> None:
    found = look(files.a_heic(), "IMG_0001.JPG")
    assert (found.media_type, found.misnamed) == ("image/heic", True)


def test_a_file_of_two_kinds_is_what_it_begins_with(look: Look, tmp_path: Path) -> None:
    both = files.a_pdf() + files.a_zip({"payload.html": "<script>"})
    found = look(both, "a.pdf")
    assert found.media_type == "application/pdf"
    assert not zipfile.is_zipfile(tmp_path / found.viewing)


def test_a_picture_that_needs_more_memory_than_there_is_ends_its_process_alone(
    look: Look,
) -> None:
    large = files.a_picture("PNG", size=(9000, 9000))
    with pytest.raises(UnfitError) as refused:
        look(large, "a.png", Limits(memory=300))
    assert refused.value.reason is Reason.TOO_COSTLY
    assert look(files.a_picture("PNG"), "b.png").media_type == "image/png"


@pytest.mark.parametrize("limits", [Limits(processor=1), Limits(wall_clock=0.05)])
def test_an_examination_that_takes_too_long_is_ended(look: Look, limits: Limits) -> None:
    large = files.a_picture("PNG", size=(10_900, 10_900))
    with pytest.raises(UnfitError) as refused:
        look(large, "a.png", limits)
    assert refused.value.reason is Reason.TOO_COSTLY


def test_files_of_other_people_s_programs_behave_where_they_are_at_hand(look: Look) -> None:
    """The samples beside the checkout, if there are any; the tables above cover the same cases."""
    expected = {"libreoffice-writer-password.pdf": Reason.ENCRYPTED}
    kinds = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".heic": "image/heic"}
    for path in sorted(SAMPLES.glob("*.*")):
        if path.suffix not in kinds:
            continue
        if path.name in expected:
            with pytest.raises(UnfitError) as refused:
                look(path.read_bytes(), path.name)
            assert refused.value.reason is expected[path.name]
        else:
            found = look(path.read_bytes(), path.name)
            assert found.media_type == kinds[path.suffix]
            assert found.thumbnail
