"""Reading in the room of filing."""

from django.db.models import QuerySet

from yunqiao.court.casefile.models import Case
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.identity.models import Account


def filings_of(account: Account) -> QuerySet[Case]:
    """The cases in which the account's person is a party, newest activity first."""
    return (
        Case.objects.filter(parties__person=account.person_id)
        .select_related("court")
        .distinct()
        .order_by("-updated_at", "-id")
    )


def open_drafts_of(account: Account) -> QuerySet[ClaimDraft]:
    """The account's drafts that are not filed yet, last touched first."""
    return ClaimDraft.objects.filter(account=account, filed_as=None).order_by("-updated_at", "-id")
