"""Writing on the floor of procedure: handing to a person what no job could do."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.tasks import FINISH_BY_HAND, open_task
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import DocketEntry, Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import StaffRole
from yunqiao.court.identity.proof import by_hand as identity

DAYS_TO_FINISH: Final = 1


def give_to_person(*, entry_id: UUID) -> None:
    """Give the court's filing clerks the task of finishing what should follow an entry, once a case.

    What should follow a person's entry is marked on the worklist of identities.
    """
    entry = DocketEntry.objects.get(id=entry_id)
    if entry.stream == Stream.PERSON:
        identity.leave_to_person(entry=entry)
        return
    case = Case.objects.select_related("court").filter(id=entry.stream_id).first()
    if case is None:
        return  # of a court's own stream; the failed job tells whoever runs the system
    due_on = court_date(now(), case.court.zone) + timedelta(days=DAYS_TO_FINISH)
    with act(by=Actor(person=None)) as writing:
        open_task(writing, case, queue=StaffRole.FILING_CLERK, kind=FINISH_BY_HAND, due_on=due_on)
