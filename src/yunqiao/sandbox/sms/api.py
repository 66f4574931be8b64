"""The sandbox's own JSON API for texts: what was caught, and which faults are set."""

import json
from dataclasses import asdict
from itertools import islice

from aiohttp import web

from yunqiao.sandbox.sms.faults import Fault, Faults
from yunqiao.sandbox.sms.store import TextStore

MOST_LISTED = 200


def api(root: str, store: TextStore, faults: Faults) -> list[web.RouteDef]:
    """Texts newest first, and the faults on demand."""

    async def texts(request: web.Request) -> web.Response:
        found = islice(store.newest_first(request.query.get("to", "").strip()), MOST_LISTED)
        return _json({"texts": [asdict(text) for text in found]})

    async def clear(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        store.clear()
        return web.Response(status=204)

    return [
        web.get(f"{root}/api/texts", texts),
        web.delete(f"{root}/api/texts", clear),
        *_faults(root, faults),
    ]


def _faults(root: str, faults: Faults) -> list[web.RouteDef]:
    async def listed(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        return _json({"faults": [asdict(fault) for fault in faults.every]})

    async def add(request: web.Request) -> web.Response:
        try:
            faults.every.append(Fault.from_json(await request.json()))
        except (ValueError, TypeError, AttributeError) as error:
            return _json({"error": f"That is no fault: {error}"}, 422)
        return await listed(request)

    async def none(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        faults.every.clear()
        return web.Response(status=204)

    return [
        web.get(f"{root}/api/text-faults", listed),
        web.post(f"{root}/api/text-faults", add),
        web.delete(f"{root}/api/text-faults", none),
    ]


def _json(body: object, status: int = 200) -> web.Response:
    return web.json_response(
        body, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False)
    )
