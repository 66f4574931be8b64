"""Evidence from a phone: sent over a bad line, checked, shown; with everything really running."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_socket import enable_socket

from journeys.people import follow
from running import Running, running
from support import files
from support.house import shell

Check = Callable[[Page], None]
SLOW = 3_000_000  # bytes a second
MAKE_ACCOUNT = """
from support.sessions import session_of
from yunqiao.court.filing import drafts
from yunqiao.court.identity.accounts import ensure_person, open_account
account = open_account("party@abroad.example")
ensure_person(account)
print(session_of(account), drafts.start(by=account, language="en").id)
"""


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """All parts of a Yunqiao, as `up` starts them."""
    enable_socket()
    with running(tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture
def browser_context_args(court: Running) -> dict[str, Any]:
    return {"base_url": court.address}


@pytest.fixture
def evidence(court: Running, phone: Page) -> str:
    """The path of the evidence of a new draft, with the phone signed in."""
    key, draft = shell(court, MAKE_ACCOUNT)[-2:]
    phone.context.add_cookies([{"name": "sessionid", "value": key, "url": court.address}])
    return f"/filing/drafts/{draft}/evidence/"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Twenty-four megabytes."""
    path = tmp_path / "聊天录屏.mp4"
    path.write_bytes(files.a_film() + files.box(b"mdat", os.urandom(24 * 1024 * 1024)))
    return path


class Line:
    """The phone's line, slow enough to be interrupted; one that is cut fails what is under way."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")

    def set(self, *, offline: bool, upload: int = SLOW) -> None:
        conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": upload}
        self.session.send("Network.emulateNetworkConditions", {"offline": offline, **conditions})


def begin(page: Page, film: Path) -> Line:
    """Send the film slowly, until some of it has arrived."""
    line = Line(page)
    line.set(offline=False)
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_label("Choose files").set_input_files(film)
    return line


def expect_ready(page: Page, film: Path) -> None:
    """The film is there, byte for byte."""
    expect(page.get_by_text("Ready")).to_be_visible()
    link = page.get_by_role("link", name="Look at it").get_attribute("href")
    assert link
    kept = page.request.get(link.replace("/view/", "/original/"))
    assert hashlib.sha256(kept.body()).digest() == hashlib.sha256(film.read_bytes()).digest()


def test_a_photo_and_a_paper_are_sent_from_a_phone_checked_and_described(
    phone: Page, axe: Check, evidence: str, tmp_path: Path
) -> None:
    phone.goto(f"{evidence}?lang=en")
    axe(phone)
    photo, paper = tmp_path / "IMG_0001.HEIC", tmp_path / "合同.pdf"
    photo.write_bytes(files.a_heic())
    paper.write_bytes(files.a_pdf())
    phone.get_by_label("Or take a photo").set_input_files(photo)
    phone.get_by_label("Choose files").set_input_files(paper)
    expect(phone.get_by_text("Ready")).to_have_count(2)
    expect(phone.locator(".exhibit img")).to_have_count(2)
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    follow(phone, phone.get_by_role("link", name="Say what it proves").first)
    axe(phone)
    phone.get_by_label("What does it prove?").fill("The loan was paid out.")
    follow(phone, phone.get_by_role("button", name="Save and continue"))
    expect(phone.get_by_text("The loan was paid out.")).to_be_visible()


def test_a_file_that_cannot_be_used_says_why_and_is_replaced(
    phone: Page, axe: Check, evidence: str, tmp_path: Path
) -> None:
    locked, opened = tmp_path / "locked.pdf", tmp_path / "opened.pdf"
    locked.write_bytes(files.an_encrypted_pdf())
    opened.write_bytes(files.a_pdf())
    phone.goto(f"{evidence}?lang=en")
    phone.get_by_label("Choose files").set_input_files(locked)
    expect(phone.get_by_text("protected by a password")).to_be_visible()
    axe(phone)
    phone.get_by_label("Replace it with").set_input_files(opened)
    expect(phone.get_by_text("Ready")).to_be_visible()
    expect(phone.get_by_text("protected by a password")).to_have_count(0)


def test_a_lost_connection_is_told_and_the_upload_goes_on_by_itself(
    phone: Page, evidence: str, film: Path
) -> None:
    phone.goto(f"{evidence}?lang=en")
    line = begin(phone, film)
    line.set(offline=True)
    expect(phone.locator(".sending__state")).to_contain_text("connection is lost")
    line.set(offline=False)
    expect_ready(phone, film)


def test_after_a_reload_the_same_file_goes_on_where_it_stood(
    phone: Page, evidence: str, film: Path
) -> None:
    phone.goto(f"{evidence}?lang=en")
    begin(phone, film)
    phone.reload()
    expect(phone.get_by_text("has not arrived whole")).to_be_visible()
    with phone.expect_request(lambda sent: sent.method == "PATCH") as first:
        phone.get_by_label("Choose files").set_input_files(film)
    assert int(first.value.headers["upload-offset"]) > 0
    expect_ready(phone, film)


def test_a_killed_web_process_loses_nothing_of_an_upload(
    court: Running, phone: Page, evidence: str, film: Path
) -> None:
    phone.goto(f"{evidence}?lang=en")
    begin(phone, film)
    court.kill_part("web")
    expect_ready(phone, film)


def test_an_upload_is_cancelled_and_leaves_nothing(phone: Page, evidence: str, film: Path) -> None:
    phone.goto(f"{evidence}?lang=en")
    begin(phone, film)
    phone.get_by_role("button", name="Cancel").click()
    expect(phone.locator(".sending__file")).to_have_count(0)
    phone.reload()
    expect(phone.get_by_text("No file added yet.")).to_be_visible()
