"""`python -m yunqiao.sandbox.bank --folder DIR`: the bank, until SIGTERM."""

import argparse
import asyncio
import signal
import socket
import sys
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path

from aiohttp import web

from yunqiao.sandbox.bank.account import BANK, HOLDER, NUMBER, SWIFT, Account, Transfer
from yunqiao.sandbox.bank.faults import Kind
from yunqiao.sandbox.bank.pages import DONE, ROOT, WRONG, page_of
from yunqiao.sandbox.bank.statements import (
    PLACES,
    USUAL_PLACES,
    Statement,
    camt_of,
    table_of,
)
from yunqiao.sandbox.fault_api import fault_api
from yunqiao.sandbox.faults import Faults
from yunqiao.sandbox.till.keys import write_account
from yunqiao.sandbox.till.pages import STYLE, with_policy

USUAL_VERSION = "8"
DAY = r"{day:\d\d\d\d-\d\d-\d\d}"


class Bank:
    """The routes of the bank."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._faults = Faults(Kind, named="bank_id")

    def application(self) -> web.Application:
        """Pages, statements, and an interface to book with."""
        app = web.Application(middlewares=[with_policy])
        app.add_routes(
            [
                web.get(f"{ROOT}/", self._show),
                web.post(f"{ROOT}/", self._transfer),
                web.get(f"{ROOT}/style.css", self._style),
                web.get(f"{ROOT}/statements/{DAY}.xml", self._camt),
                web.get(f"{ROOT}/statements/{DAY}.csv", self._table),
                web.get(f"{ROOT}/api/transfers", self._listed),
                web.post(f"{ROOT}/api/transfers", self._book),
                *fault_api(f"{ROOT}/api/faults", self._faults),
            ]
        )
        return app

    async def _show(self, _request: web.Request) -> web.Response:
        return _html(page_of(self._account))

    async def _transfer(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        try:
            places = PLACES.get(form.get("currency", "").upper(), USUAL_PLACES)
            minor = int(Decimal(form.get("amount", "").replace(",", "")).scaleb(places))
            self._account.book(Transfer.from_json({**form, "minor": minor}))
        except (ValueError, OverflowError, InvalidOperation):
            return _html(page_of(self._account, WRONG), 422)
        return _html(page_of(self._account, DONE))

    async def _style(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(STYLE)

    async def _camt(self, request: web.Request) -> web.Response:
        version = int(request.query.get("version", USUAL_VERSION))
        body = camt_of(self._statement(request), version)
        return web.Response(body=body, content_type="application/xml")

    async def _table(self, request: web.Request) -> web.Response:
        body = table_of(self._statement(request))
        return web.Response(body=body, content_type="text/csv", charset="gb18030")

    def _statement(self, request: web.Request) -> Statement:
        return Statement(self._account, request.match_info["day"], self._faults)

    async def _listed(self, _request: web.Request) -> web.Response:
        return web.json_response({"transfers": [asdict(t) for t in self._account.transfers]})

    async def _book(self, request: web.Request) -> web.Response:
        try:
            transfer = Transfer.from_json(await request.json())
        except (ValueError, KeyError, TypeError) as error:
            return web.json_response({"error": f"That is no transfer: {error}"}, status=422)
        self._account.book(transfer)
        return web.json_response(asdict(transfer))


async def _serve(account: Account, sockets: list[socket.socket]) -> None:
    runner = web.AppRunner(Bank(account).application(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    for listening in sockets:
        await web.SockSite(runner, listening).start()
    sys.stdout.write(f"http://127.0.0.1:{sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await asked.wait()
    await runner.cleanup()


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def main() -> None:
    """Read the command line and serve; the first line printed is the address."""
    parser = argparse.ArgumentParser("python -m yunqiao.sandbox.bank")
    parser.add_argument("--folder", type=Path, required=True, help="folder of the transfers")
    parser.add_argument("--account", type=Path, help="file for the court's account")
    parser.add_argument("--socket", type=int, help="number of a listening socket; else any port")
    parser.add_argument("--web-socket", type=int, help="number of a socket for the pages")
    chosen = parser.parse_args()
    if chosen.account:
        write_account(
            chosen.account, {"holder": HOLDER, "number": NUMBER, "bank": BANK, "swift": SWIFT}
        )
    given = [number for number in (chosen.socket, chosen.web_socket) if number is not None]
    sockets = [socket.socket(fileno=number) for number in given]
    if chosen.socket is None:
        sockets.insert(0, socket.create_server(("127.0.0.1", 0)))
    asyncio.run(_serve(Account(chosen.folder), sockets))


if __name__ == "__main__":
    main()
