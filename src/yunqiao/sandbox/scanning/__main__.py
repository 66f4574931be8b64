"""`python -m yunqiao.sandbox.scanning --listen PATH`: answers like clamd(8) until it is stopped."""

import argparse
import socketserver
import struct
import sys
from pathlib import Path

SIGNATURE = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
COMMAND = b"zINSTREAM\0"
USUAL_LIMIT = 100 * 1024 * 1024


class Scan(socketserver.StreamRequestHandler):
    """One connection: the command, the pieces, the answer."""

    def handle(self) -> None:
        """Read a file piece by piece and say whether the signature is in it."""
        if self.rfile.read(len(COMMAND)) != COMMAND:
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = bytearray()
        while length := struct.unpack("!I", self.rfile.read(4).ljust(4, b"\0"))[0]:
            content += self.rfile.read(length)
            if len(content) > Server.largest:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = SIGNATURE in content
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


class Server(socketserver.ThreadingUnixStreamServer):
    """Listens on a path."""

    daemon_threads = True
    largest = USUAL_LIMIT


def main() -> int:
    """Serve until the process is ended; say "ready" once it listens."""
    parser = argparse.ArgumentParser("scanning")
    parser.add_argument("--listen", type=Path, required=True)
    parser.add_argument("--largest", type=int, default=USUAL_LIMIT, help="bytes of a file")
    asked = parser.parse_args()
    asked.listen.unlink(missing_ok=True)
    Server.largest = asked.largest
    with Server(str(asked.listen), Scan) as server:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
