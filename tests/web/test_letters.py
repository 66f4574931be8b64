"""The public page that verifies a letter, and the letter on the case page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from support.issued import a_letter_on
from support.letters import SilentAuthority
from support.makers import a_filing, an_account
from yunqiao.court.casefile.letters import Letter
from yunqiao.court.casefile.models import Case
from yunqiao.court.identity.models import Account
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.sealing.local import LocalSealer
from yunqiao.gateways.sealing.port import Sealer
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _gateways(tmp_path: Path) -> Iterator[None]:
    ports = {
        Storage: FolderStorage(tmp_path / "documents"),
        TimestampAuthority: SilentAuthority(),
        Sealer: LocalSealer(tmp_path / "seal.pem", "人民法院（示例）"),
    }
    before = {port: gateway(port) for port in ports}
    for port, one in ports.items():
        bind(port, one)
    yield
    for port, one in before.items():
        bind(port, one)


@pytest.fixture
def party() -> Account:
    return an_account()


@pytest.fixture
def letter(party: Account) -> Letter:
    return a_letter_on(Case.objects.get(id=a_filing(party).case))


def content_of(letter: Letter) -> bytes:
    return b"".join(gateway(Storage).read(letter.issued.sha256))  # type: ignore[type-abstract]


def compare(client: Client, letter: Letter, content: bytes) -> str:
    address = reverse("web:verify_letter", args=[letter.issued.code]) + "?lang=en"
    answer = client.post(address, {"file": SimpleUploadedFile("letter.pdf", content)})
    return answer.content.decode()


def open_page(client: Client, letter: Letter, language: str = "en") -> str:
    address = reverse("web:verify_letter", args=[letter.issued.code])
    return client.get(address, {"lang": language}).content.decode()


def test_the_page_says_what_the_letter_is_and_names_nobody(client: Client, letter: Letter) -> None:
    page = open_page(client, letter)
    assert "Receipt of filing" in page
    assert letter.issued.number in page
    assert letter.issued.sha256 in page
    case = letter.document.case
    for private in (case.claimants, case.defendants, case.cause, str(case.id)):
        assert private not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", "本文书确由法院作出"),
        ("zh-hant", "本文書確由法院作出"),
        ("en", "The court issued"),
    ],
)
def test_the_page_is_in_the_reader_s_language(
    client: Client, letter: Letter, language: str, words: str
) -> None:
    assert words in open_page(client, letter, language)


def test_a_code_typed_by_hand_leads_to_the_letter(client: Client, letter: Letter) -> None:
    typed = letter.issued.code.lower().replace("-", " ")
    answer = client.get(reverse("web:verify"), {"code": typed}, follow=True)
    assert letter.issued.sha256 in answer.content.decode()


@pytest.mark.parametrize("code", ["0000-0000-0000", "nonsense", "<b>"])
def test_an_unknown_code_is_told_what_to_do(client: Client, code: str) -> None:
    answer = client.get(reverse("web:verify"), {"code": code, "lang": "en"}, follow=True)
    page = answer.content.decode()
    assert "no letter with this code" in page
    assert "12368" in page
    assert "<b>" not in page


def test_the_file_itself_is_recognised_and_its_seal_is_checked(
    client: Client, letter: Letter
) -> None:
    assert "its electronic seal is valid" in compare(client, letter, content_of(letter))


def test_a_file_with_something_added_is_told_so(client: Client, letter: Letter) -> None:
    page = compare(client, letter, content_of(letter) + b"\n1 0 obj\nendobj\n%%EOF\n")
    assert "something was added" in page
    assert "its electronic seal is valid" not in page


@pytest.mark.parametrize("content", [b"other", b"%PDF-1.7"])
def test_another_file_is_not_the_letter(client: Client, letter: Letter, content: bytes) -> None:
    assert "Your file is not this letter." in compare(client, letter, content)


def test_a_file_cut_short_is_not_the_letter(client: Client, letter: Letter) -> None:
    assert "Your file is not this letter." in compare(client, letter, content_of(letter)[:-1])


def test_no_file_and_too_large_a_file_are_told_so(client: Client, letter: Letter) -> None:
    address = reverse("web:verify_letter", args=[letter.issued.code]) + "?lang=en"
    assert "Choose the PDF first" in client.post(address, {}).content.decode()
    large = client.generic(
        "POST", address, "x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(1 << 30)
    )
    assert "larger than any letter" in large.content.decode()


def test_a_seal_replaced_since_is_not_called_valid(
    client: Client, letter: Letter, tmp_path: Path
) -> None:
    bind(Sealer, LocalSealer(tmp_path / "new.pem", "人民法院（示例）"))  # type: ignore[type-abstract]
    page = compare(client, letter, content_of(letter))
    assert "not of the key the court uses today" in page


def test_the_party_downloads_the_letter_from_the_case_page(
    client: Client, party: Account, letter: Letter
) -> None:
    client.force_login(party)
    case = letter.document.case_id
    address = reverse("web:document", args=[case, letter.document.id])
    assert address in client.get(reverse("web:case", args=[case])).content.decode()
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == content_of(letter)  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Length"] == str(letter.document.size)


def test_a_document_is_not_found_through_another_case(
    client: Client, party: Account, letter: Letter
) -> None:
    client.force_login(party)
    other = a_filing(party).case
    answer = client.get(reverse("web:document", args=[other, letter.document.id]))
    assert answer.status_code == 404
