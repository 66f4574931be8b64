"""A worker killed while it makes a letter: the letter comes once, whole, and never half."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from support.makers import a_filing
from support.processes import a_worker, eventually
from yunqiao.court.casefile.entries import LETTER_ISSUED
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Case, Document
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.writing import ADVANCE
from yunqiao.court.papers.letters.signing import Level
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.sandbox.timestamp.__main__ import Handler, Server
from yunqiao.sandbox.timestamp.authority import Authority

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
WAITING_FOR_A_LOCK = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'"""


Moment = Callable[["SlowAuthority", DocketEntry], AbstractContextManager[None]]


class SlowAuthority(Server):
    """Notes that it was asked, and answers when it may."""

    def __init__(self, listening: socket.socket, authority: Authority) -> None:
        super().__init__(listening, authority)
        self.RequestHandlerClass = SlowHandler
        self.asked, self.may_answer = Event(), Event()


class SlowHandler(Handler):
    """Answers late."""

    server: SlowAuthority

    def do_POST(self) -> None:  # noqa: N802 - http.server's name
        self.server.asked.set()
        self.server.may_answer.wait()
        super().do_POST()


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowAuthority]:
    """The authority that the workers of this test ask."""
    monkeypatch.setenv("YUNQIAO_HOME", str(tmp_path))
    listening = socket.create_server(("127.0.0.1", 0))
    monkeypatch.setenv("TIMESTAMP_URL", f"http://127.0.0.1:{listening.getsockname()[1]}/")
    with SlowAuthority(listening, Authority(tmp_path / "timestamp")) as slow:
        serving = Thread(target=slow.serve_forever)
        serving.start()
        yield slow
        slow.may_answer.set()
        slow.shutdown()
        serving.join()


@contextmanager
def waits_for_the_stamp(authority: SlowAuthority, filed: DocketEntry) -> Iterator[None]:
    """The letter is set and sealed, and in nobody's hands."""
    eventually(authority.asked.is_set)
    assert not letters_about(filed)
    yield


@contextmanager
def is_stored_and_not_yet_recorded(authority: SlowAuthority, filed: DocketEntry) -> Iterator[None]:
    """The letter's bytes are in the store; the docket does not know them."""
    eventually(authority.asked.is_set)
    with transaction.atomic():
        Case.objects.select_for_update().get(id=filed.stream_id)
        authority.may_answer.set()
        eventually(someone_waits)
        assert not letters_about(filed)
        yield


@contextmanager
def is_recorded_and_its_job_not_done(
    authority: SlowAuthority, filed: DocketEntry
) -> Iterator[None]:
    """The letter is on the docket; the job that brought it there will run again."""
    eventually(authority.asked.is_set)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE procrastinate_jobs IN SHARE MODE")
        authority.may_answer.set()
        eventually(lambda: bool(letters_about(filed)))
        yield


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING_FOR_A_LOCK)
        return bool(cursor.fetchone() == (1,))


@pytest.mark.parametrize(
    "moment",
    [waits_for_the_stamp, is_stored_and_not_yet_recorded, is_recorded_and_its_job_not_done],
)
def test_a_letter_whose_worker_was_killed_comes_once(
    authority: SlowAuthority, tmp_path: Path, moment: Moment
) -> None:
    filed = DocketEntry.objects.get(stream_id=a_filing().case, kind="CLAIM_FILED")
    with a_worker() as worker, moment(authority, filed):
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    authority.may_answer.set()
    with a_worker():
        eventually(
            lambda: ProcrastinateJob.objects.filter(task_name=ADVANCE, status="succeeded").exists()
        )
    (letter,) = letters_about(filed)
    assert DocketEntry.objects.filter(kind=LETTER_ISSUED).count() == 1
    assert Document.objects.get() == letter.document
    sealed = b"".join(FolderStorage(tmp_path / "documents").read(letter.issued.sha256))
    assert sealed.startswith(b"%PDF")
    assert letter.issued.level == Level.STAMPED
