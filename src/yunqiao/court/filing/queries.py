"""Reading in the room of filing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from yunqiao.court.casefile.entries import CLAIM_FILED
from yunqiao.court.casefile.models import Case, Task, TaskState
from yunqiao.court.filing.actions import EXAMINE
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.entries import ClaimFiled
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import posts_of

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """Twenty tasks, and where the next page begins (empty at the end)."""

    tasks: Sequence[Task]
    after: str


def filings_of(account: Account) -> QuerySet[Case]:
    """The cases in which the account's person is a party, newest activity first."""
    if account.person_id is None:
        return Case.objects.none()
    mine = Case.objects.filter(parties__person=account.person_id)
    return mine.select_related("court").distinct().order_by("-updated_at", "-id")


def open_drafts_of(account: Account) -> QuerySet[ClaimDraft]:
    """The account's drafts that are not filed yet, last touched first."""
    return ClaimDraft.objects.filter(account=account, filed_as=None).order_by("-updated_at", "-id")


def claim_of(case: Case) -> Claim:
    """The claim as it was filed."""
    entry = (
        DocketEntry.objects.filter(stream_id=case.id, kind=CLAIM_FILED).order_by("-seq")[:1].get()
    )
    return ClaimFiled.read(entry.payload).claim


def examination_of(case: Case) -> Task | None:
    """The open task of examining the filing, if it waits for one."""
    return Task.objects.filter(case=case, kind=EXAMINE, state=TaskState.OPEN).first()


def worklist(account: Account, *, after: str) -> WorklistPage:
    """Open examinations at the clerk's courts, by due date, a page at a time.

    `after` is the mark the page before ended with; an unreadable one starts from the beginning.
    """
    courts = posts_of(account).filter(role=StaffRole.FILING_CLERK).values("court_id")
    waiting = Task.objects.filter(
        court__in=courts, queue=StaffRole.FILING_CLERK, state=TaskState.OPEN
    )
    if mark := _mark(after):
        due_on, task_id = mark
        waiting = waiting.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=task_id))
    found = list(waiting.select_related("case__court").order_by("due_on", "id")[: PAGE + 1])
    tasks = found[:PAGE]
    more = len(found) > PAGE
    return WorklistPage(tasks, f"{tasks[-1].due_on}.{tasks[-1].id}" if more else "")


def _mark(after: str) -> tuple[date, UUID] | None:
    due_on, _, task_id = after.partition(".")
    try:
        return date.fromisoformat(due_on), UUID(task_id)
    except ValueError:
        return None
