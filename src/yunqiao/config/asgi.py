"""The ASGI application of the live process: what stays open. No ORM here."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Page = Callable[[Scope, Receive, Send], Awaitable[None]]


async def health(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - a Page
    """Say that this process is alive."""
    await answer_json(send, 200, {"status": "ok"})


async def not_found(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - a Page
    """Say that nothing lives at this address."""
    await answer_json(send, 404, {"error": "没有这个地址。There is nothing at this address."})


PAGES: dict[str, Page] = {"/live/health": health}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request, or follow the server's start and stop."""
    if scope["type"] == "lifespan":
        await follow_lifespan(receive, send)
    else:
        await PAGES.get(scope["path"], not_found)(scope, receive, send)


async def follow_lifespan(receive: Receive, send: Send) -> None:
    """Confirm start and stop; nothing is held open between them yet."""
    while True:
        moment = (await receive())["type"]
        await send({"type": f"{moment}.complete"})
        if moment == "lifespan.shutdown":
            return


async def answer_json(send: Send, status: int, body: object) -> None:
    """Send one complete JSON answer."""
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
