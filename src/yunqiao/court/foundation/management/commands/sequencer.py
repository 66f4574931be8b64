"""`manage sequencer`: append committed entries to the log until told to stop."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from yunqiao.court.foundation import sequencer


class Command(BaseCommand):
    """Runs for ever; SIGTERM or Ctrl-C ends it after the batch at hand."""

    help = "Append committed docket entries to the log, and let checkpoints leave the database."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run until a signal comes."""
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        sequencer.run(stop)
