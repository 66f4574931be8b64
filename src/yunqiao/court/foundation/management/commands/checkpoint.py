"""`manage checkpoint`: let a checkpoint of the log leave the database now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yunqiao.court.foundation.checkpoints import LogRewoundError, issue, office
from yunqiao.court.foundation.connections import open_connection
from yunqiao.court.foundation.notes import NoteError


class Command(BaseCommand):
    """Signs once, whether or not a sequencer runs."""

    help = "Sign, time-stamp and send a checkpoint of the log."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sign, and say what was signed."""
        try:
            with open_connection() as connection:
                checkpoint = issue(connection, office())
        except (LogRewoundError, LookupError, NoteError) as error:
            raise CommandError(f"No checkpoint is signed: {error}.") from error
        if checkpoint is None:
            self.stdout.write("The log has not grown since the last checkpoint.")
        else:
            self.stdout.write(f"A checkpoint of {checkpoint.size} leaves has left the database.")
