"""How many requests a minute a token, or a network without one, may send to one web process."""

import math
import time
from collections import Counter
from threading import Lock
from typing import Final
from uuid import UUID

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest

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
        self._counted: Counter[UUID | str] = Counter()
        self._until = 0.0
        self._lock = Lock()

    def count(self, sender: UUID | str) -> None:
        """Count a request of an account, or of a network.

        Raises:
            TooFastError: it has sent as many as a minute takes.
        """
        moment = time.monotonic()
        with self._lock:
            if moment >= self._until:
                self._counted.clear()
                self._until = moment + WINDOW
            self._counted[sender] += 1
            if self._counted[sender] > self._limit:
                raise TooFastError(max(1, math.ceil(self._until - moment)))


OPEN_PACE: Final = Pace(settings.API_OPEN_REQUESTS_PER_MINUTE)


def count_stranger(request: HttpRequest) -> None:
    """Count a request that shows no token of ours, by the network it comes from.

    Raises:
        TooFastError: the network has sent as many as a minute takes.
    """
    OPEN_PACE.count(get_ip(request))
