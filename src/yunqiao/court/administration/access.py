"""Who may administer a court: its own administrators and those of the courts above it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yunqiao.court.directory.models import Court
from yunqiao.court.directory.tree import line_of, with_courts_below
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, Post, StaffRole
from yunqiao.court.identity.staff import posts_of


def may_administer(account: Account, court: Court) -> Permit:
    """An administrator looks after their own court and the courts below it, and no other."""
    if account.is_active and _posts(account).filter(court__in=line_of(court)).exists():
        return ALLOWED
    return denied(
        _("Only an administrator of this court, or of a court above it, can do this here.")
    )


def may_open(account: Account) -> Permit:
    """Administrators of any court see the list of theirs."""
    if account.is_active and _posts(account).exists():
        return ALLOWED
    return denied(
        _(
            "This page is for administrators of a court. If you need something changed, ask the one of yours."
        )
    )


def administered_by(account: Account) -> QuerySet[Court]:
    """The courts an account administers, the highest first."""
    tops = _posts(account).values_list("court_id", flat=True)
    return Court.objects.filter(id__in=with_courts_below(tops)).order_by("code")


def _posts(account: Account) -> QuerySet[Post]:
    return posts_of(account).filter(role=StaffRole.ADMINISTRATOR)
