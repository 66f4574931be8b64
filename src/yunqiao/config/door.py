"""One origin for web, live and the mail catcher on one machine; in production nginx does this."""

import argparse
import asyncio
import signal
import socket
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler
from multidict import CIMultiDict
from yarl import URL

from yunqiao.sandbox.index import index_page
from yunqiao.sandbox.policy import POLICY

INDEX = "/sandbox/"
SANDBOXES = ("mail", "stripe", "wechatpay", "alipay", "bank")
PATHS = {
    "/live/": ["live"],
    **{f"/sandbox/{name}/": [name] for name in SANDBOXES},
    "/": ["web", "web-spare"],
}
"""The first prefix that fits says which parts can answer; they take turns."""

OF_ONE_CONNECTION = {
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade", "expect",
}  # fmt: skip
NEVER_BELIEVED = {
    "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
    "x-real-ip",
}  # fmt: skip
PATIENCE = 3.0  # seconds that a part may take to come back before its caller hears of it
BETWEEN_TRIES = 0.1
REPEATABLE = {"GET", "HEAD"}
PIECE = 64 * 1024
AWAY = (
    '<!doctype html><html lang="zh-Hans"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>云桥 Yunqiao</title>'
    "<p>系统正在恢复,请稍候片刻后重试;您已收到回执的内容不会丢失。"
    '<p lang="en">The system is coming back. Please try again in a moment;'
    " nothing you hold a receipt for is lost."
)
AWAY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "Cache-Control": "no-store",
    "Retry-After": "2",
}


class Away(Exception):  # noqa: N818 - a state of the part, not a fault of the caller
    """The part did not answer within the patience there is."""


@dataclass(frozen=True)
class Door:
    """Passes each request to a part that its path names."""

    turns: Mapping[str, deque[aiohttp.ClientSession]]

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        """Answer with what the part answers, piece by piece in both directions."""
        try:
            answer = await self._ask(request)
        except Away:
            return _away(request)
        async with answer:
            return await _hand_over(request, answer)

    async def _ask(self, request: web.Request) -> aiohttp.ClientResponse:
        """Ask the part, again while it restarts: a failed connection has transmitted nothing.

        Raises:
            Away: it did not come back, or went away in the middle of something not repeatable.
        """
        turns = self.turns[_prefix_of(request.path)]
        deadline = time.monotonic() + PATIENCE
        tries = 0
        while True:
            turns.rotate()
            tries += 1
            try:
                return await turns[0].request(
                    request.method,
                    URL("http://part" + _path_of(request), encoded=True),
                    headers=_headers_for_part(request),
                    data=request.content if request.can_read_body else None,
                    allow_redirects=False,
                )
            except aiohttp.ClientConnectorError:
                if time.monotonic() > deadline:
                    raise Away from None
            except aiohttp.ClientError:
                unsent = request.method in REPEATABLE and not request.can_read_body
                if not unsent or time.monotonic() > deadline:
                    raise Away from None
            if tries % len(turns) == 0:
                await asyncio.sleep(BETWEEN_TRIES)


async def _hand_over(request: web.Request, answer: aiohttp.ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, reason=answer.reason)
    for name, value in answer.headers.items():
        if name.lower() not in OF_ONE_CONNECTION:
            response.headers.add(name, value)
    await response.prepare(request)
    try:
        async for piece in answer.content.iter_any():
            await response.write(piece)
        await response.write_eof()
    except aiohttp.ClientPayloadError:
        # The part broke off: the caller must not take what came for the whole.
        if request.transport:
            request.transport.abort()
    return response


def _prefix_of(path: str) -> str:
    return next(prefix for prefix in PATHS if path.startswith(prefix))


def _path_of(request: web.Request) -> str:
    """Path and query exactly as they came, so that what was encoded stays encoded."""
    raw = request.raw_path
    return raw if raw.startswith("/") else request.rel_url.raw_path_qs


def _headers_for_part(request: web.Request) -> CIMultiDict[str]:
    named = {name.strip().lower() for name in request.headers.get("Connection", "").split(",")}
    dropped = OF_ONE_CONNECTION | NEVER_BELIEVED | named
    kept = [(n, v) for n, v in request.headers.items() if n.lower() not in dropped]
    headers = CIMultiDict(kept)
    headers["X-Forwarded-For"] = request.remote or ""
    headers["X-Forwarded-Proto"] = "http"
    headers["X-Forwarded-Host"] = request.host
    return headers


def _away(request: web.Request) -> web.Response:
    response = web.Response(
        status=502, text=AWAY, content_type="text/html", charset="utf-8", headers=AWAY_HEADERS
    )
    if request.method in REPEATABLE:
        response.headers["Refresh"] = "3"
    if request.can_read_body:
        response.force_close()
    return response


@asynccontextmanager
async def opened(listening: socket.socket, folder: Path) -> AsyncIterator[None]:
    """Serve on the socket while the block runs; the parts' sockets lie in the folder."""
    turns = {
        prefix: deque(_session(folder / f"{part}.sock") for part in parts)
        for prefix, parts in PATHS.items()
    }
    app, all_else = web.Application(), Door(turns).pass_on
    app.router.add_get(INDEX, partial(_index, folder, all_else))
    app.router.add_route("*", "/{path:.*}", all_else)
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=2)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    try:
        yield
    finally:
        await runner.cleanup()
        for session in chain.from_iterable(turns.values()):
            await session.close()


async def _index(folder: Path, all_else: Handler, request: web.Request) -> web.StreamResponse:
    """What sandboxes there are; an address like any other where there is none."""
    names = [name for name in SANDBOXES if (folder / f"{name}.sock").exists()]
    if not names:
        return await all_else(request)
    return web.Response(
        text=index_page(names), content_type="text/html", charset="utf-8", headers=POLICY
    )


def _session(path: Path) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.UnixConnector(str(path), limit=0),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=PATIENCE),
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=["User-Agent", "Accept", "Accept-Encoding", "Content-Type"],
        read_bufsize=PIECE,
    )


async def _serve(listening: socket.socket, folder: Path) -> None:
    async with opened(listening, folder):
        await _asked_to_stop()


async def _asked_to_stop() -> None:
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()


def main() -> None:
    """Serve on a listening socket that the supervisor opened."""
    parser = argparse.ArgumentParser("door")
    parser.add_argument("--socket", type=int, required=True, help="number of the listening socket")
    parser.add_argument("--parts-in", type=Path, required=True, help="folder of the parts' sockets")
    chosen = parser.parse_args()
    asyncio.run(_serve(socket.socket(fileno=chosen.socket), chosen.parts_in))


if __name__ == "__main__":
    main()
