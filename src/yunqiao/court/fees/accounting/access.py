"""Who reads the court's books: its finance staff and administrators, and those of the courts above."""

from django.utils.translation import gettext as _

from yunqiao.court.directory.models import Court
from yunqiao.court.directory.tree import with_courts_below
from yunqiao.court.fees.accounting.accounts import EVERY_COURT
from yunqiao.court.fees.paying.access import courts_of, may_see_desk
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.identity.staff import posts_of

READERS = (StaffRole.FINANCE, StaffRole.ADMINISTRATOR)


def books_seen_by(account: Account) -> list[Court]:
    """The courts whose books the account reads, in order of their codes."""
    if not account.is_active:
        return []
    tops = posts_of(account).filter(role__in=READERS).values_list("court_id", flat=True)
    return list(Court.objects.filter(id__in=with_courts_below(tops)).order_by("code"))


def may_see_books(account: Account) -> Permit:
    """Finance staff and administrators of any court read the books of theirs."""
    if books_seen_by(account):
        return ALLOWED
    return denied(
        _("Only finance staff and administrators of a court, or of one above it, read its books.")
    )


def accounts_handled_by(account: Account) -> list[str]:
    """The names of the accounts whose statements concern the account's courts."""
    may_see_desk(account).require()
    return [EVERY_COURT, *(court.code for court in courts_of(account))]
