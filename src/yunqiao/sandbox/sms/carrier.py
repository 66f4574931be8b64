"""The carrier's own interface, docs/reference/sms-http.md: takes messages, reports their delivery."""

import asyncio
import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from yunqiao.sandbox.faults import Fault, Faults
from yunqiao.sandbox.sms.faults import Kind
from yunqiao.sandbox.sms.signing import headers_for, is_signed
from yunqiao.sandbox.sms.store import Text, TextStore

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
TRIES = 20
BETWEEN_TRIES = 0.5  # seconds; the court may be starting


@dataclass(frozen=True)
class Carrier:
    """Takes messages of the customer who holds the secret."""

    store: TextStore
    faults: Faults[Kind]
    key_id: str
    secret: str
    reports: set[asyncio.Task[None]] = field(default_factory=set)

    def application(self) -> web.Application:
        """The interface the court calls."""
        app = web.Application()
        app.add_routes([web.post("/v1/messages", self.take)])
        return app

    async def take(self, request: web.Request) -> web.Response:
        """Take one message, or do what a fault says."""
        body = await request.read()
        if not is_signed(
            request.headers, request.path, body, key_id=self.key_id, secret=self.secret
        ):
            return _answer(401, code="bad_signature")
        try:
            asked = {name: str(value) for name, value in json.loads(body).items()}
            reference, to, text = asked["reference"], asked["to"], asked["text"]
        except (ValueError, KeyError, AttributeError):
            return _answer(400, code="bad_request")
        if not NUMBER.fullmatch(to):
            return _answer(422, code="invalid_number")
        fault = self.faults.due(to)
        refusal = _REFUSALS.get(fault.kind) if fault else None
        if refusal:
            return _answer(refusal[0], code=refusal[1])
        return await self._keep(request, fault, (reference, to, text, asked.get("report_to", "")))

    async def _keep(
        self, request: web.Request, fault: Fault[Kind] | None, message: tuple[str, str, str, str]
    ) -> web.Response:
        text, is_new = self.store.keep(*message)
        lost = fault is not None and fault.kind is Kind.LOSE
        if is_new:
            self._report_later(text, "undelivered" if lost else "delivered")
        if fault and fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
        if fault and fault.kind is Kind.DROP and request.transport:
            request.transport.abort()
        return _answer(202, id=text.name, status="queued")

    def _report_later(self, text: Text, status: str) -> None:
        task = asyncio.create_task(self._report(text, status))
        self.reports.add(task)
        task.add_done_callback(self.reports.discard)

    async def _report(self, text: Text, status: str) -> None:
        self.store.mark(text, status)
        if not text.report_to:
            return
        told = {"reference": text.reference, "id": text.name, "status": status}
        reason = "absent_subscriber" if status == "undelivered" else ""
        body = json.dumps({**told, "reason": reason}).encode()
        path = urlsplit(text.report_to).path
        async with aiohttp.ClientSession() as session:
            for _try in range(TRIES):
                headers = headers_for(self.key_id, self.secret, path, body)
                with suppress(aiohttp.ClientError, TimeoutError):
                    async with session.post(text.report_to, data=body, headers=headers) as answer:
                        if answer.status < web.HTTPInternalServerError.status_code:
                            return
                await asyncio.sleep(BETWEEN_TRIES)


def _answer(status_code: int, **body: str) -> web.Response:
    return web.json_response(body, status=status_code)


_REFUSALS = {
    Kind.DECLINE: (422, "number_barred"),
    Kind.BUSY: (429, "too_many_requests"),
    Kind.BREAK: (503, "unavailable"),
}
