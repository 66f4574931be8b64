"""The same key gives the same thing: every creating request carries one (design.md, One act)."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
import psycopg
from django.db import connection

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import IdempotencyRecord
from yunqiao.court.foundation.writing import Act

LONGEST_KEY: Final = 128


class KeyReusedError(Exception):
    """The key was used before for a request with other content."""


class KeyMissingError(Exception):
    """A creating request came without a usable key."""


@dataclass(frozen=True, slots=True)
class RequestKey:
    """The key of one creating request of one account, and what the request says."""

    account: UUID
    key: str
    fingerprint: bytes

    @classmethod
    def of(cls, account: UUID, key: str, content: object) -> "RequestKey":
        """The key of a request whose content is plain JSON data.

        Raises:
            KeyMissingError: the key is empty, too long or not printable.
        """
        if not key or len(key) > LONGEST_KEY or not key.isprintable():
            raise KeyMissingError(
                f"give an idempotency key of 1 to {LONGEST_KEY} printable characters"
            )
        said = orjson.dumps(content, option=orjson.OPT_SORT_KEYS, default=str)
        return cls(account, key, hashlib.sha256(said).digest())


def recall(key: RequestKey) -> dict[str, Any] | None:
    """What the same request gave before, or None when it is new.

    Raises:
        KeyReusedError: the key was used for other content.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RECALL, [key.account, key.key])
        row = cursor.fetchone()
    if row is None:
        return None
    if bytes(row[0]) != key.fingerprint:
        raise KeyReusedError(key.key)
    result: dict[str, Any] = orjson.loads(row[1])
    return result


def keep(act: Act, key: RequestKey, result: Mapping[str, Any]) -> None:
    """Add the record to the act, before anything it creates: a second request waits here."""
    act.insert(
        IdempotencyRecord(
            account=key.account,
            key=key.key,
            fingerprint=key.fingerprint,
            result=dict(result),
            at=now(),
        )
    )


def once(key: RequestKey, create: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Run a creating action once; a repeat, even a simultaneous one, gets the first one's result.

    `create` writes an act that begins with `keep(act, key, result)` and returns the result.

    Raises:
        KeyReusedError: the key was used for other content.
    """
    if (known := recall(key)) is not None:
        return known
    try:
        return create()
    except psycopg.errors.UniqueViolation as error:
        if error.diag.constraint_name != "idempotency_record_pkey":
            raise
        known = recall(key)
        if known is None:
            raise
        return known


_RECALL: Final = """
SELECT fingerprint, result::text FROM idempotency_record WHERE account = %s AND key = %s"""
