"""Keys for programs: made once, shown once, kept as a digest."""

import hashlib
import secrets
from typing import Final

from yunqiao.court.foundation.reading import one
from yunqiao.court.identity.models import Account, ApiToken

PREFIX: Final = "yq_"


def new_token(account: Account, name: str) -> str:
    """Make a key for an account and return it; it cannot be shown again."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(account=account, name=name, digest=_digest(token))
    return token


def account_of(token: str) -> Account | None:
    """The account a key stands for, or None for an unknown, expired or revoked one."""
    return one(Account, _HOLDS, [_digest(token)])


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


_HOLDS: Final = """
is_active AND id IN (
  SELECT account_id FROM api_token WHERE digest = %s AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > now())
)"""
