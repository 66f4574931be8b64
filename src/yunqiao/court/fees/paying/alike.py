"""Transfers that are perhaps there already: the same account, day and sum, told another way."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db.models import Q

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.accounting.accounts import HeldAccount, bank_accounts
from yunqiao.court.fees.models import LedgerAccount, PostingKind, PostingLine
from yunqiao.court.fees.paying.models import BANK, UnbookedMoney
from yunqiao.court.fees.paying.receiving import occasion_of, payments_of

_MARK: Final = re.compile(r"(.*\.[0-9a-f]{16}\.)[0-9a-f]{16}")
"""How the name of an entry begins in whatever format its statement is (`statements`)."""


def alike(money: UnbookedMoney) -> list[str]:
    """What came with each transfer that is perhaps the same, and what became of it, or its case."""
    account = next((one for one in bank_accounts() if money.court_id in one.courts), None)
    if money.way != BANK or account is None:
        return []
    left = list(_left(money, account))
    known = {money.money_id, *(one.money_id for one in left)}
    told = (f"{one.told} · {one.because}" if one.because else one.told for one in left)
    return [*told, *_booked(money, account, known)]


def valued_at(court: Court, day: date) -> datetime:
    """The moment, in UTC, that stands for a day of the court's account: its noon there."""
    return datetime.combine(day, time(12), court.zone).astimezone(UTC)


def _left(money: UnbookedMoney, account: HeldAccount) -> Iterator[UnbookedMoney]:
    days = _days(money)
    same = Q(booked_on__in=days) | Q(valued_on__in=days)
    if mark := _MARK.match(money.money_id):
        same |= Q(money_id__startswith=mark[1])
    there = UnbookedMoney.objects.filter(same, way=BANK, court__in=account.courts)
    of_sum = there.filter(minor=money.minor, currency=money.currency)
    yield from of_sum.exclude(money_id=money.money_id).order_by("id")


def _booked(money: UnbookedMoney, account: HeldAccount, known: set[str]) -> Iterator[str]:
    """The cases in which a payment of this day or mark was booked that is none of the known."""
    days = _days(money)
    if money.court is None or not days:
        return
    sums = PostingLine.objects.filter(
        account=LedgerAccount.HELD,
        way=BANK,
        currency=money.currency,
        minor=money.minor,
        posting__kind=PostingKind.RECEIVED,
        posting__case__court__in=account.courts,
        posting__at__gte=valued_at(money.court, min(days)) - timedelta(days=1),
    )
    at = [valued_at(money.court, day).isoformat() for day in days]
    mark = _MARK.match(money.money_id)
    for line in sums.select_related("posting__party", "posting__case").order_by("posting__at"):
        names = {
            one.money_id
            for one in payments_of(line.posting.party)
            if one.paid_at in at or (mark and one.money_id.startswith(mark[1]))
        }
        name = line.posting.occasion.removeprefix(occasion_of(BANK, ""))
        if name in names - known:
            yield str(line.posting.case)


def _days(money: UnbookedMoney) -> list[date]:
    return [day for day in (money.booked_on, money.valued_on) if day]
