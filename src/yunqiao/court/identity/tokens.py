"""Keys for programs: made once, shown once, kept as a digest."""

import hashlib
import secrets
import time
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.reading import one
from yunqiao.court.identity.models import Account, ApiToken

PREFIX: Final = "yq_"
NOTED_EVERY: Final = 600.0
"""Seconds between two notes of a key's use: what writes nothing keeps the API fast."""
MOST_NOTED: Final = 10_000
_NOTED: Final[dict[bytes, float]] = {}


def new_token(account: Account, name: str, *, lasts: timedelta | None = None) -> str:
    """Make a key for an account and return it; it cannot be shown again."""
    token = PREFIX + secrets.token_urlsafe(32)
    expires_at = now() + lasts if lasts else None
    ApiToken.objects.create(
        account=account, name=name, digest=_digest(token), expires_at=expires_at
    )
    return token


def tokens_of(account: Account) -> list[ApiToken]:
    """The keys that still open something, newest first."""
    alive = Q(expires_at=None) | Q(expires_at__gt=now())
    found = ApiToken.objects.filter(alive, account=account, revoked_at=None)
    return list(found.order_by("-created_at", "-id"))


def revoke_token(*, by: Account, token_id: UUID) -> None:
    """End a key of one's own at once."""
    ApiToken.objects.filter(account=by, id=token_id, revoked_at=None).update(revoked_at=now())


def account_of(token: str) -> Account | None:
    """The account a key stands for, or None for an unknown, expired or revoked one."""
    digest = _digest(token)
    account = one(Account, _HOLDS, [digest])
    if account is not None:
        _note_use(digest)
    return account


def _note_use(digest: bytes) -> None:
    """Write down that a key was used; each process does so once in ten minutes."""
    at = time.monotonic()
    if at - _NOTED.get(digest, -NOTED_EVERY) < NOTED_EVERY:
        return
    if len(_NOTED) >= MOST_NOTED:
        _NOTED.clear()
    _NOTED[digest] = at
    ApiToken.objects.filter(digest=digest).update(last_used_at=now())


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


_HOLDS: Final = """
is_active AND id IN (
  SELECT account_id FROM api_token WHERE digest = %s AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > now())
)"""
