"""Tasks: what a queue of a court has to do about a case, or about one party of it."""

from datetime import date
from typing import Final
from uuid import UUID

from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import Act

FINISH_BY_HAND: Final = "finish_by_hand"
"""The kind of task a clerk has when what follows a docket entry could not be done by a job."""


def open_task(
    act: Act, case: Case, *, queue: str, kind: str, due_on: date, party: UUID | None = None
) -> None:
    """Give a queue a task; an open one of the same kind about the same party stays as it is.

    `party` is the party it is about, by id; None where it is about the whole case.
    """
    act.execute(_OPEN, (new_id(), case.court_id, case.id, party, queue, kind, due_on, now()))


def close_task(act: Act, case: Case, kind: str, party: UUID | None = None) -> None:
    """Mark the open task of a kind about a party, or about the case, as done; none open changes nothing."""
    act.execute(_CLOSE, (case.id, kind, party))


_OPEN: Final = """
INSERT INTO task (id, court_id, case_id, party_id, queue, kind, due_on, created_at, state)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'open')
ON CONFLICT (case_id, kind, party_id) WHERE state = 'open' DO NOTHING"""
_CLOSE: Final = """
UPDATE task SET state = 'done'
WHERE case_id = %s AND kind = %s AND party_id IS NOT DISTINCT FROM %s AND state = 'open'"""
