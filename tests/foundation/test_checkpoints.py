"""Checkpoints leave the database, continue each other, and are never signed over a rewound log."""

import logging
import signal
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from running import PATIENCE
from support.chains import new_chain
from support.offices import append_pending, checkpoint, fake_office
from support.processes import eventually, manage
from support.tampering import tamper
from yunqiao.config.wiring import wire
from yunqiao.court.foundation import checkpoints, log, merkle
from yunqiao.court.foundation.checkpoints import LogRewoundError, Office
from yunqiao.court.foundation.connections import open_connection
from yunqiao.court.foundation.models import LogCheckpoint
from yunqiao.court.foundation.notes import NoteError, open_note
from yunqiao.court.foundation.outside import Outside
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import Mail, MailUnavailableError, Sent
from yunqiao.gateways.signing.fake import FakeSigner
from yunqiao.gateways.timestamp.fake import FakeAuthority

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return fake_office(tmp_path / "checkpoints")


def test_a_checkpoint_states_the_logs_size_and_root_in_the_database_and_outside(
    office: Office,
) -> None:
    new_chain(5)
    issued = checkpoint(office)
    assert issued
    assert (issued.size, issued.root) == (5, log.root(5))
    row = LogCheckpoint.objects.get()
    assert (row.size, bytes(row.root), row.at) == (5, issued.root, issued.at)
    (place,) = office.outside.notes()
    assert place.name == "00000000000000000005.checkpoint"
    assert place.read_text() == row.note == (office.outside.folder / "latest").read_text()
    assert open_note(row.note, office.outside.key()) == issued


def test_the_time_stamp_is_over_the_signed_note(office: Office) -> None:
    new_chain()
    checkpoint(office)
    row = LogCheckpoint.objects.get()
    assert row.timestamp
    assert office.outside.token(1) == bytes(row.timestamp)
    assert office.authority.verify(bytes(row.timestamp), row.note.encode())


def test_a_log_that_has_not_grown_gets_no_second_checkpoint(office: Office) -> None:
    assert checkpoint(office) is None
    new_chain()
    assert checkpoint(office)
    assert checkpoint(office) is None
    assert LogCheckpoint.objects.count() == 1


def test_a_later_checkpoint_leaves_the_earlier_one_as_it_was(office: Office) -> None:
    new_chain(2)
    checkpoint(office)
    (first,) = office.outside.notes()
    before = first.read_text()
    new_chain(3)
    checkpoint(office)
    assert [place.stem for place in office.outside.notes()] == [f"{size:020}" for size in (2, 5)]
    assert first.read_text() == before


def test_a_checkpoint_the_authority_could_not_stamp_is_stamped_later(office: Office) -> None:
    assert isinstance(office.authority, FakeAuthority)
    office.authority.answers = False
    new_chain()
    assert checkpoint(office)
    assert LogCheckpoint.objects.get().timestamp is None
    assert office.outside.token(1) is None
    office.authority.answers = True
    assert checkpoint(office) is None
    assert LogCheckpoint.objects.get().timestamp
    assert office.outside.token(1)


def test_a_database_rolled_back_behind_a_checkpoint_is_not_signed(office: Office) -> None:
    new_chain(4)
    checkpoint(office)
    tamper("DELETE FROM log_leaf WHERE index = 3")
    tamper("DELETE FROM log_checkpoint")
    with pytest.raises(LogRewoundError, match="has 3 leaves, but a checkpoint of 4 has left"):
        checkpoint(office)
    assert not LogCheckpoint.objects.exists()


def test_a_log_altered_below_a_checkpoint_is_not_signed_however_much_it_has_grown(
    office: Office,
) -> None:
    new_chain(4)
    checkpoint(office)
    tamper("UPDATE log_leaf SET hash = %s WHERE index = 1", [bytes(32)])
    new_chain(4)
    with pytest.raises(LogRewoundError, match="first 4 leaves of the log are not those"):
        checkpoint(office)


def test_a_folder_begun_anew_is_given_the_last_checkpoint_and_still_guards(
    office: Office, tmp_path: Path
) -> None:
    new_chain(4)
    checkpoint(office)
    moved = fake_office(tmp_path / "elsewhere")
    assert checkpoint(moved) is None
    assert moved.outside.latest() == office.outside.latest()


def test_a_note_that_left_without_reaching_the_database_is_recorded_there(office: Office) -> None:
    new_chain()
    checkpoint(office)
    tamper("DELETE FROM log_checkpoint")
    assert checkpoint(office) is None
    assert LogCheckpoint.objects.get().note == office.outside.latest()


