"""The jobs of procedure: each only loads and calls an action."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from yunqiao.court.fees import overdue
from yunqiao.court.filing import lapsing, notices
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.patience import Patience
from yunqiao.court.foundation.writing import ADVANCE
from yunqiao.court.identity import messages
from yunqiao.court.identity.messages import HAND_OVER, TEXT_CLOSED
from yunqiao.court.identity.proof import notices as identity_notices
from yunqiao.court.identity.records import Message
from yunqiao.court.papers import examination
from yunqiao.court.papers.keeping import EXAMINE
from yunqiao.court.procedure.actions import give_to_person
from yunqiao.court.procedure.news import tell_pages
from yunqiao.court.procedure.table import FOLLOWS, NOTIFIES

NOTIFY: Final = "procedure.notify"
RESCUE: Final = "procedure.rescue"
TIDY: Final = "procedure.tidy"
LAPSE: Final = "procedure.lapse"
HOUSEKEEPING: Final = "housekeeping"
"""The queue of jobs that look after jobs; what is done in it is soon forgotten."""

ATTEMPTS: Final = 10
PATIENCE: Final = Patience(max_attempts=ATTEMPTS, exponential_wait=2)
KEPT_HOURS: Final = 24 * 30


@app.task(name=ADVANCE, retry=PATIENCE, pass_context=True)
def advance(context: JobContext, entry: str) -> None:
    """Run what follows an entry, then tell whom it concerns; after the last attempt a person acts."""
    with _or_a_person(context):
        found = DocketEntry.objects.get(id=UUID(entry))
        for follow in FOLLOWS.get(found.kind, ()):
            follow(found)
        _tell(found)


@app.task(name=NOTIFY, retry=PATIENCE, pass_context=True)
def notify(context: JobContext, entry: str) -> None:
    """Tell whom an entry concerns by e-mail; after the last attempt a person is given the task."""
    with _or_a_person(context):
        found = DocketEntry.objects.get(id=UUID(entry))
        last = context.job is not None and context.job.attempts + 1 >= ATTEMPTS
        _notices_of(found).tell(entry=found, give_up=last)


@app.task(name=TEXT_CLOSED, retry=PATIENCE, pass_context=True)
def text_closed(context: JobContext, entry: str, message: str) -> None:
    """Put on the docket what became of the text that told of an entry."""
    with _or_a_person(context):
        found = DocketEntry.objects.get(id=UUID(entry))
        _notices_of(found).note_text(entry=found, message=Message.objects.get(id=UUID(message)))


@app.periodic(cron="* * * * * */5")
@app.task(name=RESCUE, queue=HOUSEKEEPING, queueing_lock=RESCUE, priority=10)
async def rescue(timestamp: int) -> None:  # noqa: ARG001  # a periodic task is told its time
    """Run again what workers left undone that were killed or lost their database.

    Such a job may have done its work already; every job of ours is idempotent.
    """
    silence = settings.PROCRASTINATE_WORKER_DEFAULTS["stalled_worker_timeout"]
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silence):
        await _rescue(job)


@app.periodic(cron="17 * * * *")
@app.task(name=TIDY, queue=HOUSEKEEPING, queueing_lock=TIDY)
async def tidy(timestamp: int) -> None:  # noqa: ARG001  # a periodic task is told its time
    """Forget jobs that were done long ago; failed ones stay."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
    await app.job_manager.delete_old_jobs(nb_hours=1, queue=HOUSEKEEPING, include_failed=True)


@app.periodic(cron="7 * * * *")
@app.task(name=LAPSE, queue=HOUSEKEEPING, queueing_lock=LAPSE)
def lapse(timestamp: int) -> None:  # noqa: ARG001  # a periodic task is told its time
    """Give clerks the tasks of returning papers and of deciding on fees whose time has run out."""
    lapsing.propose_returns()
    overdue.propose_withdrawals()


def _notices_of(entry: DocketEntry) -> ModuleType:
    return identity_notices if entry.stream == Stream.PERSON else notices


async def _rescue(job: Job) -> None:
    if job.queue == HOUSEKEEPING:  # the next one is on its way
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
    elif job.attempts < ATTEMPTS:
        await _run_again(job)
    else:
        await sync_to_async(_give_up)(job)
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


async def _run_again(job: Job) -> None:
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:  # the same waits already, and there is room for one
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)


def _give_up(job: Job) -> None:
    if job.task_name == EXAMINE:
        examination.give_up(upload_id=UUID(str(job.task_kwargs["upload"])))
    elif job.task_name == HAND_OVER:
        messages.give_up(message_id=UUID(str(job.task_kwargs["message"])))
    elif "entry" in job.task_kwargs:  # what else there is, a periodic job takes up again
        _leave_to_person(job)


@contextmanager
def _or_a_person(context: JobContext) -> Iterator[None]:
    """Give a person the task when the last attempt fails; the job then counts as failed."""
    try:
        yield
    except Exception:
        if context.job is not None and context.job.attempts >= ATTEMPTS:
            _leave_to_person(context.job)
        raise


def _leave_to_person(job: Job) -> None:
    """Give a person what a job could not do; whom the entry concerns is told with what there is."""
    entry = DocketEntry.objects.get(id=UUID(str(job.task_kwargs["entry"])))
    give_to_person(entry_id=entry.id)
    if job.task_name == ADVANCE:
        _tell(entry)


def _tell(entry: DocketEntry) -> None:
    tell_pages(entry=entry)
    if entry.kind in NOTIFIES:
        notify.defer(entry=str(entry.id))
