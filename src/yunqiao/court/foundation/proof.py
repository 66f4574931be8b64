"""How far docket entries are proved: in the log, and under a checkpoint that left the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from yunqiao.court.foundation.models import LogCheckpoint, LogLeaf


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the log; `sealed_at` is None until a checkpoint covers it."""

    index: int
    sealed_at: datetime | None


def places_of(entries: Collection[UUID]) -> Mapping[UUID, Place]:
    """The place of each entry that has reached the log."""
    covering = LogCheckpoint.objects.filter(size__gt=OuterRef("index")).order_by("size")
    leaves = LogLeaf.objects.filter(entry__in=entries).annotate(
        sealed_at=Subquery(covering.values("at")[:1])
    )
    return {
        entry: Place(index, sealed_at)
        for entry, index, sealed_at in leaves.order_by("index").values_list(
            "entry_id", "index", "sealed_at"
        )
    }
