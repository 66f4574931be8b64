"""Runs one firm's sandbox: its interface on a TCP socket, its pages there and behind the house's door."""

import argparse
import asyncio
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from yunqiao.sandbox.till.books import Books
from yunqiao.sandbox.till.control import Control
from yunqiao.sandbox.till.deliveries import Deliveries
from yunqiao.sandbox.till.dialect import Dialect
from yunqiao.sandbox.till.faults import Faults, Kind
from yunqiao.sandbox.till.pages import Pages, with_policy
from yunqiao.sandbox.till.till import Till

LARGEST_REQUEST = 256 * 1024


@dataclass(frozen=True)
class Site:
    """Where a sandbox stands.

    `folder` holds its books, `account` is the file for the merchant to read, `address` that of its
    interface; a browser reaches its pages at `origin`; `notify` is for firms whose callbacks go to
    one address set beforehand.
    """

    folder: Path
    account: Path
    address: str
    origin: str
    notify: str

    def page(self, firm: str, name: str) -> str:
        """The address of a payer's page."""
        return f"{self.origin}/sandbox/{firm}/pay/{name}"


@dataclass(frozen=True)
class Part:
    """What one firm brings: its dialect and the routes of its interface."""

    dialect: Dialect
    routes: list[web.RouteDef]
    wrap: Callable[[web.Application], None] = lambda _app: None


def run(name: str, build: Callable[[Site, Till], Part]) -> None:
    """Read the command line and serve until SIGTERM; the first line printed is the address."""
    parser = argparse.ArgumentParser(f"python -m yunqiao.sandbox.{name}")
    parser.add_argument("--folder", type=Path, required=True, help="folder of keys and books")
    parser.add_argument("--account", type=Path, help="file for the merchant's account")
    parser.add_argument("--socket", type=int, help="number of a listening socket; else any port")
    parser.add_argument("--web-socket", type=int, help="number of a socket for the pages")
    parser.add_argument("--origin", help="where a browser reaches the pages")
    parser.add_argument("--notify", default="", help="where callbacks go")
    chosen = parser.parse_args()
    sockets = [
        socket.create_server(("127.0.0.1", 0), backlog=1024)
        if chosen.socket is None
        else socket.socket(fileno=chosen.socket)
    ]
    address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    if chosen.web_socket is not None:
        sockets.append(socket.socket(fileno=chosen.web_socket))
    account = chosen.account or chosen.folder / "account.toml"
    site = Site(chosen.folder, account, address, chosen.origin or address, chosen.notify)
    asyncio.run(_serve(build, site, sockets))


async def _serve(
    build: Callable[[Site, Till], Part], site: Site, sockets: list[socket.socket]
) -> None:
    till = Till(Books(site.folder), Faults())
    part = build(site, till)
    deliveries = Deliveries(till, part.dialect)
    runner = web.AppRunner(
        _application(part, till, deliveries), access_log=None, shutdown_timeout=1
    )
    await runner.setup()
    for listening in sockets:
        await web.SockSite(runner, listening).start()
    sending = asyncio.create_task(deliveries.run())
    sys.stdout.write(f"{site.address}\n")
    sys.stdout.flush()
    await _asked_to_stop()
    deliveries.stop()
    await sending
    await runner.cleanup()


def _application(part: Part, till: Till, deliveries: Deliveries) -> web.Application:
    @web.middleware
    async def may_be_down(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """The control interface always answers; the rest is down while a fault says so."""
        controlled = request.path.startswith(f"/sandbox/{part.dialect.firm.name}/api/")
        stubborn = till.faults.due(Kind.STUBBORN)
        if not controlled and not stubborn and till.faults.due(Kind.DOWN):
            return web.Response(status=503, text="down for a while")
        response = await handler(request)
        deliveries.wake()
        return response

    app = web.Application(middlewares=[with_policy, may_be_down], client_max_size=LARGEST_REQUEST)
    app.add_routes(Pages(till, part.dialect, deliveries).routes())
    app.add_routes(Control(till, part.dialect, deliveries).routes())
    app.add_routes(part.routes)
    part.wrap(app)
    return app


async def _asked_to_stop() -> None:
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()
