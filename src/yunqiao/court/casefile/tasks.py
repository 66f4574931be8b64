"""Tasks: what a queue of a court has to do about a case."""

from datetime import date
from typing import Final

from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import Act

FINISH_BY_HAND: Final = "finish_by_hand"
"""The kind of task a clerk has when what follows a docket entry could not be done by a job."""


def open_task(act: Act, case: Case, *, queue: str, kind: str, due_on: date) -> None:
    """Give a queue a task; an open one of the same kind on the case stays as it is."""
    act.execute(_OPEN, (new_id(), case.court_id, case.id, queue, kind, due_on, now()))


def close_task(act: Act, case: Case, kind: str) -> None:
    """Mark the open task of a kind as done; none open changes nothing."""
    act.execute(_CLOSE, (case.id, kind))


_OPEN: Final = """
INSERT INTO task (id, court_id, case_id, queue, kind, due_on, created_at, state)
VALUES (%s, %s, %s, %s, %s, %s, %s, 'open')
ON CONFLICT (case_id, kind) WHERE state = 'open' DO NOTHING"""
_CLOSE: Final = """
UPDATE task SET state = 'done' WHERE case_id = %s AND kind = %s AND state = 'open'"""
