"""One stream of server-sent events: news and heartbeats, until the reader goes away."""

import asyncio
import time
from http.cookies import SimpleCookie
from urllib.parse import parse_qs

from yunqiao.config.live.http import Receive, Scope, Send, answer_json
from yunqiao.config.live.hub import Hub, Listener, TooManyError
from yunqiao.court.foundation.tickets import Ticket, TicketError, fingerprint, opened

HEARTBEAT = 15.0  # seconds; proxies close what is silent for longer
BETWEEN_NEWS = 0.5  # seconds between two pieces of news to one reader
TOO_MANY = "同时打开的页面太多，请关闭一些。Too many pages are open: close some of them."
COME_BACK_AFTER = 2000  # ms, after a broken line
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class Streams:
    """The streams of one hub; tickets are opened with the court's secret."""

    def __init__(self, hub: Hub, secret: str, session_cookie: str) -> None:
        self._hub, self._secret, self._cookie = hub, secret, session_cookie

    async def events(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the news that the ticket in the address is for."""
        headers = {
            name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        try:
            ticket = self._ticket(scope, headers)
        except TicketError as error:
            await answer_json(send, 403, {"error": str(error)})
            return
        try:
            with self._hub.listening(ticket.account, ticket.topics, _since(headers)) as listener:
                await self._stream(listener, receive, send)
        except TooManyError:
            await answer_json(send, 429, {"error": TOO_MANY})

    def _ticket(self, scope: Scope, headers: dict[str, str]) -> Ticket:
        written = parse_qs(scope["query_string"].decode()).get("ticket", [""])[0]
        morsel = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        session = fingerprint(morsel.value if morsel else "")
        return opened(written, self._secret, session=session, at=time.time())

    async def _stream(self, listener: Listener, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await self._write(send, f"retry: {COME_BACK_AFTER}\nid: {self._hub.seen}\n\n")
        left = asyncio.create_task(_until_left(receive))
        try:
            while not left.done():
                news = asyncio.create_task(listener.news.wait())
                await asyncio.wait({news, left}, timeout=HEARTBEAT, return_when="FIRST_COMPLETED")
                if not news.done():
                    news.cancel()
                    await self._write(send, ": still here\n\n")
                    continue
                listener.news.clear()
                await self._write(send, f"id: {self._hub.seen}\nevent: news\ndata:\n\n")
                await asyncio.wait({left}, timeout=BETWEEN_NEWS)
        finally:
            left.cancel()

    @staticmethod
    async def _write(send: Send, text: str) -> None:
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _since(headers: dict[str, str]) -> int | None:
    last = headers.get("last-event-id", "")
    return int(last) if last.isdecimal() else None
