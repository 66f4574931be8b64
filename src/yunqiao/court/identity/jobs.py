"""The jobs of identity: each only calls an action."""

from typing import Final
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.proof import register

ASK_REGISTER: Final = "identity.ask_register"
ATTEMPTS: Final = 8
PATIENCE: Final = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=2)


@app.task(name=ASK_REGISTER, retry=PATIENCE, pass_context=True)
def ask_register(context: JobContext, entry: str) -> None:
    """Ask the immigration authority; after the last attempt an officer checks by hand."""
    found = DocketEntry.objects.get(id=UUID(entry))
    last = context.job is not None and context.job.attempts + 1 >= ATTEMPTS
    register.ask(entry=found, give_up=last)
