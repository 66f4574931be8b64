"""Who filed a claim: the actor of the first entry of the case, or the person it was filed for."""

from typing import Final
from uuid import UUID

from yunqiao.court.casefile.entries import MATTER_JOINED
from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reading import rows


def filer_of(case: Case) -> UUID | None:
    """The person who filed the claim, or for whom it was filed at the counter.

    Whoever took a counter filing online with its code is that person from then on.
    """
    [entry] = rows(DocketEntry, _LAST_JOINED_OR_FIRST, [case.id, MATTER_JOINED])
    return entry.actor if entry.kind == MATTER_JOINED else entry.on_behalf_of or entry.actor


def taken_down_by(case: Case) -> UUID | None:
    """The clerk who filed the claim for somebody else; None where the party filed it."""
    [entry] = rows(DocketEntry, "stream_id = %s AND seq = 1", [case.id])
    return entry.actor if entry.on_behalf_of else None


def has_acted_for_party(case: Case, person: UUID | None) -> bool:
    """Whether a person acted for somebody else on the case, at the counter or as an agent."""
    done = DocketEntry.objects.filter(stream_id=case.id, actor=person)
    return person is not None and any(entry.on_behalf_of for entry in done)


_LAST_JOINED_OR_FIRST: Final = """
stream_id = %s AND (seq = 1 OR kind = %s) ORDER BY seq DESC LIMIT 1"""
