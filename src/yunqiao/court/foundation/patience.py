"""How often a job is tried again."""

from typing import Final

from procrastinate import RetryDecision, RetryStrategy
from procrastinate.jobs import Job

from yunqiao.gateways.storage.port import StorageAwayError, StorageFullError

LONGEST_WAIT: Final = 300  # seconds


class Patience(RetryStrategy):
    """At most so often; but for as long as the store of documents is full or away."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again, or None: never."""
        if not isinstance(exception, (StorageFullError, StorageAwayError)):
            return super().get_retry_decision(exception=exception, job=job)
        wait = self.exponential_wait ** (job.attempts + 1)
        return RetryDecision(retry_in={"seconds": min(wait, LONGEST_WAIT)})
