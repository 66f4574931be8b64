"""`python -m yunqiao.sandbox.immigration --secret FILE [--socket N]`: serve the register over HTTP.

`POST /v1/comparisons` compares a paper. `PUT /faults` with a JSON list sets what goes wrong.
"""

import argparse
import json
import signal
import socket
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from yunqiao.sandbox.faults import Fault, Faults
from yunqiao.sandbox.immigration.faults import Kind, by_ending
from yunqiao.sandbox.immigration.signatures import digest_of, is_signed, signed

LARGEST: Final = 1 << 16
FORGER: Final = b"known to nobody else"


class Server(ThreadingHTTPServer):
    """An HTTP server in front of one register."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, secret: Path) -> None:
        """Serve on a socket that listens already; the secret is read at each request."""
        super().__init__(listening.getsockname(), Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.secret = secret
        self.faults = Faults(Kind, named="number")
        self.stopping = threading.Event()


class Handler(BaseHTTPRequestHandler):
    """One comparison, one answer."""

    server: Server

    def do_POST(self) -> None:
        """Compare a paper."""
        body = self._body()
        secret = self.server.secret.read_bytes().strip()
        if not is_signed(secret, "POST", self.path, dict(self.headers), body):
            self._send(HTTPStatus.UNAUTHORIZED, b"not signed with our secret", {})
            return
        asked = json.loads(body)
        number = str(asked.get("number", ""))
        fault = self.server.faults.due(number) or by_ending(number)
        if fault and fault.kind is Kind.DOWN:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"closed", {})
            return
        if fault and fault.kind is Kind.SLOW:
            self.server.stopping.wait(fault.seconds)
        answer = _answer(fault, body)
        key = self.headers.get("Idempotency-Key", "")
        with_secret = FORGER if fault and fault.kind is Kind.FORGED else secret
        self._send(HTTPStatus.OK, answer, signed(with_secret, HTTPStatus.OK, key, answer))

    def do_PUT(self) -> None:
        """Set the faults."""
        try:
            faults = self.server.faults
            faults.every = [faults.read(one) for one in json.loads(self._body())]
        except (ValueError, TypeError, AttributeError) as error:
            self._send(HTTPStatus.BAD_REQUEST, str(error).encode(), {})
            return
        self._send(HTTPStatus.NO_CONTENT, b"", {})

    def log_message(self, *_arguments: object) -> None:
        """Say nothing of each request."""

    def _body(self) -> bytes:
        return self.rfile.read(min(int(self.headers.get("Content-Length", 0)), LARGEST))

    def _send(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # whoever asked has stopped waiting
            self.close_connection = True


def _answer(fault: Fault[Kind] | None, body: bytes) -> bytes:
    reference = digest_of(body)[9:25]
    said: dict[str, Any] = {"verdict": "match", "reference": reference}
    match fault.kind if fault else None:
        case Kind.NO_MATCH:
            said |= {"verdict": "no_match", "differs": ["name", "birth_date"]}
        case Kind.UNKNOWN:
            said |= {"verdict": "unknown"}
        case Kind.MALFORMED:
            said = {"verdict": "perhaps"}
    return json.dumps(said).encode()


def main() -> None:
    """Serve until SIGTERM; the first line printed is the address."""
    parser = argparse.ArgumentParser(prog="python -m yunqiao.sandbox.immigration")
    parser.add_argument("--secret", type=Path, required=True, help="file of the shared secret")
    parser.add_argument("--socket", type=int, help="number of a listening socket; else any port")
    chosen = parser.parse_args()
    if chosen.socket is None:
        listening = socket.create_server(("127.0.0.1", 0))
    else:
        listening = socket.socket(fileno=chosen.socket)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with Server(listening, chosen.secret) as server:
        sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
