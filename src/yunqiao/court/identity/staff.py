"""Who holds which post at which court today."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.reading import one, rows
from yunqiao.court.identity.models import Account, Post, StaffRole


def posts_on(day: date) -> QuerySet[Post]:
    """The posts that anybody holds on a court-local date, by court."""
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return held.order_by("court_id", "role")


def posts_of(account: Account) -> QuerySet[Post]:
    """The posts an account holds today, by court."""
    return posts_on(court_date(now())).filter(account=account)


def holds_post(account: Account, court_id: UUID, *roles: StaffRole) -> bool:
    """Whether the account holds one of these roles at that court today."""
    today = court_date(now())
    wanted = [account.id, today, today, court_id, list(roles)]
    found = one(Post, f"{_IN_FORCE} AND court_id = %s AND role = ANY(%s)", wanted)
    return account.is_active and found is not None


def works_at(account: Account, court_id: UUID) -> bool:
    """Whether the account holds any post at that court today."""
    today = court_date(now())
    wanted = [account.id, today, today, court_id]
    return one(Post, f"{_IN_FORCE} AND court_id = %s", wanted) is not None


def courts_where(account: Account, role: StaffRole) -> list[UUID]:
    """The courts at which the account holds that role today, each once."""
    today = court_date(now())
    held = rows(Post, f"{_IN_FORCE} AND role = %s", [account.id, today, today, role])
    return list({post.court_id for post in held})


def courts_with(role: StaffRole) -> list[Any]:
    """The courts (directory.Court) where somebody holds that role today, in order of their codes.

    A court is known here only by the posts at it: the directory is this room's neighbour.
    """
    held = posts_on(court_date(now())).filter(role=role, account__is_active=True)
    by_id = {post.court_id: post.court for post in held.select_related("court").order_by("id")}
    return sorted(by_id.values(), key=lambda court: court.code)


_IN_FORCE: Final = "account_id = %s AND since <= %s AND (until IS NULL OR until >= %s)"
