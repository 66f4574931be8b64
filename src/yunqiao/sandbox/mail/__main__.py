"""Runs the mail catcher: SMTP and its web page, each on a listening socket it inherits."""

import argparse
import asyncio
import signal
import socket
from pathlib import Path

from aiohttp import web

from yunqiao.sandbox.mail.faults import Faults
from yunqiao.sandbox.mail.pages import application
from yunqiao.sandbox.mail.server import Catcher
from yunqiao.sandbox.mail.store import Store


async def serve(folder: Path, smtp: socket.socket, pages: socket.socket) -> None:
    """Serve until SIGTERM."""
    store, faults = Store(folder), Faults()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Catcher(store, faults).session, sock=smtp)
    runner = web.AppRunner(application(store, faults), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, pages).start()
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    await asked.wait()
    server.close()
    await runner.cleanup()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser("mail catcher")
    parser.add_argument("--keep-in", type=Path, required=True, help="folder of the messages")
    parser.add_argument("--smtp-socket", type=int, required=True, help="number of a socket")
    parser.add_argument("--web-socket", type=int, required=True, help="number of a socket")
    chosen = parser.parse_args()
    smtp = socket.socket(fileno=chosen.smtp_socket)
    asyncio.run(serve(chosen.keep_in, smtp, socket.socket(fileno=chosen.web_socket)))


if __name__ == "__main__":
    main()
