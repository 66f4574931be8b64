"""Reading the days that were compared, and what differed, as finance staff see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.access import accounts_handled_by
from yunqiao.court.fees.accounting.accounts import EVERY_COURT
from yunqiao.court.fees.accounting.models import ReconciledDay, StatementDifference
from yunqiao.court.fees.accounting.words import difference_text, moved_name
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.queries import written_minor
from yunqiao.court.fees.paying.words import way_name
from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.identity.models import Account


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day as the list shows it."""

    day: ReconciledDay
    way: str
    whose: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class ListedDifference:
    """A difference with both sides; an empty side does not have the movement."""

    difference: StatementDifference
    way: str
    what: str
    text: str
    ours: str
    theirs: str


def days(account: Account) -> QuerySet[ReconciledDay]:
    """The compared days of the accounts that concern the account's courts, the latest first.

    So does a day that differs about one of them, whosever account it is.
    """
    names = accounts_handled_by(account)
    differing = differences(account).order_by().values("day")
    seen = ReconciledDay.objects.filter(Q(account__in=names) | Q(id__in=differing))
    mine = Q(differences__in=differences(account).order_by())
    return seen.annotate(
        found=Count("differences", filter=mine),
        waiting=Count("differences", filter=mine & Q(differences__settled_at=None)),
    ).order_by("-day", "account", "way")


def listed_day(day: ReconciledDay) -> ListedDay:
    """A day of `days` in words."""
    return ListedDay(day, way_name(day.way), _whose(day.account), _tag(day))


def _whose(name: str) -> str:
    if name == EVERY_COURT:
        return _("All courts")
    return Court.objects.get(code=name).name(get_language() or "")


def differences(account: Account) -> QuerySet[StatementDifference]:
    """Differences that the account's courts, or none, have to see to, oldest first."""
    of_none = Q(court=None, day__account__in=accounts_handled_by(account))
    found = StatementDifference.objects.filter(Q(court__in=access.courts_of(account)) | of_none)
    return found.select_related("day", "party__case", "settled_by").order_by("day__day", "id")


def listed(found: Sequence[StatementDifference]) -> Sequence[ListedDifference]:
    """Differences in words."""
    return [
        ListedDifference(
            one,
            way_name(one.day.way),
            moved_name(one.what, one.day.way),
            difference_text(one.kind, one.day.way),
            _written(one.our_minor, one.our_currency),
            _written(one.their_minor, one.their_currency),
        )
        for one in found
    ]


def _tag(day: ReconciledDay) -> Tag:
    waiting, found = vars(day)["waiting"], vars(day)["found"]
    if waiting and day.stated is None:
        return Tag(_("No statement"), Colour.RED)
    if waiting:
        return Tag(_("Differs: %(number)s") % {"number": waiting}, Colour.RED)
    return Tag(_("Settled") if found else _("Agrees"), Colour.GREEN)


def _written(minor: int, currency: str) -> str:
    return written_minor(minor, currency) if currency else ""
