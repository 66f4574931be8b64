from collections.abc import Iterator

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from support.mailing import mail
from support.makers import a_filing, an_account, an_upload
from support.workers import work
from yunqiao.court.casefile.models import Task
from yunqiao.court.casefile.tasks import FINISH_BY_HAND
from yunqiao.court.fees.jobs import ASK_WAITING
from yunqiao.court.filing.kinds import EXAMINE
from yunqiao.court.foundation.writing import ADVANCE
from yunqiao.court.papers.examine.outcome import Reason
from yunqiao.court.papers.keeping import EXAMINE as EXAMINE_UPLOAD
from yunqiao.court.papers.states import UploadState
from yunqiao.court.procedure.jobs import ATTEMPTS, NOTIFY, RESCUE
from yunqiao.gateways.mail.fake import FakeMail
from yunqiao.gateways.mail.port import Mail, MailGateway, Sent
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.sealing.port import Sealer, SealUnavailableError

__all__ = ["mail"]

pytestmark = pytest.mark.django_db(transaction=True)


def killed_while_doing(*, silent_for: int, attempts: int = 0, task: str = ADVANCE) -> None:
    """The one job there is, as a killed worker leaves it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [silent_for],
        )
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s"
            " WHERE task_name = %s",
            [cursor.fetchone()[0], attempts, task],
        )
        assert cursor.rowcount == 1


def rescue() -> None:
    app.tasks[RESCUE].defer(timestamp=0)
    work()


def test_a_job_whose_worker_was_killed_is_run_again() -> None:
    a_filing()
    killed_while_doing(silent_for=60)
    rescue()
    assert Task.objects.get().kind == EXAMINE


def test_a_job_of_which_the_next_waits_already_stops_no_other_rescue() -> None:
    a_filing()
    killed_while_doing(silent_for=60)
    app.tasks[ASK_WAITING].defer(timestamp=0)
    killed_while_doing(silent_for=90, task=ASK_WAITING)
    app.tasks[ASK_WAITING].defer(timestamp=1)
    rescue()
    assert Task.objects.get().kind == EXAMINE
    done = ProcrastinateJob.objects.filter(task_name=ASK_WAITING)
    assert [job.status for job in done] == ["succeeded"]


def test_a_job_whose_worker_gives_signs_of_life_is_left_to_it() -> None:
    a_filing()
    killed_while_doing(silent_for=1)
    rescue()
    assert not Task.objects.exists()
    assert ProcrastinateJob.objects.get(task_name="procedure.advance").status == "doing"


def test_a_job_that_kills_every_worker_becomes_a_task_for_a_person() -> None:
    a_filing()
    killed_while_doing(silent_for=60, attempts=ATTEMPTS)
    rescue()
    assert Task.objects.get().kind == FINISH_BY_HAND
    assert ProcrastinateJob.objects.get(task_name="procedure.advance").status == "failed"


def test_a_rescue_that_was_killed_itself_does_not_stand_in_the_way_of_the_next() -> None:
    app.tasks[RESCUE].defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    a_filing()
    killed_while_doing(silent_for=60)
    rescue()
    assert Task.objects.get().kind == EXAMINE
    assert not ProcrastinateJob.objects.filter(status="doing").exists()


def test_an_upload_whose_examination_kills_every_worker_is_refused() -> None:
    upload = an_upload(an_account(), state=UploadState.RECEIVED)
    app.tasks[EXAMINE_UPLOAD].defer(upload=str(upload.id))
    killed_while_doing(silent_for=60, attempts=ATTEMPTS, task=EXAMINE_UPLOAD)
    rescue()
    upload.refresh_from_db()
    assert (upload.state, upload.reason) == (UploadState.REFUSED, Reason.TOO_COSTLY)
    assert ProcrastinateJob.objects.get(task_name=EXAMINE_UPLOAD).status == "failed"


class BrokenMail:
    """A gateway with a fault of its own."""

    def send(self, mail: Mail) -> Sent:
        raise ValueError(mail.to)


@pytest.fixture
def broken_mail() -> Iterator[None]:
    before = gateway(MailGateway)  # type: ignore[type-abstract]
    bind(MailGateway, BrokenMail())  # type: ignore[type-abstract]
    yield
    bind(MailGateway, before)  # type: ignore[type-abstract]


@pytest.mark.parametrize("done", [ATTEMPTS - 1, ATTEMPTS])
def test_a_job_out_of_retries_becomes_a_task_for_a_person(broken_mail: None, done: int) -> None:
    a_filing()
    work()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET attempts = %s, scheduled_at = NULL"
            " WHERE task_name = %s AND status = 'todo'",
            [done, NOTIFY],
        )
        assert cursor.rowcount == 1
    work()
    assert Task.objects.filter(kind=FINISH_BY_HAND).exists() == (done == ATTEMPTS)


class BrokenSealer:
    """A key that cannot be used."""

    @property
    def certificates(self) -> list[bytes]:
        raise SealUnavailableError

    def sign(self, message: bytes) -> bytes:
        raise SealUnavailableError(message.hex())


@pytest.fixture
def broken_seal() -> Iterator[None]:
    before = gateway(Sealer)  # type: ignore[type-abstract]
    bind(Sealer, BrokenSealer())  # type: ignore[type-abstract]
    yield
    bind(Sealer, before)  # type: ignore[type-abstract]


@pytest.mark.parametrize("done", [ATTEMPTS - 1, ATTEMPTS])
def test_whom_an_entry_concerns_is_told_though_its_letter_cannot_be_made(
    broken_seal: None, mail: FakeMail, done: int
) -> None:
    """Proves F4: a decision reaches the party by e-mail even while the court cannot seal."""
    a_filing()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [done])
    work()
    gave_up = done == ATTEMPTS
    assert Task.objects.filter(kind=FINISH_BY_HAND).exists() == gave_up
    assert [one.attachments for one in mail.sent] == ([[]] if gave_up else [])


def test_whom_an_entry_concerns_is_told_though_every_worker_was_killed(mail: FakeMail) -> None:
    a_filing()
    killed_while_doing(silent_for=60, attempts=ATTEMPTS)
    rescue()
    assert len(mail.sent) == 1
