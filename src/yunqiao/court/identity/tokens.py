"""Keys for programs: made once, shown once, kept as a digest."""

import hashlib
import secrets
from typing import Final

from django.db.models import Q

from yunqiao.court.foundation.clock import now
from yunqiao.court.identity.models import Account, ApiToken

PREFIX: Final = "yq_"


def new_token(account: Account, name: str) -> str:
    """Make a key for an account and return it; it cannot be shown again."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(account=account, name=name, digest=_digest(token))
    return token


def account_of(token: str) -> Account | None:
    """The account a key stands for, or None for an unknown, expired or revoked one."""
    known = (
        ApiToken.objects.select_related("account")
        .filter(Q(expires_at=None) | Q(expires_at__gt=now()))
        .filter(digest=_digest(token), revoked_at=None, account__is_active=True)
        .first()
    )
    return known.account if known else None


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
