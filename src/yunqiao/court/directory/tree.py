"""The tree of courts: who stands above a court, and who below."""

from collections.abc import Iterable
from uuid import UUID

from yunqiao.court.directory.models import Court


def line_of(court: Court) -> list[UUID]:
    """The court and every court above it, from below to the top."""
    line, above = [court.id], court.parent_id
    while above is not None and above not in line:
        line.append(above)
        above = Court.objects.values_list("parent_id", flat=True).get(id=above)
    return line


def with_courts_below(tops: Iterable[UUID]) -> set[UUID]:
    """These courts and every court below one of them."""
    found: set[UUID] = set()
    level = set(tops)
    while level:
        found |= level
        level = set(Court.objects.filter(parent__in=level).values_list("id", flat=True)) - found
    return found
