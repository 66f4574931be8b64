"""The JSON interface by which faults are listed, set and forgotten."""

from typing import Any

from aiohttp import web

from yunqiao.sandbox.faults import Faults


def fault_api(path: str, faults: Faults[Any]) -> list[web.RouteDef]:
    """GET lists the faults, POST adds one, DELETE forgets them all."""

    async def listed(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        return web.json_response({"faults": faults.listed()})

    async def add(request: web.Request) -> web.Response:
        try:
            faults.every.append(faults.read(await request.json()))
        except (ValueError, TypeError, AttributeError) as error:
            return web.json_response({"error": f"That is no fault: {error}"}, status=422)
        return await listed(request)

    async def forget(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        faults.every.clear()
        return web.Response(status=204)

    return [web.get(path, listed), web.post(path, add), web.delete(path, forget)]
