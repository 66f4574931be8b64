"""Who sees which case."""

from django.db.models import Q, QuerySet

from yunqiao.court.casefile.models import Case
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.staff import posts_of


def visible_to(account: Account) -> QuerySet[Case]:
    """The cases an account may see: those its person is a party to, and those of its courts."""
    seen = Q(court__in=posts_of(account).values("court_id"))
    if account.person_id is not None:
        seen |= Q(id__in=Case.objects.filter(parties__person=account.person_id).values("id"))
    return Case.objects.filter(seen)
