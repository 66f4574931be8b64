"""Runs the catcher: SMTP, a carrier of texts and their web page, each on a socket it inherits."""

import argparse
import asyncio
import signal
import socket
from pathlib import Path

from aiohttp import web

from yunqiao.sandbox.authenticator.codes import Authenticator
from yunqiao.sandbox.faults import Faults
from yunqiao.sandbox.mail.faults import Kind
from yunqiao.sandbox.mail.pages import Caught, application
from yunqiao.sandbox.mail.server import Catcher
from yunqiao.sandbox.mail.store import Store
from yunqiao.sandbox.sms.carrier import Carrier
from yunqiao.sandbox.sms.faults import Kind as TextFault
from yunqiao.sandbox.sms.store import TextStore


async def serve(chosen: argparse.Namespace) -> None:
    """Serve until SIGTERM."""
    caught = Caught(
        Store(chosen.keep_in),
        Faults(Kind, named="recipient"),
        TextStore(chosen.keep_in),
        Faults(TextFault, named="to"),
        Authenticator(chosen.authenticators),
    )
    loop = asyncio.get_running_loop()
    catcher = Catcher(caught.mails, caught.mail_faults)
    server = await loop.create_server(catcher.session, sock=_inherited(chosen.smtp_socket))
    sites = [(application(caught), chosen.web_socket)]
    if chosen.sms_socket is not None:
        key_id, _colon, secret = chosen.sms_key.partition(":")
        carrier = Carrier(caught.texts, caught.text_faults, key_id, secret)
        sites.append((carrier.application(), chosen.sms_socket))
    runners = [await _started(app, number) for app, number in sites]
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    await asked.wait()
    server.close()
    for runner in runners:
        await runner.cleanup()


async def _started(app: web.Application, number: int) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.SockSite(runner, _inherited(number)).start()
    return runner


def _inherited(number: int) -> socket.socket:
    return socket.socket(fileno=number)


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser("mail catcher")
    parser.add_argument("--keep-in", type=Path, required=True, help="folder of the messages")
    parser.add_argument("--smtp-socket", type=int, required=True, help="number of a socket")
    parser.add_argument("--web-socket", type=int, required=True, help="number of a socket")
    parser.add_argument("--sms-socket", type=int, help="number of a socket")
    parser.add_argument("--sms-key", default="sandbox:sandbox", help="KEY_ID:SECRET of the court")
    parser.add_argument("--authenticators", type=Path, help="JSON file of accounts and secrets")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
