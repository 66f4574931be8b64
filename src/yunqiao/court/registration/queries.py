"""Reading in the room of registration: the trial divisions' worklist, the papers of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case, Task, TaskState
from yunqiao.court.casefile.words import cited, letter_name, role_name
from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.foundation.due import due_tag
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.staff import posts_of
from yunqiao.court.papers.letters.court_papers import can_be_typeset
from yunqiao.court.registration.access import TRIAL_STAFF
from yunqiao.court.registration.actions import TRIAL
from yunqiao.court.registration.models import Assignment, PaperDraft

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the worklist shows it, with who hears the case."""

    task: Task
    assignment: Assignment | None
    due: Tag


@dataclass(frozen=True, slots=True)
class Page:
    """Twenty tasks, and where the next page begins (empty at the end)."""

    rows: Sequence[Row]
    after: str


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper of a case: what it is, by which article, for whom; `state` as a tag."""

    draft: PaperDraft
    name: str
    article: str
    party: str
    state: Tag
    can_be_read: bool


def worklist(account: Account, *, mine: bool, after: str) -> Page:
    """What waits in the account's divisions, the most urgent first, a page at a time.

    `after` is the mark the page before ended with; an unreadable one starts from the beginning.
    """
    waiting = _waiting(account)
    if mine:
        waiting = waiting.filter(assigned_to=account)
    if mark := _mark(after):
        due_on, task_id = mark
        waiting = waiting.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, id__gt=task_id))
    found = list(waiting[: PAGE + 1])
    shown = found[:PAGE]
    held = Assignment.objects.select_related("division", "judge").in_bulk(
        [task.case_id for task in shown]
    )
    rows = [Row(task, held.get(task.case_id), due_tag(task.due_on)) for task in shown]
    last = shown[-1] if len(found) > PAGE else None
    return Page(rows, f"{last.due_on}.{last.id}" if last else "")


def courts_of(account: Account) -> set[UUID]:
    """The courts at which the account has a post of a trial division."""
    posts = posts_of(account).filter(role__in=TRIAL_STAFF)
    return set(posts.values_list("court_id", flat=True))


def papers_of(case: Case) -> list[ListedPaper]:
    """The papers of a case in the order of the articles."""
    drafts = PaperDraft.objects.filter(case=case).select_related("party")
    return [_listed(draft) for draft in drafts.order_by("position", "party__position")]


def assignment_of(case: Case) -> Assignment | None:
    """Who hears a case."""
    held = Assignment.objects.filter(case=case).select_related("division", "judge")
    return held.first()


def _listed(draft: PaperDraft) -> ListedPaper:
    ready = can_be_typeset(draft.kind)
    state = Tag(_("Draft"), Colour.BLUE) if ready else Tag(_("Not written yet"), Colour.GREY)
    party = f"{draft.party.name} ({role_name(draft.party.role)})"
    return ListedPaper(draft, letter_name(draft.kind), cited(draft.article), party, state, ready)


def _waiting(account: Account) -> QuerySet[Task]:
    """Open tasks of the divisions in which the account has a post; those of its whole court if none."""
    mine = Q(pk__in=[])
    for court, division in (
        posts_of(account).filter(role__in=TRIAL_STAFF).values_list("court_id", "division_id")
    ):
        of_court = Q(court=court)
        if division is not None:
            of_court &= Q(case__assignment__division=division) | Q(case__assignment__division=None)
        mine |= of_court
    waiting = Task.objects.filter(mine, queue=TRIAL, state=TaskState.OPEN)
    return waiting.select_related("case__court", "assigned_to").order_by("due_on", "id")


def _mark(after: str) -> tuple[date, UUID] | None:
    due_on, _dot, task_id = after.partition(".")
    try:
        return date.fromisoformat(due_on), UUID(task_id)
    except ValueError:
        return None
