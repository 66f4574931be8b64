"""Stripe's interface, as far as a court needs it, over HTTP as its client libraries speak it."""

import hashlib
import json
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import web

from yunqiao.sandbox.stripe.form import nested
from yunqiao.sandbox.stripe.objects import (
    balance_transaction_of,
    intent_of,
    refund_of,
    session_of,
)
from yunqiao.sandbox.till.books import Payment, Refund
from yunqiao.sandbox.till.faults import Kind
from yunqiao.sandbox.till.till import NotPossibleError, Till

HALF_AN_HOUR, A_DAY = 1800, 86400
LEEWAY = 60
NEVER = 4_000_000_000
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class RefusedError(Exception):
    """An error object of Stripe's."""

    def __init__(self, message: str, *, status: int = 400, **told: str) -> None:
        super().__init__(message)
        self.status = status
        self.told = {"type": "invalid_request_error", "message": message, **told}


class Api:
    """The routes under /v1/."""

    def __init__(self, till: Till, secret_key: str, page: Callable[[str], str]) -> None:
        self._till = till
        self._secret_key = secret_key
        self._page = page

    def routes(self) -> list[web.RouteDef]:
        """Sessions, intents, refunds, balance."""
        return [
            web.post("/v1/checkout/sessions", self._open),
            web.get("/v1/checkout/sessions/{id}", self._session),
            web.post("/v1/checkout/sessions/{id}/expire", self._expire),
            web.get("/v1/payment_intents/{id}", self._intent),
            web.post("/v1/refunds", self._refund),
            web.get("/v1/refunds", self._refunds),
            web.get("/v1/balance_transactions", self._balance),
        ]

    def wrap(self, app: web.Application) -> None:
        """Errors as objects, keys checked, repeated requests answered as the first time."""

        @web.middleware
        async def as_stripe(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not request.path.startswith("/v1/"):
                return await handler(request)
            try:
                self._check_key(request)
                return await self._once(request, handler)
            except RefusedError as error:
                return web.json_response({"error": error.told}, status=error.status)

        app.middlewares.append(as_stripe)

    def _check_key(self, request: web.Request) -> None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not secrets.compare_digest(given.encode(), self._secret_key.encode()):
            raise RefusedError("Invalid API Key provided", status=401)

    async def _once(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request of the same Idempotency-Key as it was answered before."""
        key = request.headers.get("Idempotency-Key", "")
        if request.method != "POST" or not key:
            return await handler(request)
        digest = hashlib.sha256(request.path.encode() + await request.read()).hexdigest()
        known = self._till.books.noted(f"idempotency {key}")
        forgets = self._till.faults.due(Kind.FORGETFUL) or self._till.faults.due(Kind.GIVES_TWICE)
        if known and not forgets:
            told = json.loads(known)
            if told["digest"] != digest:
                raise RefusedError(
                    "Keys for idempotent requests can only be used with the same parameters",
                    type="idempotency_error",
                )
            replayed = {"Idempotent-Replayed": "true"}
            return web.Response(
                text=told["body"], content_type="application/json", headers=replayed
            )
        answer = await handler(request)
        if isinstance(answer, web.Response):
            note = json.dumps({"digest": digest, "body": answer.text})
            self._till.books.note(f"idempotency {key}", note)
        return answer

    async def _open(self, request: web.Request) -> web.Response:
        asked = nested(await request.text())
        price = asked["line_items"]["0"]["price_data"]
        now, expires_at = time.time(), float(asked["expires_at"])
        if not now + HALF_AN_HOUR - LEEWAY <= expires_at <= now + A_DAY + LEEWAY:
            raise RefusedError(
                "expires_at must be 30 minutes to 24 hours ahead", param="expires_at"
            )
        key = str(asked["client_reference_id"])
        if self._till.books.payment(key):
            key = f"{key}-{secrets.token_hex(2)}"  # Stripe does not mind a reference used twice
        payment = Payment(
            id=f"cs_test_{secrets.token_hex(24)}",
            key=key,
            minor=int(price["unit_amount"]) * int(asked["line_items"]["0"]["quantity"]),
            currency=str(price["currency"]).upper(),
            description=str(price["product_data"]["name"]),
            expires_at=expires_at,
            return_url=str(asked["success_url"]),
            cancel_url=str(asked.get("cancel_url", "")),
            asked=asked,
        )
        return self._shown(self._till.open(payment))

    async def _session(self, request: web.Request) -> web.Response:
        return self._shown(self._found(request.match_info["id"]), _expanded(request))

    async def _expire(self, request: web.Request) -> web.Response:
        payment = self._found(request.match_info["id"])
        try:
            self._till.close(payment)
        except NotPossibleError as error:
            raise RefusedError("Only sessions that are open can be expired") from error
        return self._shown(payment)

    async def _intent(self, request: web.Request) -> web.Response:
        return web.json_response(intent_of(self._of_intent(request.match_info["id"])))

    async def _refund(self, request: web.Request) -> web.Response:
        asked = nested(await request.text())
        payment = self._of_intent(str(asked["payment_intent"]))
        refund = Refund(
            id=f"re_{secrets.token_hex(12)}",
            key=str(asked.get("metadata", {}).get("key") or secrets.token_hex(8)),
            minor=int(asked.get("amount", payment.received)),
            at=time.time(),
        )
        if payment.refund(refund.key):
            refund.key = f"{refund.key}-{secrets.token_hex(2)}"  # metadata binds Stripe to nothing
        try:
            return web.json_response(refund_of(payment, self._till.refund(payment, refund)))
        except NotPossibleError as error:
            if payment.refunded >= payment.received:
                message = "Charge has already been refunded."
                raise RefusedError(message, code="charge_already_refunded") from error
            message = "Refund amount is greater than unrefunded amount on charge"
            raise RefusedError(message, param="amount") from error

    async def _refunds(self, request: web.Request) -> web.Response:
        payment = self._of_intent(request.query["payment_intent"])
        rows = [refund_of(payment, refund) for refund in reversed(payment.refunds)]
        if self._till.faults.due(Kind.GIVES_TWICE):
            rows = [{**row, "metadata": {}} for row in rows]
        return _listed(rows, request)

    async def _balance(self, request: web.Request) -> web.Response:
        begin = float(request.query.get("created[gte]", 0))
        end = float(request.query.get("created[lt]", NEVER))
        expanded = "data.source" in _expanded(request)
        lines = self._till.lines(begin, end)
        rows = [balance_transaction_of(line, expanded) for line in reversed(lines)]
        return _listed(rows, request)

    def _shown(self, payment: Payment, expanded: Sequence[str] = ()) -> web.Response:
        return web.json_response(session_of(payment, self._page(payment.id), expanded))

    def _found(self, session_id: str) -> Payment:
        payment = self._till.find(session_id)
        if payment is None:
            raise RefusedError(
                f"No such checkout.session: {session_id}", status=404, code="resource_missing"
            )
        return payment

    def _of_intent(self, intent: str) -> Payment:
        if payment := self._till.books.of_money(intent):
            return payment
        raise RefusedError(f"No such payment_intent: {intent}", status=404, code="resource_missing")


def _expanded(request: web.Request) -> list[str]:
    return [value for name, value in request.query.items() if name.startswith("expand[")]


def _listed(rows: Sequence[dict[str, Any]], request: web.Request) -> web.Response:
    """A page of a list, after the object that the last page ended with."""
    after = request.query.get("starting_after")
    start = next((n + 1 for n, row in enumerate(rows) if row["id"] == after), 0)
    limit = int(request.query.get("limit", 10))
    return web.json_response(
        {
            "object": "list",
            "url": request.path,
            "has_more": start + limit < len(rows),
            "data": rows[start : start + limit],
        }
    )
