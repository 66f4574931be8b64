"""What left the bank account, by its statements, beside the refunds that were made by transfer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from yunqiao.court.fees.accounting.accounts import HeldAccount, bank_accounts
from yunqiao.court.fees.accounting.differences import PATIENCE, id_of, keep_day
from yunqiao.court.fees.accounting.models import ReconciledDay, SentTransfer
from yunqiao.court.fees.books import is_booked
from yunqiao.court.fees.models import PostingKind, Refund
from yunqiao.court.fees.paying.models import BANK
from yunqiao.court.fees.paying.receiving import occasion_of
from yunqiao.court.fees.paying.states import RefundState
from yunqiao.court.fees.reconciling import Moved, reconcile
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.gateways.payment.port import Amount, LineKind, StatementLine
from yunqiao.law.money import CNY

COMPARED_FOR: Final = timedelta(days=90)
"""How long days are compared again, and how far apart books and statement may date one transfer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A line of a bank's statement by which money left: minor units above nought."""

    name: str
    day: date
    minor: int
    currency: str
    told: str


def keep_sent(court_id: UUID, lines: Sequence[Sent]) -> None:
    """Keep lines of a statement of the court's account, each once, and compare them with the books."""
    account = next(one for one in bank_accounts() if court_id in one.courts)
    with act(by=Actor(person=None)) as writing:
        for day in {line.day for line in lines}:
            writing.execute(_DAY, (id_of(account, day), account.name, BANK, day, now()))
        for line in lines:
            said = (line.name, line.minor, line.currency, line.told)
            writing.execute(_SENT, (new_id(), id_of(account, line.day), *said))
    compare_transfers(account)


def compare_transfers(account: HeldAccount) -> None:
    """Find the refund of every line that left the account, and the line of every refund.

    A line without a refund is a difference at once, a refund without a line after `PATIENCE`.
    """
    since = court_date(now()) - COMPARED_FOR
    reach = since - COMPARED_FOR  # what ends a transfer of the first days compared, or began it
    told, made = defaultdict[date, list[StatementLine]](list), list(_refunds(account, reach))
    booked = defaultdict[date, list[Moved]](list)
    lines = SentTransfer.objects.select_related("day").filter(
        day__account=account.name, day__way=BANK, day__day__gte=reach
    )
    for line in lines.order_by("day__day", "name"):
        refund = _refund_of(line, made)
        told[line.day.day].append(_stated(line, refund))
        if refund:
            made.remove(refund)
            booked[line.day.day].append(_booked(refund))
    for refund in made:
        on = court_date(refund.changed_at, refund.party.case.court.zone)
        if on + PATIENCE < court_date(now()):
            booked[on].append(_booked(refund))
    recent = {day for day in (*told, *booked) if day >= since}
    for day in {*recent, *_differing(account, since)}:
        found = reconcile(booked[day], told[day]).differences
        keep_day(account, day, [], found)


def _refunds(account: HeldAccount, since: date) -> Iterator[Refund]:
    done = Refund.objects.filter(
        way=BANK,
        state__in=(RefundState.DONE, RefundState.FAILED),
        party__case__court__in=account.courts,
        changed_at__gte=datetime.combine(since, time(), UTC),
    )
    for refund in done.select_related("party__case__court").order_by("changed_at", "id"):
        if is_booked(PostingKind.REFUNDED, occasion_of(BANK, refund.key)):
            yield refund


def _refund_of(line: SentTransfer, made: Sequence[Refund]) -> Refund | None:
    """The refund whose reference stands in a line, one of the same sum before another."""
    told = _words(line.told)
    named = [one for one in made if _stands_in(told, one.reference)]
    return min(named, key=lambda one: one.fen != line.minor, default=None)


def _stated(line: SentTransfer, refund: Refund | None) -> StatementLine:
    return StatementLine(
        kind=LineKind.REFUND,
        key=refund.key if refund else line.name,
        money_id="",
        amount=Amount(line.minor, line.currency),
        at=datetime.combine(line.day.day, time(), UTC),
    )


def _booked(refund: Refund) -> Moved:
    return Moved(PostingKind.REFUNDED, refund.key, Amount(refund.fen, CNY))


def _differing(account: HeldAccount, since: date) -> Iterator[date]:
    days = ReconciledDay.objects.filter(account=account.name, way=BANK, day__gte=since)
    yield from days.filter(differences__settled_at=None, differences__isnull=False).values_list(
        "day", flat=True
    )


def _stands_in(told: set[str], reference: str) -> bool:
    """Whether a reference stands in these words of a line, in one or in several."""
    words = _words(reference)
    return bool(words) and (words <= told or _plain(reference) in told)


def _words(text: str) -> set[str]:
    return {_plain(word) for word in text.split()} - {""}


def _plain(reference: str) -> str:
    return "".join(sign for sign in reference if sign.isalnum()).upper()


_DAY: Final = """
INSERT INTO reconciled_day (id, account, way, day, stated, at) VALUES (%s, %s, %s, %s, '[]', %s)
ON CONFLICT (account, way, day) DO NOTHING"""
_SENT: Final = """
INSERT INTO sent_transfer (id, day_id, name, minor, currency, told) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (day_id, name) DO NOTHING"""
