"""Reading in the room of filing."""

from typing import Any

from django.db.models import QuerySet

from yunqiao.court.casefile.entries import CLAIM_CORRECTED, CLAIM_FILED, CORRECTION_REQUESTED
from yunqiao.court.casefile.filer import filer_of as person_who_filed
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Party, Task, TaskState
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.entries import ClaimFiled
from yunqiao.court.filing.kinds import CORRECT, DECIDE_TIME, EXAMINE
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.clock import court_date, now
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
    """The claim as it stands: as filed, or as last corrected."""
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=[CLAIM_FILED, CLAIM_CORRECTED])
    return ClaimFiled.read(told.order_by("-seq")[:1].get().payload).claim


def correction_of(case: Case) -> DocketEntry:
    """The entry of the last notice of corrections."""
    asked = DocketEntry.objects.filter(stream_id=case.id, kind=CORRECTION_REQUESTED)
    return asked.order_by("-seq")[:1].get()


def filer_of(case: Case) -> Account | None:
    """The account of whoever filed the claim."""
    person = person_who_filed(case)
    return Account.objects.filter(person=person).order_by("created_at").first()


def examination_of(case: Case) -> Task | None:
    """The open task of examining the filing, if it waits for one."""
    waiting = Task.objects.filter(case=case, kind=EXAMINE, state=TaskState.OPEN)
    return waiting.select_related("assigned_to").first()


def correction_state(case: Case) -> dict[str, Any]:
    """How a correction stands: the party's last day, whether it has passed, whether time is asked."""
    running = Deadline.objects.filter(case=case, kind=CORRECT, state=DeadlineState.RUNNING)
    until = running.order_by("last_day").values_list("last_day", flat=True).first()
    asked = Task.objects.filter(case=case, kind=DECIDE_TIME, state=TaskState.OPEN)
    return {
        "party_until": until,
        "may_return": until is not None and court_date(now(), case.court.zone) > until,
        "time_asked": asked.exists(),
    }
