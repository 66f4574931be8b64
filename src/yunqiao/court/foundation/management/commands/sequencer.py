"""`manage sequencer`: append committed entries to the log, and let checkpoints leave, until told to stop."""

import signal
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from yunqiao.court.foundation import checkpoints, sequencer


class Command(BaseCommand):
    """Runs for ever; SIGTERM or Ctrl-C ends it after the batch at hand."""

    help = "Append committed docket entries to the log, and let checkpoints leave the database."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run until a signal comes; checkpoints, which wait for the network, have their own thread."""
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        signing = Thread(
            target=checkpoints.run,
            args=[stop, checkpoints.office()],
            kwargs={"every": settings.CHECKPOINT_SECONDS},
        )
        signing.start()
        sequencer.run(stop)
        signing.join()
