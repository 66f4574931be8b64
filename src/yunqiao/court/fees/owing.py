"""What an account still has to pay in a list of cases, asked in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.fields.json import KT

from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Party, PartyStanding, Role
from yunqiao.court.casefile.representing import held_by
from yunqiao.court.fees.kinds import PAY
from yunqiao.court.fees.models import LedgerAccount, PostingLine
from yunqiao.court.fees.paying.queries import written_yuan
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.identity.models import Account


@dataclass(frozen=True, slots=True)
class Owed:
    """What is outstanding in a case, as pages write it, and the last day to pay it."""

    outstanding: str
    last_day: date | None


def to_pay_in(account: Account, cases: Iterable[Case]) -> Mapping[UUID, Owed]:
    """Of these cases those in which the account has a fee to pay, for itself or as an agent.

    Claimants owe it together: each of them may pay what another was told of. Whoever claims wages need
    not pay in advance.
    """
    registered = [case.id for case in cases if case.number]
    if not registered or not account.is_active or account.person_id is None:
        return {}
    principals = held_by(account.person_id).filter(case=OuterRef("case"))
    claimants = Party.objects.filter(
        Q(person=account.person_id) | Q(person__in=principals.values("principal_id")),
        ~Q(standing=PartyStanding.LEFT),
        case=OuterRef("posting__case"),
        role=Role.CLAIMANT,
    )
    running = Deadline.objects.filter(
        case=OuterRef("posting__case"), kind=PAY, state=DeadlineState.RUNNING
    )
    assessments = FeeAssessment.objects.filter(case=OuterRef("posting__case"))
    wages = assessments.order_by("-number").values(said=KT("basis__claims_wages"))
    lines = PostingLine.objects.annotate(wages=Subquery(wages[:1])).filter(
        Exists(claimants),
        ~Q(wages="true"),
        posting__case__in=registered,
        posting__party__role=Role.CLAIMANT,
        account=LedgerAccount.RECEIVABLE,
    )
    owing = lines.values_list("posting__case").annotate(
        total=Sum("fen"),
        last_day=Subquery(running.order_by("-last_day").values("last_day")[:1]),
    )
    return {
        case_id: Owed(written_yuan(total), last_day)
        for case_id, total, last_day in owing.order_by().filter(total__gt=0)
    }
