"""The sandbox's own JSON API for texts: what was caught, and which faults are set."""

import json
from dataclasses import asdict
from itertools import islice

from aiohttp import web

from yunqiao.sandbox.fault_api import fault_api
from yunqiao.sandbox.faults import Faults
from yunqiao.sandbox.sms.faults import Kind
from yunqiao.sandbox.sms.store import TextStore

MOST_LISTED = 200


def api(root: str, store: TextStore, faults: Faults[Kind]) -> list[web.RouteDef]:
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
        *fault_api(f"{root}/api/text-faults", faults),
    ]


def _json(body: object, status: int = 200) -> web.Response:
    return web.json_response(
        body, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False)
    )
