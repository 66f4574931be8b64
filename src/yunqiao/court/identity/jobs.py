"""The jobs of this room: each only calls an action."""

from typing import Final
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity import accounts, messages, sessions, way_back
from yunqiao.court.identity.messages import HAND_OVER
from yunqiao.court.identity.proof import register

ATTEMPTS: Final = 6
QUESTIONS: Final = 8
PATIENCE: Final = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=2)
LONG_PATIENCE: Final = RetryStrategy(max_attempts=QUESTIONS, exponential_wait=2)
FORGET: Final = "identity.forget"
WAYS_BACK: Final = "identity.ways_back"
ASK_REGISTER: Final = "identity.ask_register"


@app.task(name=HAND_OVER, retry=PATIENCE, pass_context=True)
def hand_over(context: JobContext, message: str) -> None:
    """Hand a message to its carrier; after a minute of trying, give up."""
    last = context.job is not None and context.job.attempts + 1 >= ATTEMPTS
    messages.hand_over(message_id=UUID(message), give_up=last)


@app.periodic(cron="41 * * * *")
@app.task(name=FORGET, queueing_lock=FORGET)
def forget(timestamp: int) -> None:
    """Forget old messages, ended sessions and accounts nobody proved to be theirs, every hour.

    Before that, give up the texts whose carrier says nothing.
    """
    del timestamp
    messages.close_unreported()
    messages.forget_old()
    sessions.forget_ended()
    accounts.forget_unproved()


@app.periodic(cron="*/5 * * * *")
@app.task(name=WAYS_BACK, queueing_lock=WAYS_BACK)
def ways_back(timestamp: int) -> None:
    """Open the ways back whose waiting time is over, every five minutes."""
    del timestamp
    way_back.take_effect()


@app.task(name=ASK_REGISTER, retry=LONG_PATIENCE, pass_context=True)
def ask_register(context: JobContext, entry: str) -> None:
    """Ask the immigration authority; after the last attempt an officer checks by hand."""
    found = DocketEntry.objects.get(id=UUID(entry))
    last = context.job is not None and context.job.attempts + 1 >= QUESTIONS
    register.ask(entry=found, give_up=last)
