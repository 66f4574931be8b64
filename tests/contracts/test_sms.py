"""What every carrier of text messages does, the fake and one of docs/reference/sms-http.md alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
import time_machine

from support.carriers import RunningCarrier, running_carrier
from yunqiao.gateways.sms.absent import NoSms
from yunqiao.gateways.sms.fake import FakeSms
from yunqiao.gateways.sms.port import (
    Answer,
    Outcome,
    ReportRefusedError,
    SmsGateway,
    SmsUnavailableError,
    TextMessage,
)
from yunqiao.gateways.sms.signed_http import SignedHttpSms

pytestmark = [pytest.mark.contract, pytest.mark.enable_socket]
ME = "+14155550132"
PATH = "/api/v1/sms/reports"


def a_text(key: str = "code.1", to: str = ME, report_to: str = "") -> TextMessage:
    return TextMessage(key=key, to=to, text="云桥验证码 123456", report_to=report_to)


@dataclass
class Subject:
    """A carrier, and how a test sees what it kept and lets it fail."""

    gateway: SmsGateway
    kept: Callable[[], list[str]]
    refuse: Callable[[], object]
    defer: Callable[[], object]
    break_down: Callable[[], object]


@pytest.fixture
def carrier(tmp_path: Path) -> Iterator[RunningCarrier]:
    with running_carrier(tmp_path) as running:
        yield running


@pytest.fixture(params=["fake", "signed http"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "fake":
        fake = FakeSms()
        return Subject(
            fake,
            lambda: [text.text for text in fake.sent],
            lambda: fake.refused.add(ME),
            lambda: fake.deferred.add(ME),
            lambda: setattr(fake, "is_down", True),
        )
    carrier: RunningCarrier = request.getfixturevalue("carrier")
    return Subject(
        SignedHttpSms(carrier.url),
        lambda: [text["text"] for text in carrier.texts(ME)],
        lambda: carrier.fault(kind="decline", to=ME),
        lambda: carrier.fault(kind="busy", to=ME),
        lambda: carrier.fault(kind="break"),
    )


def test_a_message_is_accepted_and_named(subject: Subject) -> None:
    handed = subject.gateway.send(a_text())
    assert handed.answer is Answer.ACCEPTED
    assert handed.message_id
    assert subject.kept() == ["云桥验证码 123456"]


def test_a_message_handed_over_twice_goes_out_once(subject: Subject) -> None:
    first, second = subject.gateway.send(a_text()), subject.gateway.send(a_text())
    assert first.message_id == second.message_id
    assert len(subject.kept()) == 1


def test_a_barred_number_is_refused_for_good(subject: Subject) -> None:
    subject.refuse()
    assert subject.gateway.send(a_text()).answer is Answer.REFUSED
    assert subject.kept() == []


def test_a_busy_carrier_defers(subject: Subject) -> None:
    subject.defer()
    assert subject.gateway.send(a_text()).answer is Answer.DEFERRED


def test_a_broken_carrier_is_unavailable(subject: Subject) -> None:
    subject.break_down()
    with pytest.raises(SmsUnavailableError):
        subject.gateway.send(a_text())


def test_a_report_nobody_signed_is_refused(subject: Subject) -> None:
    with pytest.raises(ReportRefusedError):
        subject.gateway.read_report(PATH, {"x-signature": "0" * 64}, b"{}")


def test_a_carrier_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with running_carrier(tmp_path) as carrier:
        url = carrier.url
    with pytest.raises(SmsUnavailableError, match="does not answer"):
        SignedHttpSms(url).send(a_text())


def test_an_answer_that_is_lost_is_asked_for_again_and_the_text_went_out_once(
    carrier: RunningCarrier,
) -> None:
    carrier.fault(kind="drop", times=1)
    gateway = SignedHttpSms(carrier.url)
    with pytest.raises(SmsUnavailableError):
        gateway.send(a_text())
    assert gateway.send(a_text()).answer is Answer.ACCEPTED
    assert len(carrier.texts()) == 1


def test_a_number_that_is_none_and_a_wrong_secret_are_told(carrier: RunningCarrier) -> None:
    gateway = SignedHttpSms(carrier.url)
    assert gateway.send(a_text(to="12345")).carrier_said == "422 invalid_number"
    with pytest.raises(SmsUnavailableError, match="401 bad_signature"):
        SignedHttpSms(f"http://court:wrong@127.0.0.1:{carrier.port}").send(a_text())


def test_a_court_whose_clock_is_wrong_is_not_believed(carrier: RunningCarrier) -> None:
    with (
        time_machine.travel("2020-01-01T00:00:00Z"),
        pytest.raises(SmsUnavailableError, match="bad_signature"),
    ):
        SignedHttpSms(carrier.url).send(a_text())


def test_without_a_carrier_nothing_is_sent_and_nothing_believed() -> None:
    with pytest.raises(SmsUnavailableError, match="no carrier"):
        NoSms().send(a_text())
    with pytest.raises(ReportRefusedError):
        NoSms().read_report(PATH, {}, b"{}")


@dataclass
class Desk:
    """Where reports come in."""

    url: str
    came: "Queue[tuple[dict[str, str], bytes]]"


@pytest.fixture
def desk() -> Iterator[Desk]:
    came: Queue[tuple[dict[str, str], bytes]] = Queue()

    class Reports(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Reports) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Desk(f"http://127.0.0.1:{server.server_port}{PATH}", came)
        server.shutdown()


@pytest.mark.parametrize(
    ("fault", "outcome"), [(None, Outcome.DELIVERED), ("lose", Outcome.UNDELIVERED)]
)
def test_the_carrier_reports_what_became_of_a_message(
    carrier: RunningCarrier, desk: Desk, fault: str | None, outcome: Outcome
) -> None:
    gateway = SignedHttpSms(carrier.url)
    if fault:
        carrier.fault(kind=fault)
    gateway.send(a_text(report_to=desk.url))
    headers, body = desk.came.get(timeout=10)
    report = gateway.read_report(PATH, headers, body)
    assert (report.key, report.outcome) == ("code.1", outcome)
    with pytest.raises(ReportRefusedError, match="signature"):
        gateway.read_report("/elsewhere", headers, body)
    with pytest.raises(ReportRefusedError, match="signature"):
        gateway.read_report(PATH, headers, body + b" ")
    with (
        time_machine.travel("2030-01-01T00:00:00Z"),
        pytest.raises(ReportRefusedError, match="old"),
    ):
        gateway.read_report(PATH, headers, body)
    with pytest.raises(ReportRefusedError, match="key"):
        gateway.read_report(PATH, headers | {"x-key-id": "other"}, body)


def test_a_fakes_report_tells_the_same() -> None:
    headers, body = FakeSms.report("code.1", Outcome.UNDELIVERED)
    assert FakeSms().read_report(PATH, headers, body).outcome is Outcome.UNDELIVERED
