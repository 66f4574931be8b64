"""Who filed a claim: the actor of the first entry of the case."""

from uuid import UUID

from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.models import DocketEntry


def filer_of(case: Case) -> UUID | None:
    """The person who filed the claim, or for whom it was filed at the counter."""
    entry = DocketEntry.objects.get(stream_id=case.id, seq=1)
    return entry.on_behalf_of or entry.actor
