"""Deadlines of a case or of one party: setting one running, and ending it."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from yunqiao.court.casefile.models import Case, DeadlineState
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import Act


def run_deadline(
    act: Act,
    case: Case,
    *,
    kind: str,
    after: date,
    last_day: date,
    citation: str,
    of_court: bool = False,
    party: UUID | None = None,
) -> None:
    """Let a deadline run from the day after a court-local date to its last day, both included.

    `of_court` where the court itself must act in it; `party` is the party it concerns, by id, None
    where it concerns the whole case.
    """
    first_day = after + timedelta(days=1)
    act.execute(_RUN, (new_id(), case.id, party, kind, first_day, last_day, citation, of_court))


def end_deadline(
    act: Act, case: Case, kind: str, state: DeadlineState, party: UUID | None = None
) -> None:
    """End the running deadline of a kind, a party's or the case's; none running changes nothing."""
    act.execute(_END, (state.value, case.id, kind, party))


def end_all_deadlines(act: Act, case: Case, state: DeadlineState) -> None:
    """End every running deadline of the case."""
    act.execute(_END_ALL, (state.value, case.id))


_RUN: Final = """
INSERT INTO deadline (id, case_id, party_id, kind, first_day, last_day, citation, of_court, state)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'running')
ON CONFLICT (case_id, kind, party_id, first_day)
DO UPDATE SET last_day = excluded.last_day, citation = excluded.citation, state = 'running'"""
_END: Final = """
UPDATE deadline SET state = %s
WHERE case_id = %s AND kind = %s AND party_id IS NOT DISTINCT FROM %s AND state = 'running'"""
_END_ALL: Final = "UPDATE deadline SET state = %s WHERE case_id = %s AND state = 'running'"
