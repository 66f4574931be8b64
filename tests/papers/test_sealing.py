"""Sealing and examining: valid after signing, and no change goes unnoticed."""

import io
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pytest
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from support.letters import TEMPLATES, SilentAuthority, a_letter
from support.timestamps import running_authority
from yunqiao.court.papers.letters.signing import Level, seal
from yunqiao.court.papers.letters.typeset import typeset
from yunqiao.court.papers.letters.verification import Verdict, examine
from yunqiao.gateways.sealing.local import LocalSealer
from yunqiao.gateways.timestamp.port import TimestampAuthority
from yunqiao.gateways.timestamp.rfc3161 import Rfc3161Authority

SILENT = SilentAuthority()


@pytest.fixture(scope="module")
def sealer(tmp_path_factory: pytest.TempPathFactory) -> LocalSealer:
    return LocalSealer(tmp_path_factory.mktemp("secrets") / "seal.pem", "人民法院（示例）")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TimestampAuthority]:
    with running_authority(tmp_path_factory.mktemp("timestamp")) as running:
        yield Rfc3161Authority(running.url, running.roots)


@pytest.fixture(scope="module")
def sealed(sealer: LocalSealer) -> bytes:
    return seal(typeset(a_letter()), sealer, SILENT)[0]


def test_a_stamped_letter_is_genuine_and_says_since_when(
    sealer: LocalSealer, authority: TimestampAuthority
) -> None:
    pdf, level = seal(typeset(a_letter()), sealer, authority)
    examination = examine(pdf, sealer.certificates, authority)
    assert (examination.verdict, examination.level, level) == (
        Verdict.GENUINE,
        Level.STAMPED,
        Level.STAMPED,
    )
    assert examination.stamped_at


def test_a_stamp_of_an_authority_we_do_not_trust_counts_as_none(
    sealer: LocalSealer, authority: TimestampAuthority
) -> None:
    pdf, _ = seal(typeset(a_letter()), sealer, authority)
    examination = examine(pdf, sealer.certificates, SILENT)
    assert (examination.verdict, examination.level) == (Verdict.GENUINE, Level.BASIC)


def test_without_an_authority_the_letter_is_sealed_at_the_lower_level(sealer: LocalSealer) -> None:
    pdf, level = seal(typeset(a_letter()), sealer, SILENT)
    assert level is Level.BASIC
    assert examine(pdf, sealer.certificates, SILENT).level is Level.BASIC


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_sealed_letter_stays_pdf_a_3a_and_pdf_ua_1(
    template: str, sealer: LocalSealer, authority: TimestampAuthority, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(seal(typeset(a_letter(template)), sealer, authority)[0])
    for profile in ("3a", "ua1"):
        assert page.validate_pdf(str(file), profile=profile).is_compliant, profile


def test_one_changed_byte_is_noticed(sealed: bytes, sealer: LocalSealer) -> None:
    changed = bytearray(sealed)
    changed[len(changed) // 3] ^= 1
    assert examine(bytes(changed), sealer.certificates, SILENT).verdict is not Verdict.GENUINE


def test_a_page_overlaid_afterwards_is_rejected(sealed: bytes, sealer: LocalSealer) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    drawing = StreamObject(stream_data=b"1 0 0 rg 100 600 300 40 re f")
    writer.add_stream_to_page(0, writer.add_object(drawing), DictionaryObject({}))
    overlaid = io.BytesIO()
    writer.write(overlaid)
    assert overlaid.getvalue().startswith(sealed)
    assert examine(overlaid.getvalue(), sealer.certificates, SILENT).verdict is Verdict.ALTERED


def test_a_document_title_changed_afterwards_is_rejected(
    sealed: bytes, sealer: LocalSealer
) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    writer.root[NameObject("/Lang")] = NameObject("/xx")
    writer.update_root()
    changed = io.BytesIO()
    writer.write(changed)
    assert examine(changed.getvalue(), sealer.certificates, SILENT).verdict is Verdict.ALTERED


def test_a_letter_saved_anew_by_another_program_is_rejected(
    sealed: bytes, sealer: LocalSealer
) -> None:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as document:
        document.save(saved)
    assert examine(saved.getvalue(), sealer.certificates, SILENT).verdict is not Verdict.GENUINE


def test_another_key_s_seal_is_not_the_court_s(sealed: bytes, tmp_path: Path) -> None:
    other = LocalSealer(tmp_path / "seal.pem", "人民法院（示例）")
    assert examine(sealed, other.certificates, SILENT).verdict is Verdict.NOT_OURS


def test_an_unsealed_letter_is_not_the_court_s(sealer: LocalSealer) -> None:
    unsealed = typeset(a_letter())
    assert examine(unsealed, sealer.certificates, SILENT).verdict is Verdict.NOT_OURS


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_unreadable(content: bytes, sealer: LocalSealer) -> None:
    assert examine(content, sealer.certificates, SILENT).verdict is Verdict.UNREADABLE
