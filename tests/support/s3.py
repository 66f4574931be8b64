"""Stores that speak S3 for tests: one that works, in a process of its own, and one that fails."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Event, Thread
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from minio import Minio

STARTS_WITHIN = 60.0  # seconds
BUCKET = "documents"


@contextmanager
def working_store() -> Iterator[str]:
    """The STORAGE_URL of moto's server with an empty bucket."""
    port = _free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        address = f"http://127.0.0.1:{port}/{BUCKET}"
        urlopen(Request(address, method="PUT"), timeout=10).close()
        yield f"s3://key:secret@127.0.0.1:{port}/{BUCKET}?tls=no"
    finally:
        process.terminate()
        process.wait(10)


def overwrite(url: str, name: str, content: bytes) -> None:
    """Put other bytes under a name, as no court does."""
    parts = urlsplit(url)
    client = Minio(
        parts.netloc.rpartition("@")[2], access_key="key", secret_key="secret", secure=False
    )
    client.put_object(BUCKET, name, BytesIO(content), len(content))


def object_names(url: str) -> str:
    """What the store says is in the bucket."""
    address = url.replace("s3://key:secret@", "http://").partition("?")[0]
    with urlopen(address, timeout=10) as answer:
        listed: str = answer.read().decode()
    return listed


class FailingStore(ThreadingHTTPServer):
    """Answers every request in one way: `silent`, `truncated`, or with a status and S3's code.

    `has` and a number of bytes is a store that holds every document, of that size.
    """

    daemon_threads = True

    def __init__(self, way: str) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.way, self.done = way, Event()
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Its STORAGE_URL."""
        return f"s3://key:secret@127.0.0.1:{self.server_port}/{BUCKET}?tls=no"


@contextmanager
def failing_store(way: str) -> Iterator[FailingStore]:
    """A store that fails in that way."""
    with FailingStore(way) as store:
        thread = Thread(target=store.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield store
        finally:
            store.done.set()
            store.shutdown()
            thread.join()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FailingStore

    def _answer(self) -> None:
        self.server.asked.append(self.command)
        self.close_connection = True
        if self.server.way == "silent":
            self.server.done.wait()
            return
        if self.server.way == "truncated":
            self._say(200, b"x" * 1000, announced=500_000)
            return
        status, _, code = self.server.way.partition(" ")
        if status == "has":
            self._say(200, b"", announced=int(code))
            return
        missing = self.command == "HEAD" and code != "AccessDenied"
        body = b"" if self.command == "HEAD" else f"<Error><Code>{code}</Code></Error>".encode()
        self._say(404 if missing else int(status), body)

    def _say(self, status: int, body: bytes, announced: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body) if announced is None else announced))
        self.send_header("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _answer  # noqa: N815  # http.server names them

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError("moto's server did not start")
    raise TimeoutError
