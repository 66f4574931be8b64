"""The mail catcher over real SMTP and HTTP, in its own process."""

import json
import re
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from running import PATIENCE

SRC = Path(__file__).resolve().parents[2] / "src"


@dataclass
class MailCatcher:
    """A running mail catcher."""

    smtp_port: int
    web_port: int

    def send(self, message: EmailMessage, *recipients: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=PATIENCE) as connection:
            connection.sendmail(
                "court@example.org",
                list(recipients),
                message.as_bytes(policy=SMTPUTF8),
                mail_options=["SMTPUTF8"],
            )

    def ask(self, path: str, method: str = "GET", body: object = None) -> tuple[int, str]:
        url = f"http://127.0.0.1:{self.web_port}/sandbox/mail/{path}"
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(url, data, method=method), timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def messages(self, to: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.ask(f"api/messages?to={to}")[1])["messages"]
        return found

    def fault(self, **given: object) -> int:
        return self.ask("api/faults", "POST", given)[0]


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[MailCatcher]:
    smtp, web = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
    command = [sys.executable, "-m", "yunqiao.sandbox.mail", "--keep-in", str(tmp_path / "mail")]
    command += ["--smtp-socket", str(smtp.fileno()), "--web-socket", str(web.fileno())]
    process = subprocess.Popen(
        command, pass_fds=[smtp.fileno(), web.fileno()], env={"PYTHONPATH": str(SRC)}
    )
    with smtp, web:
        yield MailCatcher(smtp.getsockname()[1], web.getsockname()[1])
        process.terminate()
        assert process.wait(10) == 0


def letter(subject: str = "立案受理通知书", to: str = "party@example.org") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "court@example.org"
    message["To"] = to
    message.set_content("您的材料已收到。\nYour papers have arrived. <script>alert(1)</script>")
    message.add_attachment(
        b"%PDF-1.7", maintype="application", subtype="pdf", filename="通知书.pdf"
    )
    return message


def test_a_message_sent_by_smtp_is_listed_newest_first_and_found_by_its_recipient(
    catcher: MailCatcher,
) -> None:
    catcher.send(letter("first"), "anna@example.org")
    catcher.send(letter("second"), "bela@example.org", "blind@example.org")
    assert [found["subject"] for found in catcher.messages()] == ["second", "first"]
    assert [found["subject"] for found in catcher.messages("ANNA@")] == ["first"]
    assert catcher.messages("blind@")[0]["to"] == ["bela@example.org", "blind@example.org"]
    assert "first" not in catcher.ask("?to=bela")[1]


def test_a_message_shows_its_text_as_text_and_its_attachment_as_a_link(
    catcher: MailCatcher,
) -> None:
    catcher.send(letter(), "party@example.org")
    name = catcher.messages()[0]["name"]
    _, page = catcher.ask(name)
    assert "您的材料已收到。" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    link = re.search(r'href="/sandbox/mail/([^"]+/attachments/0)">通知书.pdf', page)
    assert link
    assert catcher.ask(link[1]) == (200, "%PDF-1.7")
    message = json.loads(catcher.ask(f"api/messages/{name}")[1])
    assert message["attachments"][0]["filename"] == "通知书.pdf"


def test_an_address_in_any_script_is_taken(catcher: MailCatcher) -> None:
    catcher.send(letter(to="当事人@例子.example"), "当事人@例子.example")
    assert catcher.messages()[0]["to"] == ["当事人@例子.example"]


def test_a_refused_recipient_hears_550_and_a_deferred_one_451(catcher: MailCatcher) -> None:
    catcher.fault(kind="refuse", recipient="gone@example.org")
    catcher.fault(kind="defer", recipient="busy@example.org", times=1)
    for recipient, code in (("gone@example.org", 550), ("busy@example.org", 451)):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            catcher.send(letter(), recipient)
        assert refused.value.recipients[recipient][0] == code
    catcher.send(letter(), "busy@example.org")
    assert len(catcher.messages()) == 1


def test_a_dropped_connection_leaves_the_sender_without_an_answer(catcher: MailCatcher) -> None:
    catcher.fault(kind="drop")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        catcher.send(letter(), "party@example.org")
    assert catcher.ask("api/faults", "DELETE")[0] == 204
    catcher.send(letter(), "party@example.org")
    assert len(catcher.messages()) == 1


def test_a_lost_message_was_acknowledged_and_is_nowhere(catcher: MailCatcher) -> None:
    catcher.fault(kind="lose", times=1)
    catcher.send(letter(), "party@example.org")
    assert catcher.messages() == []


def test_a_delayed_answer_comes_late(catcher: MailCatcher) -> None:
    catcher.fault(kind="delay", seconds=30)
    with (
        pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"),
        smtplib.SMTP("127.0.0.1", catcher.smtp_port, timeout=1) as connection,
    ):
        connection.send_message(letter(), "court@example.org", ["party@example.org"])


def test_a_fault_of_no_known_kind_is_refused(catcher: MailCatcher) -> None:
    assert catcher.fault(kind="burn") == 422


def test_a_message_that_is_not_there_is_a_page_that_says_so(catcher: MailCatcher) -> None:
    status, page = catcher.ask("0000-00")
    assert status == 404
    assert "There is no such message." in page
    assert catcher.ask("..%2F..%2Fetc%2Fpasswd")[0] == 404
