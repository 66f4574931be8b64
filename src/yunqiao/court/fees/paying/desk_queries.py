"""Reading for a court's finance staff: what waits, how a party stands, what money nobody has booked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case, Party, Role, Task, TaskState
from yunqiao.court.fees.accounting.accounts import EVERY_COURT
from yunqiao.court.fees.books import standing
from yunqiao.court.fees.models import Posting
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.paying.alike import alike
from yunqiao.court.fees.paying.models import (
    BANK,
    PaymentAttempt,
    Refund,
    RefusedCallback,
    UnbookedMoney,
)
from yunqiao.court.fees.paying.queries import written_minor, written_yuan
from yunqiao.court.fees.paying.refund_plan import plan
from yunqiao.court.fees.paying.statements import Row
from yunqiao.court.fees.paying.states import RefundState
from yunqiao.court.fees.paying.words import (
    fate_tag,
    refund_tag,
    state_tag,
    task_name,
    way_name,
    why_refused,
    why_unbooked,
)
from yunqiao.court.fees.reference import party_with
from yunqiao.court.fees.tasks import FEE_OWED_AGAIN
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.components import Tag
from yunqiao.court.foundation.due import due_tag
from yunqiao.court.foundation.permits import Permit
from yunqiao.court.identity.models import Account, StaffRole


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task of finance staff about the money of a party."""

    task: Task
    what: str
    due: Tag


@dataclass(frozen=True, slots=True)
class Unbooked:
    """Money that waits for a person to say whose it is."""

    money: UnbookedMoney
    amount: str
    way: str
    why: str
    alike: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Callbacks that one firm's door refused for one reason, today and yesterday; how many an hour."""

    way: str
    why: str
    times: int
    rate: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class ListedRefund:
    """A refund as the page of a party lists it, and what can be done with it."""

    refund: Refund
    amount: str
    way: str
    tag: Tag
    waits: bool
    by_hand: bool
    approval: Permit


@dataclass(frozen=True, slots=True)
class ListedRow:
    """An entry of a bank's statement as the preview lists it."""

    row: Row
    amount: str
    tag: Tag
    why: str


def waiting(account: Account) -> Sequence[Waiting]:
    """Open tasks at the account's courts, the most urgent first."""
    found = Task.objects.filter(
        court__in=access.courts_of(account), queue=StaffRole.FINANCE, state=TaskState.OPEN
    ).select_related("case__court", "party")
    return [
        Waiting(task, task_name(task.kind), due_tag(task.due_on))
        for task in found.order_by("due_on", "id")
    ]


def unbooked(account: Account) -> Sequence[Unbooked]:
    """Money at the account's courts, or at none, that nobody has booked yet, oldest first."""
    mine = Q(court__in=access.courts_of(account)) | Q(court=None)
    found = UnbookedMoney.objects.filter(mine, settled_at=None).order_by("id")
    return [_unbooked(money) for money in found]


def refused(account: Account) -> Sequence[Refused]:
    """What the doors of the account's courts, or of all courts, refused; the most first."""
    doors = [*(court.code for court in access.courts_of(account)), EVERY_COURT]
    since = court_date(now()) - timedelta(days=1)
    found = RefusedCallback.objects.filter(account__in=doors, day__gte=since)
    counted = found.values_list("way", "reason").annotate(
        count=Sum("times"), first=Min("first_at"), last=Max("last_at")
    )
    return [_refused(*one) for one in counted.order_by("-count", "way", "reason")]


def looked_at(money: UnbookedMoney) -> Unbooked:
    """Money as its own page shows it, beside what is perhaps the same."""
    return replace(_unbooked(money), alike=alike(money))


def money_of(account: Account, party: Party) -> dict[str, Any]:
    """How a party stands, by which attempts it paid, what goes back, and what the account may approve of it."""
    stands = standing(party.case_id, party.id)
    begun = PaymentAttempt.objects.filter(party=party).select_related("side")
    attempts = begun.order_by("-started_at", "-id")
    names = dict(Party.objects.filter(case=party.case_id).values_list("id", "name"))
    to_say = Task.objects.filter(party=party, kind=FEE_OWED_AGAIN, state=TaskState.OPEN)
    return {
        "standing": stands,
        "owed_again": to_say.exists(),
        "amounts": {name: written_yuan(getattr(stands, name)) for name in stands.__slots__},
        "attempts": [
            (one, way_name(one.way), written_yuan(one.fen), state_tag(one)) for one in attempts
        ],
        "refunds": [_listed(account, one) for one in _refunds(party)],
        "plan": [
            (_goes(part.way, names[part.side]), written_yuan(part.fen)) for part in plan(party)
        ],
    }


def listed_row(row: Row) -> ListedRow:
    """An entry of a statement in words."""
    amount = written_minor(row.entry.minor, row.entry.currency)
    return ListedRow(row, amount, fate_tag(row.fate), why_unbooked(row.why) if row.why else "")


def party_named(account: Account, text: str) -> Party | None:
    """The party that a case number, a receipt number or a reference leads to, at the account's courts.

    Of a case it is the one in the books, else the first claimant.
    """
    plain = "".join(text.split())
    by_reference = party_with([plain.upper()])
    if by_reference and by_reference.case.court in access.courts_of(account):
        return by_reference
    cases = Case.objects.filter(court__in=access.courts_of(account))
    case = cases.filter(Q(number=plain) | Q(receipt=plain.upper())).first()
    if case is None:
        return None
    return next(iter(_parties_in_books(case)), _first_claimant(case))


def _unbooked(money: UnbookedMoney) -> Unbooked:
    amount = written_minor(money.minor, money.currency)
    return Unbooked(money, amount, way_name(money.way), why_unbooked(money.why))


def _parties_in_books(case: Case) -> Sequence[Party]:
    booked = Posting.objects.filter(case=case).values("party")
    return list(_parties().filter(id__in=booked).order_by("position"))


def _first_claimant(case: Case) -> Party | None:
    return _parties().filter(case=case, role=Role.CLAIMANT).order_by("position").first()


def _parties() -> QuerySet[Party]:
    return Party.objects.select_related("case__court")


def _refused(way: str, reason: str, times: int, first: datetime, last: datetime) -> Refused:
    hours = max((last - first) / timedelta(hours=1), 1)
    rate = _("about %(number)s an hour") % {"number": ceil(times / hours)}
    return Refused(way_name(way), why_refused(reason), times, rate, last)


def _refunds(party: Party) -> QuerySet[Refund]:
    found = Refund.objects.filter(party=party).select_related(
        "proposed_by", "side", "party__case__court"
    )
    return found.order_by("id")


def _goes(way: str, to: str) -> str:
    """By which way money goes back, and to whom."""
    return f"{way_name(way)} · {to}"


def _listed(account: Account, refund: Refund) -> ListedRefund:
    return ListedRefund(
        refund=refund,
        amount=written_yuan(refund.fen),
        way=_goes(refund.way, refund.side.name),
        tag=refund_tag(refund),
        waits=refund.state == RefundState.PROPOSED,
        by_hand=refund.way == BANK and refund.state == RefundState.APPROVED,
        approval=access.may_approve(account, refund),
    )
