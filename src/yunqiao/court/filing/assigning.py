"""Who examines a filing: a clerk takes it, or gives it back to the queue."""

from uuid import UUID

from django.db.models import Q, QuerySet

from yunqiao.court.casefile.models import Case, Task, TaskState
from yunqiao.court.filing import access
from yunqiao.court.filing.kinds import EXAMINE
from yunqiao.court.identity.models import Account


class TakenError(Exception):
    """Another clerk has the filing."""


def take(*, by: Account, case_id: UUID) -> None:
    """Take the examination of a filing; taking it again changes nothing.

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
        TakenError: another clerk has it, or it has been decided.
    """
    _require(by, case_id)
    free = Q(assigned_to=None) | Q(assigned_to=by)
    if not _open(case_id).filter(free).update(assigned_to=by):
        raise TakenError


def give_back(*, by: Account, case_id: UUID) -> None:
    """Give one's own filing back to the queue; another's stays where it is.

    Raises:
        NotPermittedError: the account is no filing clerk of this court.
    """
    _require(by, case_id)
    _open(case_id).filter(assigned_to=by).update(assigned_to=None)


def _require(by: Account, case_id: UUID) -> None:
    access.may_examine(by, Case.objects.get(id=case_id)).require()


def _open(case_id: UUID) -> QuerySet[Task]:
    return Task.objects.filter(case=case_id, kind=EXAMINE, state=TaskState.OPEN)
