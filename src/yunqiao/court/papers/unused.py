"""Stored bytes that no row names any more: removed after a while, unless somebody sends them again.

Bytes are stored before the row that names them is written. Whoever writes such a row takes the lock
of what is noted here and learns whether the bytes left the store since; whoever removes bytes takes
the same lock, looks for rows once more, and marks what leaves before it leaves.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.writing import Act
from yunqiao.court.papers.models import UnusedBytes
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage, StorageAwayError

KEPT_FOR: Final = timedelta(hours=1)
"""How long unused bytes stay: whoever sends them again meanwhile is not disturbed."""
REMEMBERED_FOR: Final = timedelta(days=1)
"""How long it is known that bytes left; no request takes longer."""
SKEW: Final = timedelta(seconds=10)
"""By how much the clocks of two machines may differ."""
AT_ONCE: Final = 500


def note(*digests: str, since: datetime) -> None:
    """Note that bytes were stored after `since` which no row names now."""
    with connection.cursor() as cursor:
        for digest in filter(None, digests):
            cursor.execute(_NOTE, {"digest": digest, "at": now(), "since": since - SKEW})


def claim(writing: Act, digests: Sequence[str], *, since: datetime) -> None:
    """Go on only if bytes that were stored after `since` are still there; they stay then.

    Raises:
        StorageAwayError: they left the store in the meantime; store them again.
    """
    for digest in sorted(filter(None, digests)):
        row = writing.fetch(_CLAIM, (now(), digest))
        if row is not None and (row[0] or (row[1] is not None and row[1] >= since - SKEW)):
            raise StorageAwayError(f"{digest} left the store while it was sent again")


def remove() -> None:
    """Remove from the store what has been unused for a while, and forget what left long ago.

    Raises:
        StorageAwayError: the store cannot be reached; the next run goes on.
    """
    UnusedBytes.objects.filter(left_at__lte=now() - REMEMBERED_FOR).delete()
    for digest in _leaving():
        gateway(Storage).remove(digest)  # type: ignore[type-abstract]
        UnusedBytes.objects.filter(sha256=digest).update(is_leaving=False, left_at=now())


def _leaving() -> list[str]:
    """What may leave now, marked as leaving; what a row names after all is forgotten."""
    ripe = UnusedBytes.objects.filter(Q(left_at=None) | Q(is_leaving=True))
    with transaction.atomic():
        chosen = ripe.filter(since__lte=now() - KEPT_FOR).select_for_update(skip_locked=True)
        digests = list(chosen.order_by("since").values_list("sha256", flat=True)[:AT_ONCE])
        used = set(_named(digests))
        UnusedBytes.objects.filter(sha256__in=used).delete()
        leaving = [digest for digest in digests if digest not in used]
        UnusedBytes.objects.filter(sha256__in=leaving).update(is_leaving=True)
    return leaving


def _named(digests: Sequence[str]) -> Iterator[str]:
    """Those of the digests that a row of any table names."""
    for table, column in columns():
        quoted = f'"{column}"'
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT DISTINCT {quoted} FROM "{table}" WHERE {quoted} = ANY(%s)',  # noqa: S608  # names of our own tables
                [list(digests)],
            )
            yield from (row[0] for row in cursor.fetchall())


def columns() -> list[tuple[str, str]]:
    """Every column that names stored bytes: table and column."""
    return [
        (model._meta.db_table, field.column)  # noqa: SLF001  # Django's public name for it
        for model in apps.get_models()
        if model is not UnusedBytes
        for field in model._meta.concrete_fields  # noqa: SLF001
        if field.column and field.column.endswith("sha256")
    ]


_NOTE: Final = """
INSERT INTO unused_bytes (sha256, since, is_leaving) VALUES (%(digest)s, %(at)s, false)
ON CONFLICT (sha256) DO UPDATE SET since = excluded.since,
left_at = CASE WHEN unused_bytes.left_at >= %(since)s THEN unused_bytes.left_at END"""
_CLAIM: Final = """
UPDATE unused_bytes SET since = %s WHERE sha256 = %s RETURNING is_leaving, left_at"""
