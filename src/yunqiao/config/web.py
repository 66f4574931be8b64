"""The web part: the application is loaded once, and the workers are copies of that process.

A worker that dies is replaced within a moment, and what all of them have loaded is in memory once.
"""

import argparse
import gc
import multiprocessing
from pathlib import Path

from django.urls import get_resolver
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

BLOCKING_THREADS = 8
BETWEEN_COLLECTIONS = 20_000  # new objects: some requests' worth, a few MB
BETWEEN_RESPAWNS = 0.1  # seconds
TIME_TO_STOP = 2  # seconds


def main() -> None:
    """Serve on a socket of our own until told to stop."""
    parser = argparse.ArgumentParser("web")
    parser.add_argument("--socket", type=Path, required=True, help="path of the socket to make")
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args()
    load()  # before there is a socket: until it answers, the door asks the other web part
    multiprocessing.set_start_method("fork")  # not everywhere the default
    server = Server(
        "yunqiao.config.wsgi:application",
        uds=chosen.socket,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=BLOCKING_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=BETWEEN_RESPAWNS,
        workers_kill_timeout=TIME_TO_STOP,
    )
    server.serve()


def load() -> None:
    """Load all that a request needs; it opens no connection, which copies could not share."""
    gc.disable()  # nothing that is loaded goes again
    import yunqiao.config.wsgi  # noqa: F401  # Django is ready after that

    assert get_resolver().url_patterns
    gc.freeze()  # what is loaded stays, and is not looked at again in each copy
    gc.set_threshold(BETWEEN_COLLECTIONS)
    gc.enable()


if __name__ == "__main__":
    main()
