"""What moved through a firm on a day as the books have it, and whose a movement is."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.accounting.accounts import FirmAccount, HeldAccount
from yunqiao.court.fees.accounting.models import ReconciledDay
from yunqiao.court.fees.models import (
    LedgerAccount,
    PaymentAttempt,
    Posting,
    PostingKind,
    PostingLine,
)
from yunqiao.court.fees.paying.receiving import RETURNED, occasion_of
from yunqiao.court.fees.reconciling import BOOKED_AS, Moved, movements_in
from yunqiao.gateways.payment.port import Amount, StatementLine

ONE_DAY: Final = timedelta(days=1)
LATE: Final = timedelta(days=3)
"""How far apart a firm and the books may date the same movement."""
_DISPUTES: Final = (PostingKind.DISPUTED, PostingKind.DISPUTE_WON)


def booked_beside(
    account: FirmAccount, day: date, stated: Sequence[StatementLine]
) -> Sequence[Moved]:
    """What the books have to show for a firm's day.

    That is whatever the statement names, whenever it was booked, and what was booked on that day,
    unless another day's statement near it has it.
    """
    told = {(moved.kind, moved.name) for moved in movements_in(stated)}
    before = _stated(account, day - LATE, day - ONE_DAY)
    after = _stated(account, day + ONE_DAY, day + LATE)
    mine = PostingLine.objects.filter(
        account=LedgerAccount.HELD,
        way=account.way,
        posting__case__court__in=account.courts,
        posting__kind__in=BOOKED_AS.values(),
    )
    rows = mine.filter(_on(account, day) | _named(account, told)).exclude(
        posting__occasion__endswith=RETURNED
    )
    found = [
        Moved(PostingKind(kind), _name(kind, occasion), Amount(abs(minor), currency))
        for kind, occasion, minor, currency in rows.order_by("id").values_list(
            "posting__kind", "posting__occasion", "minor", "currency"
        )
    ]
    elsewhere = before | (after - told)
    return [moved for moved in found if (moved.kind, moved.name) not in elsewhere]


def party_of(account: HeldAccount, kind: str, name: str, key: str) -> Party | None:
    """The party a movement is about, as the books know it, else as the attempt of that key does."""
    if kind in _DISPUTES:
        kind = PostingKind.RECEIVED
    posting = Posting.objects.filter(kind=kind, occasion=occasion_of(account.way, name))
    attempt = PaymentAttempt.objects.filter(way=account.way, key=key)
    mine = Party.objects.select_related("case__court").filter(case__court__in=account.courts)
    booked = mine.filter(id__in=posting.values("party")).first()
    return booked or mine.filter(id__in=attempt.values("party")).first()


def _on(account: FirmAccount, day: date) -> Q:
    zone = ZoneInfo(account.firm.zone)
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + ONE_DAY, time(), zone)
    return Q(posting__at__gte=begins, posting__at__lt=ends)


def _named(account: FirmAccount, told: Iterable[tuple[str, str]]) -> Q:
    occasions, disputes = [], Q()
    for kind, name in told:
        occasion = occasion_of(account.way, name)
        if kind in _DISPUTES:
            disputes |= Q(posting__kind=kind, posting__occasion__startswith=f"{occasion}.")
        else:
            occasions.append(occasion)
    return Q(posting__occasion__in=occasions) | disputes


def _stated(account: FirmAccount, first: date, last: date) -> set[tuple[str, str]]:
    """What the statements from one day to another moved, both included."""
    days = ReconciledDay.objects.filter(account=account.name, way=account.way)
    kept = days.filter(day__range=(first, last)).values_list("stated", flat=True)
    return {(kind, name) for stated in kept for kind, name in stated or ()}


def _name(kind: str, occasion: str) -> str:
    name = occasion.partition(":")[2]
    return name.rpartition(".")[0] if kind in _DISPUTES else name
