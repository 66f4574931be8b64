"""Sends callbacks as they come due, and again as the firm's pattern says until one is taken."""

import asyncio
import contextlib
import time

import aiohttp

from yunqiao.sandbox.till.books import Delivery
from yunqiao.sandbox.till.dialect import Dialect, Outgoing
from yunqiao.sandbox.till.till import Till

PATIENCE = 5.0  # seconds a merchant may take to answer
LONGEST_PAUSE = 1.0
AN_HOUR = 3600


class Deliveries:
    """The callbacks of one sandbox."""

    def __init__(self, till: Till, dialect: Dialect) -> None:
        self._till = till
        self._dialect = dialect
        self._woken = asyncio.Event()
        self._stopped = False

    def stop(self) -> None:
        """Send nothing more than what is on its way."""
        self._stopped = True
        self.wake()

    def wake(self) -> None:
        """Something new is to be sent."""
        self._woken.set()

    async def run(self) -> None:
        """Send until stopped; payments whose time is over are closed on the way."""
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while not self._stopped:
                self._woken.clear()
                self._till.close_overdue()
                while not self._stopped and (due := self._till.books.due(time.time())):
                    await asyncio.gather(*(self._send(session, one) for one in due))
                await self._pause()

    async def _pause(self) -> None:
        next_due = self._till.books.next_due()
        pause = LONGEST_PAUSE if next_due is None else min(next_due - time.time(), LONGEST_PAUSE)
        if self._stopped:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(pause, 0.01)):
                await self._woken.wait()

    async def _send(self, session: aiohttp.ClientSession, delivery: Delivery) -> None:
        event = self._till.books.event(delivery.event)
        payment = self._till.books.payment(event.payment)
        signed_at = time.time() - (AN_HOUR if delivery.fault == "stale" else 0)
        outgoing = payment and self._dialect.callback(event, payment, delivery.fault, signed_at)
        if not outgoing:
            self._till.books.delivered(delivery, "nothing to say")
        elif await self._is_taken(session, outgoing):
            self._till.books.delivered(delivery, "taken")
        elif delivery.attempt >= len(self._dialect.firm.retries):
            self._till.books.delivered(delivery, "given up")
        else:
            pause = self._dialect.firm.retries[delivery.attempt]
            self._till.books.again(delivery, time.time() + pause)

    async def _is_taken(self, session: aiohttp.ClientSession, outgoing: Outgoing) -> bool:
        try:
            async with session.post(
                outgoing.url, data=outgoing.body, headers=outgoing.headers, allow_redirects=False
            ) as answer:
                return self._dialect.is_taken(answer.status, await answer.read())
        except (aiohttp.ClientError, TimeoutError):
            return False
