"""Reading in the room of filing."""

from django.db.models import QuerySet

from yunqiao.court.casefile.entries import CLAIM_FILED
from yunqiao.court.casefile.models import Case, Party, Task, TaskState
from yunqiao.court.filing.actions import EXAMINE
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.entries import ClaimFiled
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account


def filings_of(account: Account) -> QuerySet[Case]:
    """The cases in which the account's person is a party, newest activity first."""
    if account.person_id is None:
        return Case.objects.none()
    mine = Party.objects.filter(person=account.person_id).values("case_id")
    cases = Case.objects.filter(id__in=mine)
    return cases.select_related("court").order_by("-updated_at", "-id")


def open_drafts_of(account: Account) -> QuerySet[ClaimDraft]:
    """The account's drafts that are not filed yet, last touched first."""
    return ClaimDraft.objects.filter(account=account, filed_as=None).order_by("-updated_at", "-id")


def filing_of(case: Case) -> DocketEntry:
    """The entry of filing: by whom, when, and the claim itself."""
    filed = DocketEntry.objects.filter(stream_id=case.id, kind=CLAIM_FILED)
    return filed.order_by("-seq")[:1].get()


def claim_of(case: Case) -> Claim:
    """The claim as it was filed."""
    return ClaimFiled.read(filing_of(case).payload).claim


def filer_of(case: Case) -> Account | None:
    """The account of whoever filed the claim."""
    return Account.objects.filter(person=filing_of(case).actor).order_by("created_at").first()


def examination_of(case: Case) -> Task | None:
    """The open task of examining the filing, if it waits for one."""
    waiting = Task.objects.filter(case=case, kind=EXAMINE, state=TaskState.OPEN)
    return waiting.select_related("assigned_to").first()
