"""The web side of the catcher: mails and texts in one list, one mail, an authenticator, JSON APIs."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from typing import Any

from aiohttp import web

from yunqiao.sandbox.authenticator import pages as authenticator_pages
from yunqiao.sandbox.authenticator.codes import Authenticator
from yunqiao.sandbox.fault_api import fault_api
from yunqiao.sandbox.faults import Faults
from yunqiao.sandbox.mail.faults import Kind
from yunqiao.sandbox.mail.html import authenticator_page, list_page, message_page, missing_page
from yunqiao.sandbox.mail.store import Store, attachments_of, recipients_of, text_of
from yunqiao.sandbox.sms import api as texts_api
from yunqiao.sandbox.sms.faults import Kind as TextFault
from yunqiao.sandbox.sms.store import TextStore

ROOT = "/sandbox/mail"
MOST_LISTED = 200
POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'"}
STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class Caught:
    """What the catcher keeps and shows."""

    mails: Store
    mail_faults: Faults[Kind]
    texts: TextStore
    text_faults: Faults[TextFault]
    authenticator: Authenticator


def application(caught: Caught) -> web.Application:
    """All pages and the APIs."""
    app = web.Application(middlewares=[_with_policy])
    app.add_routes([*_lists(caught), *_pages(caught.mails), *_api(caught.mails)])
    app.add_routes(fault_api(f"{ROOT}/api/faults", caught.mail_faults))
    app.add_routes(texts_api.api(ROOT, caught.texts, caught.text_faults))
    app.add_routes(authenticator_pages.api(ROOT, caught.authenticator))
    return app


def _lists(caught: Caught) -> list[web.RouteDef]:
    async def listed(request: web.Request) -> web.Response:
        to = request.query.get("to", "")
        mails = islice(caught.mails.newest_first(to), MOST_LISTED)
        texts = islice(caught.texts.newest_first(to.strip()), MOST_LISTED)
        return _html(list_page(list(mails), list(texts), to))

    async def authenticator(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        return _html(authenticator_page(caught.authenticator.codes()))

    return [web.get(f"{ROOT}/", listed), web.get(f"{ROOT}/authenticator/", authenticator)]


def _pages(store: Store) -> list[web.RouteDef]:
    async def message(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        found = store.read(name)
        return _html(missing_page(), 404) if found is None else _html(message_page(name, found))

    async def source(request: web.Request) -> web.Response:
        raw = store.raw(request.match_info["name"])
        if raw is None:
            return _html(missing_page(), 404)
        return web.Response(body=raw, content_type="text/plain", charset="utf-8")

    async def attachment(request: web.Request) -> web.Response:
        found = store.read(request.match_info["name"])
        parts = [] if found is None else attachments_of(found)
        number = int(request.match_info["number"])
        return _file(parts[number]) if number < len(parts) else _html(missing_page(), 404)

    async def style(request: web.Request) -> web.FileResponse:  # noqa: ARG001 - a handler
        return web.FileResponse(STYLE)

    return [
        web.get(f"{ROOT}/style.css", style),
        web.get(ROOT + r"/{name:[0-9a-f-]+}", message),
        web.get(ROOT + r"/{name:[0-9a-f-]+}/source", source),
        web.get(ROOT + r"/{name:[0-9a-f-]+}/attachments/{number:\d+}", attachment),
    ]


def _api(store: Store) -> list[web.RouteDef]:
    async def messages(request: web.Request) -> web.Response:
        found = islice(store.newest_first(request.query.get("to", "")), MOST_LISTED)
        return _json({"messages": [_summary(name, headers) for name, headers in found]})

    async def message(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        found = store.read(name)
        if found is None:
            return _json({"error": "There is no such message."}, 404)
        return _json({**_summary(name, found), "text": text_of(found), **_files(name, found)})

    async def clear(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        store.clear()
        return web.Response(status=204)

    return [
        web.get(f"{ROOT}/api/messages", messages),
        web.delete(f"{ROOT}/api/messages", clear),
        web.get(ROOT + r"/api/messages/{name:[0-9a-f-]+}", message),
    ]


def _summary(name: str, message: EmailMessage) -> dict[str, Any]:
    return {
        "name": name,
        "to": recipients_of(message),
        "from": str(message.get("From", "")),
        "subject": str(message.get("Subject", "")),
        "date": str(message.get("Date", "")),
    }


def _files(name: str, message: EmailMessage) -> dict[str, Any]:
    return {
        "attachments": [
            {
                "filename": part.get_filename(""),
                "type": part.get_content_type(),
                "url": f"{ROOT}/{name}/attachments/{number}",
            }
            for number, part in enumerate(attachments_of(message))
        ]
    }


def _file(part: EmailMessage) -> web.Response:
    """An attachment as a download: nothing in it runs in this page's name."""
    response = web.Response(
        body=part.get_payload(decode=True) or b"", content_type=part.get_content_type()
    )
    disposition = EmailMessage()
    disposition.add_header("Content-Disposition", "attachment", filename=part.get_filename("file"))
    response.headers["Content-Disposition"] = (
        disposition.as_string().splitlines()[0].partition(": ")[2]
    )
    return response


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def _json(body: object, status: int = 200) -> web.Response:
    return web.json_response(
        body, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False)
    )


@web.middleware
async def _with_policy(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    response = await handler(request)
    response.headers.update(POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
