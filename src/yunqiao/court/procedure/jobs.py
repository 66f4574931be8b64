"""The jobs of procedure: each only loads and calls an action."""

from typing import Final
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yunqiao.court.filing import notices
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.writing import ADVANCE
from yunqiao.court.procedure.table import FOLLOWS, NOTIFIES

NOTIFY: Final = "procedure.notify"
ATTEMPTS: Final = 10
PATIENCE: Final = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=2)


@app.task(name=ADVANCE, retry=PATIENCE)
def advance(entry: str) -> None:
    """Run what follows an entry."""
    found = DocketEntry.objects.get(id=UUID(entry))
    for follow in FOLLOWS.get(found.kind, ()):
        follow(found)
    if found.kind in NOTIFIES:
        try:
            notify.configure(queueing_lock=f"{NOTIFY}.{entry}").defer(entry=entry)
        except AlreadyEnqueued:
            return


@app.task(name=NOTIFY, retry=PATIENCE, pass_context=True)
def notify(context: JobContext, entry: str) -> None:
    """Tell the filer of an entry by e-mail; after the last attempt a person is given the task."""
    found = DocketEntry.objects.get(id=UUID(entry))
    last = context.job is not None and context.job.attempts + 1 >= ATTEMPTS
    notices.tell(entry=found, give_up=last)
