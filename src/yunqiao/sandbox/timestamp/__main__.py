"""`python -m yunqiao.sandbox.timestamp --folder DIR [--port N]`: serve time-stamps over HTTP."""

import argparse
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

    def __init__(self, port: int, authority: Authority) -> None:
        """Listen on this machine only; port 0 takes any free one."""
        super().__init__(("127.0.0.1", port), Handler)
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
    """Serve until killed; the first line printed is the address."""
    parser = argparse.ArgumentParser(prog="python -m yunqiao.sandbox.timestamp")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    with Server(options.port, Authority(options.folder)) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
