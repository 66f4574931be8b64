"""The filing clerk's queue: what waits at their courts, filtered, a page at a time, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yunqiao.court.casefile.models import Case, Task, TaskState
from yunqiao.court.casefile.tasks import FINISH_BY_HAND
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import lapsing
from yunqiao.court.filing.kinds import DECIDE_TIME, EXAMINE, REACH_PARTY, RETURN, RULE
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import Tag
from yunqiao.court.foundation.due import due_tag
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import courts_where, posts_of

PAGE: Final = 20
_KINDS: Final[Mapping[str, Promise]] = {
    DECIDE_TIME: gettext_lazy("Answer the request for more time"),
    EXAMINE: gettext_lazy("Examine the claim"),
    FINISH_BY_HAND: gettext_lazy("Finish by hand what a program could not"),
    REACH_PARTY: gettext_lazy("A notice did not reach the party"),
    RETURN: gettext_lazy("Return the papers: not corrected in time"),
    RULE: gettext_lazy("Rule on the filing"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of the waiting tasks a clerk asked for; what cannot be read asks for nothing."""

    court: str = ""
    overdue: bool = False
    mine: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """What the filters of the page say."""
        court = given.get("court", "")
        court = court if court.isprintable() else ""
        return cls(court, bool(given.get("overdue")), bool(given.get("mine")))

    def address(self, after: str) -> str:
        """The query string of the next page under the same filters."""
        chosen = {"court": self.court, "overdue": "1" * self.overdue, "mine": "1" * self.mine}
        return "?" + urlencode({k: v for k, v in {**chosen, "after": after}.items() if v})


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the worklist shows it."""

    task: Task
    kind: str
    due: Tag
    must_register: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Twenty tasks, and where the next page begins (empty at the end)."""

    rows: Sequence[Row]
    after: str


def courts_of(account: Account) -> QuerySet[Court]:
    """The courts at which the account is a filing clerk."""
    posts = posts_of(account).filter(role=StaffRole.FILING_CLERK)
    return Court.objects.filter(id__in=posts.values("court_id")).order_by("code")


def worklist(account: Account, asked: Asked, *, after: str) -> Page:
    """Open tasks at the clerk's courts, by due date, a page at a time.

    `after` is the mark the page before ended with; an unreadable one starts from the beginning.
    """
    waiting = _waiting(account)
    if asked.court:
        waiting = waiting.filter(court__code=asked.court)
    if asked.overdue:
        waiting = waiting.filter(due_on__lt=court_date(now()))
    if asked.mine:
        waiting = waiting.filter(assigned_to=account)
    if mark := _mark(after):
        due_on, task_id = mark
        waiting = waiting.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=task_id))
    found = list(waiting[: PAGE + 1])
    late = lapsing.must_register(
        [task.case for task in found[:PAGE] if task.kind == EXAMINE], court_date(now())
    )
    rows = [
        Row(
            task,
            str(_KINDS.get(task.kind, task.kind)),
            due_tag(task.due_on),
            must_register=task.kind == EXAMINE and task.case_id in late,
        )
        for task in found[:PAGE]
    ]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(rows, f"{last.due_on}.{last.id}" if last else "")


def next_after(account: Account, case: Case) -> Task | None:
    """The most urgent claim to examine, other than this case's, that nobody else has taken."""
    free = _waiting(account).filter(Q(assigned_to=None) | Q(assigned_to=account), kind=EXAMINE)
    return free.exclude(case=case).first()


def _waiting(account: Account) -> QuerySet[Task]:
    # Named and not asked for in the same statement, one court is read in the order of its index.
    waiting = Task.objects.filter(
        court__in=courts_where(account, StaffRole.FILING_CLERK),
        queue=StaffRole.FILING_CLERK,
        state=TaskState.OPEN,
    )
    return waiting.select_related("case__court", "assigned_to").order_by("due_on", "id")


def _mark(after: str) -> tuple[date, UUID] | None:
    due_on, _dot, task_id = after.partition(".")
    try:
        return date.fromisoformat(due_on), UUID(task_id)
    except ValueError:
        return None
