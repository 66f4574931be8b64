"""Who else has a filing open: told to clerks, decided by nobody, forgotten after some minutes."""

from typing import Final
from uuid import UUID

from django.core.cache import cache

from yunqiao.court.casefile.models import Case
from yunqiao.court.foundation.clock import now
from yunqiao.court.identity.models import Account

KEPT_FOR: Final = 5 * 60
"""Seconds for which somebody who opened a filing counts as in it."""


def note(case: Case, account: Account) -> None:
    """Say that the account has opened the filing."""
    seen = _seen(case)
    seen[account.id] = now().timestamp()
    cache.set(_key(case), seen, KEPT_FOR)


def others(case: Case, account: Account) -> list[Account]:
    """Who else has opened the filing within the last minutes."""
    since = now().timestamp() - KEPT_FOR
    found = [who for who, at in _seen(case).items() if at >= since and who != account.id]
    return list(Account.objects.filter(id__in=found).order_by("email"))


def _seen(case: Case) -> dict[UUID, float]:
    seen: dict[UUID, float] = cache.get(_key(case)) or {}
    return seen


def _key(case: Case) -> str:
    return f"filing.presence.{case.id}"
