"""The control interface: faults, what payers do, and what the books say, as JSON."""

import json
from dataclasses import asdict
from typing import Any

from aiohttp import web

from yunqiao.sandbox.till.deliveries import Deliveries
from yunqiao.sandbox.till.dialect import Dialect
from yunqiao.sandbox.till.faults import Fault
from yunqiao.sandbox.till.till import NotPossibleError, Till


class Control:
    """The routes under /sandbox/NAME/api/."""

    def __init__(self, till: Till, dialect: Dialect, deliveries: Deliveries) -> None:
        self._till = till
        self._dialect = dialect
        self._deliveries = deliveries

    def routes(self) -> list[web.RouteDef]:
        """Faults, acts of the payer, deliveries, books."""
        root = f"/sandbox/{self._dialect.firm.name}/api"
        return [
            web.get(f"{root}/faults", self._faults),
            web.post(f"{root}/faults", self._add_fault),
            web.delete(f"{root}/faults", self._clear_faults),
            web.get(f"{root}/payments", self._payments),
            web.post(root + "/payments/{name}/{act}", self._act),
            web.get(f"{root}/deliveries", self._listed_deliveries),
            web.get(f"{root}/deliveries/waiting", self._waiting),
            web.post(f"{root}/deliveries/now", self._hurry),
            web.post(f"{root}/days/close", self._close_days),
            web.post(f"{root}/days/open", self._open_days),
        ]

    async def _faults(self, _request: web.Request) -> web.Response:
        return _json({"faults": [asdict(fault) for fault in self._till.faults.every]})

    async def _add_fault(self, request: web.Request) -> web.Response:
        try:
            self._till.faults.every.append(Fault.from_json(await request.json()))
        except (ValueError, TypeError, AttributeError) as error:
            return _json({"error": f"That is no fault: {error}"}, 422)
        return await self._faults(request)

    async def _clear_faults(self, _request: web.Request) -> web.Response:
        self._till.faults.every.clear()
        return web.Response(status=204)

    async def _payments(self, _request: web.Request) -> web.Response:
        return _json({"payments": [asdict(payment) for payment in self._till.books.payments()]})

    async def _act(self, request: web.Request) -> web.Response:
        """pay, decline, expire, dispute, dispute-won or dispute-lost."""
        payment = self._till.find(request.match_info["name"])
        if payment is None:
            return _json({"error": "There is no such payment."}, 404)
        acts = {
            "pay": lambda: self._till.pay(payment, self._dialect.new_money_id()),
            "decline": lambda: self._till.decline(payment, "card_declined"),
            "expire": lambda: self._till.close(payment),
            "dispute": lambda: self._till.dispute(payment, "opened"),
            "dispute-won": lambda: self._till.dispute(payment, "won"),
            "dispute-lost": lambda: self._till.dispute(payment, "lost"),
        }
        act = acts.get(request.match_info["act"])
        if act is None:
            return _json({"error": f"An act is one of {', '.join(acts)}."}, 404)
        try:
            act()
        except NotPossibleError as error:
            return _json({"error": error.reason}, 409)
        self._deliveries.wake()
        return _json(asdict(payment))

    async def _listed_deliveries(self, _request: web.Request) -> web.Response:
        return _json({"deliveries": self._till.books.deliveries()})

    async def _waiting(self, _request: web.Request) -> web.Response:
        return _json({"waiting": self._till.books.waiting()})

    async def _hurry(self, _request: web.Request) -> web.Response:
        self._till.books.hurry()
        self._deliveries.wake()
        return web.Response(status=204)

    async def _close_days(self, _request: web.Request) -> web.Response:
        """From now on every day counts as over: its statement is ready."""
        self._till.books.note("days closed", "yes")
        return web.Response(status=204)

    async def _open_days(self, _request: web.Request) -> web.Response:
        """From now on a day is over when it is over."""
        self._till.books.note("days closed", "")
        return web.Response(status=204)


def _json(body: Any, status: int = 200) -> web.Response:
    return web.json_response(
        body, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False)
    )
