"""The ASGI application of the live process: what stays open. No ORM here."""

import asyncio
import os
from dataclasses import dataclass

from yunqiao.config import settings
from yunqiao.config.live.http import Page, Receive, Scope, Send, answer_json
from yunqiao.config.live.hub import Hub
from yunqiao.config.live.stream import Streams
from yunqiao.config.live.tail import follow


async def health(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - a Page
    """Say that this process is alive."""
    await answer_json(send, 200, {"status": "ok"})


async def not_found(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - a Page
    """Say that nothing lives at this address."""
    await answer_json(send, 404, {"error": "没有这个地址。There is nothing at this address."})


@dataclass(frozen=True)
class Application:
    """The pages of one process, and the hub behind its streams."""

    hub: Hub
    conninfo: str
    pages: dict[str, Page]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's start and stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self.pages.get(scope["path"], not_found)(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Follow the news between the server's start and its stop."""
        await receive()
        following = asyncio.create_task(follow(self.hub, self.conninfo))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        following.cancel()
        await send({"type": "lifespan.shutdown.complete"})


def live(conninfo: str, secret: str, session_cookie: str = "sessionid") -> Application:
    """The application over the database of this connection string."""
    hub = Hub()
    streams = Streams(hub, secret, session_cookie)
    pages: dict[str, Page] = {"/live/health": health, "/live/events": streams.events}
    return Application(hub, conninfo, pages)


application = live(os.environ.get("DATABASE_URL", "postgresql:///yunqiao"), settings.SECRET_KEY)
