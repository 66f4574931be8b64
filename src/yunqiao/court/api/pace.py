"""How many requests a minute a token may send to one web process."""

import math
import time
from collections import Counter
from threading import Lock
from typing import Final
from uuid import UUID

WINDOW: Final = 60.0  # seconds


class TooFastError(Exception):
    """More requests than a minute takes; `seconds` until the next one counts from nought."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Pace:
    """Counts in memory, so that counting costs no look into the database."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._counted: Counter[UUID] = Counter()
        self._until = 0.0
        self._lock = Lock()

    def count(self, account: UUID) -> None:
        """Count a request of an account.

        Raises:
            TooFastError: it has sent as many as a minute takes.
        """
        moment = time.monotonic()
        with self._lock:
            if moment >= self._until:
                self._counted.clear()
                self._until = moment + WINDOW
            self._counted[account] += 1
            if self._counted[account] > self._limit:
                raise TooFastError(max(1, math.ceil(self._until - moment)))
