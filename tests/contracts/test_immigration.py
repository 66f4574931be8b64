"""What every register of identity papers does, the fake and one over signed HTTP alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from support.registers import SECRET, RunningRegister, running_register
from yunqiao.gateways.immigration.fake import FakeRegister
from yunqiao.gateways.immigration.port import (
    Answer,
    Asked,
    ImmigrationRegister,
    RegisterUnavailableError,
    Verdict,
)
from yunqiao.gateways.immigration.signed import SignedRegister
from yunqiao.gateways.signatures import SignatureError, Signing

pytestmark = [pytest.mark.contract, pytest.mark.enable_socket]
SIGNING = Signing(key_id="court", secret=SECRET)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def asked(number: str = "L898902C3") -> Asked:
    return Asked(
        key="entry-1",
        kind="passport",
        number=number,
        name="ERIKSSON ANNA MARIA",
        birth_date=date(1974, 8, 12),
        nationality="US",
    )


@dataclass
class Subject:
    register: ImmigrationRegister
    let: Callable[[str, Verdict], None]
    break_down: Callable[[], None]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningRegister]:
    with running_register(tmp_path_factory.mktemp("register")) as running:
        yield running


@pytest.fixture
def real(sandbox: RunningRegister) -> SignedRegister:
    sandbox.set_faults()
    return SignedRegister(sandbox.url, SIGNING, timeout=2)


@pytest.fixture(params=["fake", "signed HTTP"])
def subject(
    request: pytest.FixtureRequest, sandbox: RunningRegister, real: SignedRegister
) -> Subject:
    if request.param == "fake":
        fake = FakeRegister()

        def let(number: str, verdict: Verdict) -> None:
            fake.answers[number] = Answer(verdict=verdict, reference="r", differs=("name",))

        return Subject(fake, let, lambda: setattr(fake, "is_up", False))
    return Subject(
        real,
        lambda number, verdict: sandbox.set_faults({"kind": verdict.value, "number": number}),
        lambda: sandbox.set_faults({"kind": "down"}),
    )


def test_a_paper_of_its_holder_matches_and_the_answer_can_be_found_again(subject: Subject) -> None:
    answer = subject.register.compare(asked())
    assert answer.verdict is Verdict.MATCH
    assert answer.reference


@pytest.mark.parametrize("verdict", [Verdict.NO_MATCH, Verdict.UNKNOWN_DOCUMENT])
def test_another_answer_is_told_as_it_is(subject: Subject, verdict: Verdict) -> None:
    subject.let("X1", verdict)
    assert subject.register.compare(asked("X1")).verdict is verdict


def test_what_does_not_match_is_named(subject: Subject) -> None:
    subject.let("X1", Verdict.NO_MATCH)
    assert "name" in subject.register.compare(asked("X1")).differs


def test_a_register_out_of_order_is_unavailable(subject: Subject) -> None:
    subject.break_down()
    with pytest.raises(RegisterUnavailableError):
        subject.register.compare(asked())


@pytest.mark.parametrize("fault", [{"kind": "malformed"}, {"kind": "forged"}])
def test_an_answer_that_proves_nothing_is_no_answer(
    sandbox: RunningRegister, real: SignedRegister, fault: dict[str, str]
) -> None:
    sandbox.set_faults(fault)
    with pytest.raises(RegisterUnavailableError):
        real.compare(asked())


def test_a_slow_register_is_not_waited_for_for_long(sandbox: RunningRegister) -> None:
    sandbox.set_faults({"kind": "slow", "seconds": 30})
    hasty = SignedRegister(sandbox.url, SIGNING, timeout=0.3)
    with pytest.raises(RegisterUnavailableError, match="does not answer"):
        hasty.compare(asked())


def test_a_register_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    with running_register(tmp_path) as running:
        running.stop()
        with pytest.raises(RegisterUnavailableError, match="does not answer"):
            SignedRegister(running.url, SIGNING).compare(asked())


def test_a_court_without_the_secret_is_turned_away(sandbox: RunningRegister) -> None:
    stranger = SignedRegister(sandbox.url, Signing(key_id="court", secret=b"another"))
    with pytest.raises(RegisterUnavailableError, match="401"):
        stranger.compare(asked())


@pytest.mark.parametrize(("ending", "verdict"), [("9999", "no_match"), ("0000", "unknown")])
def test_the_endings_of_a_demonstration_never_match(
    real: SignedRegister, ending: str, verdict: str
) -> None:
    assert real.compare(asked(f"E1234{ending}")).verdict.value == verdict


def test_an_answer_to_another_question_or_from_long_ago_is_not_believed() -> None:
    body, key = b"{}", "entry-1"
    headers = _response_headers(body, key, NOW)
    SIGNING.check_response(status=200, headers=headers, body=body, key=key, at=NOW)
    for change in (
        {"key": "entry-2"},
        {"body": b"{ }"},
        {"status": 201},
        {"at": NOW + timedelta(minutes=6)},
    ):
        given = {"status": 200, "headers": headers, "body": body, "key": key, "at": NOW, **change}
        with pytest.raises(SignatureError):
            SIGNING.check_response(**given)  # type: ignore[arg-type]


def _response_headers(body: bytes, key: str, at: datetime) -> dict[str, str]:
    """As the sandbox signs; the instant is chosen here."""
    from yunqiao.sandbox.immigration.signatures import signed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("yunqiao.sandbox.immigration.signatures.time.time", at.timestamp)
        return signed(SECRET, 200, key, body)
