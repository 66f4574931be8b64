"""What every time-stamping authority does, the fake and one of RFC 3161 alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from support.timestamps import RunningAuthority, running_authority
from yunqiao.gateways.timestamp.fake import FakeAuthority
from yunqiao.gateways.timestamp.port import (
    AuthorityUnavailableError,
    TimestampAuthority,
    TimestampInvalidError,
)
from yunqiao.gateways.timestamp.rfc3161 import Rfc3161Authority, Rfc3161Verifier

pytestmark = [pytest.mark.contract, pytest.mark.enable_socket]


@dataclass
class Subject:
    authority: TimestampAuthority
    break_down: Callable[[], None]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAuthority]:
    with running_authority(tmp_path_factory.mktemp("authority")) as running:
        yield running


@pytest.fixture
def real(sandbox: RunningAuthority) -> Rfc3161Authority:
    return Rfc3161Authority(sandbox.url, sandbox.roots)


@pytest.fixture(params=["fake", "rfc3161"])
def authority(request: pytest.FixtureRequest) -> TimestampAuthority:
    if request.param == "fake":
        return FakeAuthority()
    real: Rfc3161Authority = request.getfixturevalue("real")
    return real


def test_a_token_tells_when_the_message_was_seen(authority: TimestampAuthority) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)  # tokens may count whole seconds
    instant = authority.verify(authority.stamp(b"the checkpoint"), b"the checkpoint")
    assert before <= instant <= datetime.now(UTC)


def test_a_token_proves_nothing_of_another_message(authority: TimestampAuthority) -> None:
    token = authority.stamp(b"the checkpoint")
    with pytest.raises(TimestampInvalidError):
        authority.verify(token, b"another checkpoint")


@pytest.mark.parametrize("place", [0, 5, 20, 40, -1, -20])
def test_a_damaged_token_proves_nothing(authority: TimestampAuthority, place: int) -> None:
    token = bytearray(authority.stamp(b"the checkpoint"))
    token[place] ^= 1
    with pytest.raises(TimestampInvalidError):
        authority.verify(bytes(token), b"the checkpoint")


def test_an_empty_token_proves_nothing(authority: TimestampAuthority) -> None:
    with pytest.raises(TimestampInvalidError):
        authority.verify(b"", b"the checkpoint")


def test_an_authority_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    fake = FakeAuthority()
    fake.answers = False
    with running_authority(tmp_path) as running:
        real = Rfc3161Authority(running.url, running.roots)
        running.stop()
        for authority in (fake, real):
            with pytest.raises(AuthorityUnavailableError, match="does not answer"):
                authority.stamp(b"the checkpoint")


def test_an_address_that_is_no_authority_is_unavailable(sandbox: RunningAuthority) -> None:
    class Elsewhere(Rfc3161Authority):
        def _post(self, _body: bytes) -> bytes:
            return super()._post(b"x" * (1 << 15))

    with pytest.raises(AuthorityUnavailableError, match="answered 413"):
        Elsewhere(sandbox.url, sandbox.roots).stamp(b"the checkpoint")


def test_a_refusal_of_the_authority_is_told_with_its_reason(sandbox: RunningAuthority) -> None:
    class Mumbling(Rfc3161Authority):
        def _post(self, _body: bytes) -> bytes:
            return super()._post(b"no request")

    with pytest.raises(AuthorityUnavailableError, match="refused: bad_data_format"):
        Mumbling(sandbox.url, sandbox.roots).stamp(b"the checkpoint")


def test_an_answer_to_an_earlier_question_is_not_taken(sandbox: RunningAuthority) -> None:
    class Replaying(Rfc3161Authority):
        answer = b""

        def _post(self, body: bytes) -> bytes:
            self.answer = self.answer or super()._post(body)
            return self.answer

    replaying = Replaying(sandbox.url, sandbox.roots)
    replaying.stamp(b"the checkpoint")
    with pytest.raises(TimestampInvalidError, match="Nonce"):
        replaying.stamp(b"the checkpoint")


def test_the_token_of_an_authority_nobody_trusts_proves_nothing(
    real: Rfc3161Authority, tmp_path: Path
) -> None:
    token = real.stamp(b"the checkpoint")
    with running_authority(tmp_path) as other, pytest.raises(TimestampInvalidError):
        Rfc3161Verifier(other.roots).verify(token, b"the checkpoint")


def test_without_a_certificate_to_trust_no_token_proves_anything(
    real: Rfc3161Authority, tmp_path: Path
) -> None:
    token = real.stamp(b"the checkpoint")
    with pytest.raises(TimestampInvalidError, match="no certificate"):
        Rfc3161Verifier(tmp_path / "missing.pem").verify(token, b"the checkpoint")


def test_an_authority_started_again_keeps_its_certificates(tmp_path: Path) -> None:
    with running_authority(tmp_path) as first:
        token = Rfc3161Authority(first.url, first.roots).stamp(b"the checkpoint")
    with running_authority(tmp_path) as second:
        assert Rfc3161Authority(second.url, second.roots).verify(token, b"the checkpoint")
