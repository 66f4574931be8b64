"""`python -m yunqiao.sandbox.timestamp --folder DIR [--socket N]`: serve time-stamps over HTTP."""

import argparse
import signal
import socket
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from yunqiao.sandbox.timestamp.authority import Authority

LARGEST_QUERY: Final = 1 << 14


class Server(ThreadingHTTPServer):
    """An HTTP server in front of one authority."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, authority: Authority) -> None:
        """Serve on a socket that listens already."""
        super().__init__(listening.getsockname(), Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.authority = authority


class Handler(BaseHTTPRequestHandler):
    """One query, one response (RFC 3161, section 3.4)."""

    server: Server

    def do_POST(self) -> None:
        """Answer a time-stamp query."""
        length = int(self.headers.get("Content-Length", 0))
        if not 0 < length <= LARGEST_QUERY:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        answer = self.server.authority.answer(self.rfile.read(length))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing of each query."""


def main() -> None:
    """Serve until SIGTERM; the first line printed is the address."""
    parser = argparse.ArgumentParser(prog="python -m yunqiao.sandbox.timestamp")
    parser.add_argument(
        "--folder", type=Path, required=True, help="folder of keys and certificates"
    )
    parser.add_argument("--socket", type=int, help="number of a listening socket; else any port")
    chosen = parser.parse_args()
    if chosen.socket is None:
        listening = socket.create_server(("127.0.0.1", 0))
    else:
        listening = socket.socket(fileno=chosen.socket)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Server(listening, Authority(chosen.folder)) as server:
        sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}/\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
