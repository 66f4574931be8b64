"""The same key gives the same thing: every creating request carries one (design.md, One act)."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import orjson
import psycopg
from django.db import IntegrityError
from psycopg.types.json import Jsonb

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.exchange import exchange
from yunqiao.court.foundation.reading import Asked
from yunqiao.court.foundation.writing import Act

LONGEST_KEY: Final = 128
THE_COURT: Final = UUID(int=0)
"""The account under which jobs keep the keys of what they have done."""


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


def recall(key: RequestKey, along: Sequence[Asked[Any]] = ()) -> dict[str, Any] | None:
    """What the same request gave before, or None when it is new; reads something else along.

    Raises:
        KeyReusedError: the key was used for other content.
    """
    recalled = (_RECALL, (key.account, key.key))
    kept, *others = exchange(recalled, *(asked.statement for asked in along))
    for asked, given in zip(along, others, strict=True):
        asked.take(given)
    if not kept:
        return None
    fingerprint, given = kept[0]
    if fingerprint != key.fingerprint:
        raise KeyReusedError(key.key)
    result: dict[str, Any] = orjson.loads(given)
    return result


def is_known(account: UUID, key: str) -> bool:
    """Whether the account used the key before, whatever for."""
    return bool(exchange((_RECALL, (account, key)))[0])


def keep(act: Act, key: RequestKey, result: Mapping[str, Any]) -> None:
    """Add the record to the act, before anything it creates: a second request waits here."""
    act.first(
        _KEEP, (key.account, key.key, key.fingerprint, Jsonb(dict(result), orjson.dumps), now())
    )


def reserve(act: Act, key: RequestKey) -> None:
    """Take the key before any lock, for an act that knows its result only under its locks."""
    act.fetch(_KEEP, (key.account, key.key, key.fingerprint, Jsonb({}), now()))


def settle(act: Act, key: RequestKey, result: Mapping[str, Any]) -> None:
    """Add the result of a reserved key to the act."""
    act.execute(_SETTLE, (Jsonb(dict(result), orjson.dumps), key.account, key.key))


def once(
    key: RequestKey, create: Callable[[], dict[str, Any]], *, along: Sequence[Asked[Any]] = ()
) -> dict[str, Any]:
    """Run a creating action once; a repeat, even a simultaneous one, gets the first one's result.

    `create` writes an act that begins with `keep`, or with `reserve` and ends with `settle`,
    and returns the result. What it reads first may be asked for along with the key.

    Raises:
        KeyReusedError: the key was used for other content.
    """
    if (known := recall(key, along)) is not None:
        return known
    try:
        return create()
    except (psycopg.errors.UniqueViolation, IntegrityError) as error:
        if violated_constraint(error) != "idempotency_record_pkey":
            raise
        known = recall(key)
        if known is None:
            raise
        return known


def violated_constraint(error: BaseException) -> str | None:
    """The name of the database constraint an error is about, whether Django wrapped it or not."""
    original = error if isinstance(error, psycopg.Error) else error.__cause__
    return original.diag.constraint_name if isinstance(original, psycopg.Error) else None


_RECALL: Final = """
SELECT fingerprint, result::text FROM idempotency_record WHERE account = %s AND key = %s"""
_KEEP: Final = """
INSERT INTO idempotency_record (account, key, fingerprint, result, at) VALUES (%s, %s, %s, %s, %s)"""
_SETTLE: Final = "UPDATE idempotency_record SET result = %s WHERE account = %s AND key = %s"
