"""The jobs of this room: each only calls an action."""

from typing import Final
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from yunqiao.court.fees.paying import asking, refunding
from yunqiao.court.fees.paying.receiving import ASK
from yunqiao.court.fees.paying.refunding import GIVE_BACK

ASK_WAITING: Final = "fees.ask_waiting"
PATIENCE: Final = RetryStrategy(max_attempts=6, exponential_wait=2)
"""What a firm that is down does not answer then, the run every two minutes asks again."""


@app.task(name=ASK, retry=PATIENCE)
def ask(attempt: str) -> None:
    """Ask a firm how an attempt stands."""
    asking.ask(attempt_id=UUID(attempt))


@app.task(name=GIVE_BACK, retry=PATIENCE)
def give_back(refund: str) -> None:
    """Ask a firm for a refund."""
    refunding.give_back(refund_id=UUID(refund))


@app.periodic(cron="*/2 * * * *")
@app.task(name=ASK_WAITING, queueing_lock=ASK_WAITING)
def ask_waiting(timestamp: int) -> None:
    """Ask the firms about whatever has been silent for a while."""
    del timestamp
    asking.ask_waiting()
    refunding.ask_for_silent()
