"""Which days of an account with a firm wait for its statement, and which have waited too long."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from yunqiao.court.fees.accounting.accounts import FirmAccount
from yunqiao.court.fees.accounting.differences import PATIENCE
from yunqiao.court.fees.accounting.models import ReconciledDay
from yunqiao.court.fees.models import LedgerAccount, PaymentAttempt, PostingLine
from yunqiao.court.foundation.clock import court_date, now

KEPT_FOR: Final = timedelta(days=90)
"""How long firms hand out the statement of a day; WeChat Pay and Alipay keep it three months."""
ONE_DAY: Final = timedelta(days=1)


def days_waiting(account: FirmAccount) -> list[date]:
    """Days that are over and to be compared, or compared again because they differ, oldest first.

    A day on which nothing could move is let go after `PATIENCE`: some firms make no statement of it.
    """
    last = _last_over(account)
    recent = {last - ONE_DAY * back for back in range(PATIENCE.days)}
    known = _known(account)
    differing = known.filter(differences__settled_at=None, differences__isnull=False)
    done = set(known.filter(day__gt=last - KEPT_FOR).values_list("day", flat=True))
    busy = {day for day in _busy(account, last - KEPT_FOR) if day <= last}
    return sorted((recent | busy) - done | set(differing.values_list("day", flat=True)))


def is_overdue(account: FirmAccount, day: date) -> bool:
    """Whether a statement that never came is missing for longer than a firm should need."""
    late = day <= _last_over(account) - PATIENCE
    return late and not _known(account).filter(day=day).exists()


def _last_over(account: FirmAccount) -> date:
    return court_date(now(), ZoneInfo(account.firm.zone)) - ONE_DAY


def _known(account: FirmAccount) -> QuerySet[ReconciledDay]:
    return ReconciledDay.objects.filter(account=account.name, way=account.way)


def _busy(account: FirmAccount, since: date) -> Iterator[date]:
    """The firm's days on which an attempt was open or the books moved; an attempt lasts a day at most."""
    zone = ZoneInfo(account.firm.zone)
    begin = datetime.combine(since, time(), zone)
    attempts = PaymentAttempt.objects.filter(
        way=account.way, party__case__court__in=account.courts, started_at__gte=begin
    )
    for column in ("started_at", "expires_at"):
        yield from attempts.values_list(TruncDate(column, tzinfo=zone), flat=True).distinct()
    moved = PostingLine.objects.filter(
        account=LedgerAccount.HELD,
        way=account.way,
        posting__case__court__in=account.courts,
        posting__at__gte=begin,
    )
    yield from moved.values_list(TruncDate("posting__at", tzinfo=zone), flat=True).distinct()
