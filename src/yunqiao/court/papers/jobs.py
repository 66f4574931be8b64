"""The jobs of papers: each only calls an action."""

from typing import Final
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from yunqiao.court.foundation.patience import Patience
from yunqiao.court.papers import receiving, unused
from yunqiao.court.papers.examination import examine_upload
from yunqiao.court.papers.keeping import EXAMINATION, EXAMINE

CLEAN: Final = "papers.clean"
ATTEMPTS: Final = 8
PATIENCE: Final = Patience(max_attempts=ATTEMPTS, exponential_wait=2)


@app.task(name=EXAMINE, queue=EXAMINATION, retry=PATIENCE, pass_context=True)
def examine(context: JobContext, upload: str) -> None:
    """Examine an upload; after the last attempt without a scanner it stays not scanned."""
    last = context.job is not None and context.job.attempts + 1 >= ATTEMPTS
    examine_upload(upload_id=UUID(upload), give_up=last)


@app.periodic(cron="17 * * * *")
@app.task(name=CLEAN, queueing_lock=CLEAN)
def clean(timestamp: int) -> None:
    """Remove what was begun and never finished, and bytes nothing needs any more, every hour."""
    del timestamp
    receiving.clean()
    unused.remove()
