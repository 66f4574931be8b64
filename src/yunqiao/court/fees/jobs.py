"""The jobs of this room: each only calls an action."""

from typing import Final
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from yunqiao.court.fees.accounting import nightly
from yunqiao.court.fees.paying import asking, refunding
from yunqiao.court.fees.paying.receiving import ASK
from yunqiao.court.fees.paying.refunding import GIVE_BACK

ASK_WAITING: Final = "fees.ask_waiting"
RECONCILE: Final = "fees.reconcile"
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


@app.periodic(cron="20 * * * *")
@app.task(name=RECONCILE, queueing_lock=RECONCILE)
def reconcile(timestamp: int) -> None:
    """Compare the books with each firm's statement as soon as it is there; each day agrees once."""
    del timestamp
    nightly.reconcile_waiting()
