"""Clocks that have run out: what the law then proposes to the clerk, who decides."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Task, TaskState
from yunqiao.court.casefile.states import STAGES, Stage
from yunqiao.court.casefile.tasks import open_task
from yunqiao.court.filing import facts
from yunqiao.court.filing.kinds import CORRECT, EXAMINE, RETURN
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.reading import rows
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import StaffRole
from yunqiao.law.findings import Finding

AT_ONCE: Final = 200
"""Cases that one run of the job looks at; the next run takes the rest."""
RETURN_PAPERS: Final = "RETURN_PAPERS"
"""The law's word for papers that were not corrected in time (law.filing.review)."""


def overdue_examination(case: Case, today: date) -> Finding | None:
    """Must this filing be registered because the court's time has passed? None: it is not waiting."""
    if case.stage != STAGES.start:
        return None
    clock = _running([case.id], EXAMINE).get(case.id)
    received_on = _received_on(clock, case)
    return facts.lapse(received_on, today, court=case.court)


def must_register(cases: Iterable[Case], today: date) -> set[UUID]:
    """Those of the cases that the law says must be registered now (Registration Provisions 8)."""
    waiting = [case for case in cases if case.stage == STAGES.start]
    clocks = _running([case.id for case in waiting], EXAMINE)
    return {
        case.id
        for case in waiting
        if facts.lapse(_received_on(clocks.get(case.id), case), today, court=case.court).is_yes
    }


def unanswered_correction(case: Case, today: date) -> Finding | None:
    """What follows from a correction that was asked for and has not come; None: none is asked."""
    if case.stage != Stage.CORRECTION:
        return None
    clock = _running([case.id], CORRECT).get(case.id)
    return facts.unanswered(ended=clock is not None and today > clock.last_day)


def findings(case: Case, today: date) -> list[Mapping[str, Any]]:
    """What the docket keeps with a decision on a filing whose time had passed: the proposal."""
    finding = overdue_examination(case, today)
    return facts.recorded(finding) if finding is not None and finding.is_yes else []


def propose_returns() -> int:
    """Give the clerks the task of returning papers that were not corrected in time; how many."""
    # Where it is the next day already, somewhere, some of these may be early: asked again below.
    ended = Deadline.objects.filter(
        kind=CORRECT, state=DeadlineState.RUNNING, last_day__lt=court_date(now())
    )
    proposed = Task.objects.filter(kind=RETURN, state=TaskState.OPEN)
    waiting = ended.exclude(case__in=proposed.values("case")).order_by("last_day", "id")
    return sum(_propose_return(case) for case in waiting.values_list("case", flat=True)[:AT_ONCE])


def _propose_return(case_id: UUID) -> bool:
    """Open the task if the correction is still missing under the lock of the case."""
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, case_id)
        case = Case.objects.select_related("court").get(id=case_id)
        today = court_date(now(), case.court.zone)
        finding = unanswered_correction(case, today)
        is_due = finding is not None and finding.code == RETURN_PAPERS
        if is_due:
            open_task(writing, case, queue=StaffRole.FILING_CLERK, kind=RETURN, due_on=today)
    return is_due


def _received_on(clock: Deadline | None, case: Case) -> date:
    """The court-local date on which the papers, or the corrected papers, came."""
    if clock is None:
        return court_date(case.filed_at, case.court.zone)
    return clock.first_day - timedelta(days=1)


def _running(case_ids: list[UUID], kind: str) -> dict[UUID, Deadline]:
    found = rows(Deadline, _RUNNING, [case_ids, kind, DeadlineState.RUNNING])
    return {deadline.case_id: deadline for deadline in found}


_RUNNING: Final = "case_id = ANY(%s) AND kind = %s AND state = %s ORDER BY last_day, id"