def test_another_key_under_the_same_name_is_refused(office: Office) -> None:
    class Exchanged(FakeSigner):
        @property
        def public_key(self) -> bytes:
            return merkle.EMPTY_ROOT

    new_chain()
    checkpoint(office)
    with pytest.raises(NoteError, match="signing key was exchanged"):
        checkpoint(replace(office, signer=Exchanged()))


def test_each_address_gets_the_note_and_its_time_stamp(office: Office) -> None:
    new_chain(3)
    issued = checkpoint(office)
    assert issued
    assert isinstance(office.mail, FakeMail)
    first, second = office.mail.sent
    assert (first.to, second.to) == ("archive@court.example", "bar@court.example")
    assert b64encode(issued.root).decode() in first.text
    note, token = first.attachments
    assert note.content.decode() == office.outside.latest()
    assert token.content == office.outside.token(3)


def test_a_checkpoint_that_could_not_be_mailed_is_mailed_once_the_server_is_back(
    office: Office,
) -> None:
    class NoServer:
        def send(self, mail: Mail) -> Sent:
            raise MailUnavailableError(f"nobody takes mail for {mail.to}")

    new_chain(2)
    assert checkpoint(replace(office, mail=NoServer()))
    assert isinstance(office.mail, FakeMail)
    for _ in range(2):
        assert checkpoint(office) is None  # the log has not grown
    assert [mail.to for mail in office.mail.sent] == list(office.addresses)


def test_a_mail_server_out_of_order_does_not_hold_the_checkpoint_back(office: Office) -> None:
    class NoServer:
        def send(self, mail: Mail) -> Sent:
            raise MailUnavailableError(f"nobody takes mail for {mail.to}")

    new_chain()
    assert checkpoint(replace(office, mail=NoServer()))
    assert office.outside.latest()


def test_checkpoints_leave_by_themselves_and_a_rewound_log_is_said_to_be_so(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    stop = Event()
    working = Thread(target=checkpoints.run, args=[stop, office], kwargs={"every": 0.02})
    working.start()
    new_chain(2)
    with caplog.at_level(logging.WARNING):
        append_pending()
        eventually(lambda: bool(office.outside.latest()))
        tamper("DELETE FROM log_leaf WHERE index = 1")
        eventually(lambda: "rolled back or cut off" in caplog.text)
    stop.set()
    working.join()


def test_a_session_that_would_sign_waits_while_another_one_signs(office: Office) -> None:
    new_chain(2)
    append_pending()
    signing = Thread(target=checkpoint, args=[office])
    with open_connection() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [checkpoints.LOCK])
        signing.start()
        waiting = "SELECT FROM pg_locks WHERE objid = %s AND NOT granted"
        eventually(lambda: other.execute(waiting, [checkpoints.LOCK]).rowcount == 1)
        assert office.outside.latest() is None
    signing.join()
    assert office.outside.latest()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Path]:
    """An installation of its own with the gateways that the wiring binds; nobody stamps."""
    with override_settings(HOME=tmp_path, TIMESTAMP_URL="http://127.0.0.1:1/"):
        wire()
        yield tmp_path
    wire()


def test_the_command_lets_a_checkpoint_leave_and_says_so(installation: Path) -> None:
    new_chain(3)
    append_pending()
    said = StringIO()
    call_command("checkpoint", stdout=said)
    assert said.getvalue() == "A checkpoint of 3 leaves has left the database.\n"
    outside = Outside(installation / "checkpoints")
    note = outside.latest()
    assert note
    assert open_note(note, outside.key()).size == 3
    said = StringIO()
    call_command("checkpoint", stdout=said)
    assert said.getvalue() == "The log has not grown since the last checkpoint.\n"


def test_the_command_refuses_to_sign_a_rewound_log_in_a_sentence(installation: Path) -> None:
    new_chain(3)
    append_pending()
    call_command("checkpoint", stdout=StringIO())
    tamper("DELETE FROM log_leaf WHERE index = 2")
    with pytest.raises(CommandError, match="No checkpoint is signed: the log has 2 leaves"):
        call_command("checkpoint")


def test_the_sequencers_process_lets_checkpoints_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUNQIAO_HOME", str(tmp_path))
    monkeypatch.setenv("CHECKPOINT_SECONDS", "0.05")
    outside = Outside(tmp_path / "checkpoints")
    with manage("sequencer") as process:
        new_chain(2)
        eventually(lambda: outside.latest() is not None)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
