"""ClamAV's daemon, over its socket: the INSTREAM command of clamd(8)."""

import socket
import struct
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote, urlsplit

from yunqiao.gateways.scanning.port import ScannerUnavailableError, Verdict

PATIENCE: Final = 120.0  # seconds
LONGEST_ANSWER: Final = 4096


class ClamdScanner:
    """Sends a file to clamd; `url` is tcp://host:port or unix:///path."""

    def __init__(self, url: str) -> None:
        self._url = url

    def scan(self, chunks: Iterable[bytes], size: int) -> Verdict:
        """Scan the bytes (see the port); a file larger than clamd takes is not scanned."""
        del size
        try:
            with self._connected() as connection:
                said = _exchange(connection, chunks)
        except OSError as error:
            raise ScannerUnavailableError(str(error)) from error
        return _verdict(said)

    def _connected(self) -> socket.socket:
        parts = urlsplit(self._url)
        if parts.scheme == "unix":
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(PATIENCE)
            try:
                connection.connect(unquote(parts.path))
            except OSError:
                connection.close()
                raise
            return connection
        return socket.create_connection((parts.hostname or "", parts.port or 3310), PATIENCE)


def _exchange(connection: socket.socket, chunks: Iterable[bytes]) -> str:
    try:
        connection.sendall(b"zINSTREAM\0")
        for chunk in filter(None, chunks):
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it stops listening when the file is too large for it, and says so
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(said: str) -> Verdict:
    if said.endswith(" FOUND"):
        return Verdict.INFECTED
    if said.endswith(" OK"):
        return Verdict.CLEAN
    if "size limit exceeded" in said:
        return Verdict.NOT_SCANNED
    raise ScannerUnavailableError(f"clamd said: {said or 'nothing'}")
