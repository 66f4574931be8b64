"""Who filed a claim: the actor of the first entry of the case, or the person it was filed for."""

from uuid import UUID

from yunqiao.court.casefile.entries import MATTER_JOINED
from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.models import DocketEntry


def filer_of(case: Case) -> UUID | None:
    """The person who filed the claim, or for whom it was filed at the counter.

    Whoever took a counter filing online with its code is that person from then on.
    """
    joined = DocketEntry.objects.filter(stream_id=case.id, kind=MATTER_JOINED).order_by("-seq")
    if (entry := joined.first()) is not None:
        return entry.actor
    entry = DocketEntry.objects.get(stream_id=case.id, seq=1)
    return entry.on_behalf_of or entry.actor


def taken_down_by(case: Case) -> UUID | None:
    """The clerk who filed the claim for somebody else; None where the party filed it."""
    entry = DocketEntry.objects.get(stream_id=case.id, seq=1)
    return entry.actor if entry.on_behalf_of else None


def has_acted_for_party(case: Case, person: UUID | None) -> bool:
    """Whether a person acted for somebody else on the case, at the counter or as an agent."""
    done = DocketEntry.objects.filter(stream_id=case.id, actor=person)
    return person is not None and any(entry.on_behalf_of for entry in done)
