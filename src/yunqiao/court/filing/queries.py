"""Reading in the room of filing."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yunqiao.court.casefile.access import taking_part
from yunqiao.court.casefile.entries import CLAIM_CORRECTED, CLAIM_FILED, CORRECTION_REQUESTED
from yunqiao.court.casefile.filer import filer_of as person_who_filed
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Task, TaskState
from yunqiao.court.filing import access
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.entries import ClaimFiled
from yunqiao.court.filing.kinds import CORRECT, DECIDE_TIME, EXAMINE
from yunqiao.court.filing.models import ClaimDraft, CounterFiling
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account, Person, StaffRole
from yunqiao.court.identity.staff import posts_of


def filings_of(account: Account) -> QuerySet[Case]:
    """The cases in which the account's person is a party or an agent, newest activity first."""
    return taking_part(account).select_related("court").order_by("-updated_at", "-id")


def open_drafts_of(account: Account) -> QuerySet[ClaimDraft]:
    """The account's drafts that are not filed yet, last touched first.

    Corrections belong to the case: whoever takes part in it reaches them, nobody else does.
    """
    return drafts_of(account).filter(filed_as=None).order_by("-updated_at", "-id")


def drafts_of(account: Account) -> QuerySet[ClaimDraft]:
    """The drafts an account may open, filed ones too."""
    return _drafts(account, taking_part(account))


def matters_of(account: Account) -> QuerySet[Case]:
    """`filings_of`, and for a filing clerk those filed at the counter and not taken online yet."""
    clerk_at = posts_of(account).filter(role=StaffRole.FILING_CLERK).values("court")
    waiting = CounterFiling.objects.filter(claimed_at=None).values("case")
    written = ClaimDraft.objects.filter(account=account).values("filed_as")
    reached = (
        taking_part(account)
        .values("id")
        .union(waiting.filter(case__court__in=clerk_at), waiting.filter(case__in=written))
    )
    return Case.objects.filter(id__in=reached).select_related("court")


def reachable_drafts(account: Account) -> QuerySet[ClaimDraft]:
    """`drafts_of`, and the corrections of `matters_of`."""
    return _drafts(account, matters_of(account))


def person_at_counter(draft: ClaimDraft) -> Person | None:
    """For whom a draft is written at the counter."""
    if draft.corrects is None:
        return draft.for_person
    filing = CounterFiling.objects.filter(case=draft.corrects).select_related("person").first()
    return filing.person if filing else None


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
    """The account of whoever filed the claim, or had an agent file it."""
    return account_of_person(person_who_filed(case))


def account_of_person(person: UUID | None) -> Account | None:
    """The first open account of a person, if they have one."""
    if person is None:
        return None
    held = Account.objects.filter(person=person, is_active=True)
    return held.order_by("created_at").first()


def examination_of(case: Case) -> Task | None:
    """The open task of examining the filing, if it waits for one."""
    waiting = Task.objects.filter(case=case, kind=EXAMINE, state=TaskState.OPEN)
    return waiting.select_related("assigned_to").first()


def correction_state(case: Case) -> dict[str, Any]:
    """How a correction stands: the party's last day, and whether more time is asked for."""
    running = Deadline.objects.filter(case=case, kind=CORRECT, state=DeadlineState.RUNNING)
    until = running.order_by("last_day").values_list("last_day", flat=True).first()
    asked = Task.objects.filter(case=case, kind=DECIDE_TIME, state=TaskState.OPEN)
    return {
        "party_until": until,
        "time_asked": asked.exists(),
    }


def waits_for(case: Case, kind: str) -> bool:
    """Whether the case has an open task of that kind."""
    return Task.objects.filter(case=case, kind=kind, state=TaskState.OPEN).exists()


def _drafts(account: Account, corrected: QuerySet[Case]) -> QuerySet[ClaimDraft]:
    """The account's own drafts, and the corrections of these cases.

    What was written down at the counter is there for filing clerks alone.
    """
    own = ClaimDraft.objects.filter(account=account, corrects=None).values("id")
    if not access.may_take_down(account):
        own = own.filter(for_person=None)
    corrections = ClaimDraft.objects.filter(corrects__in=corrected.values("id")).values("id")
    return ClaimDraft.objects.filter(id__in=own.union(corrections))
