"""Comparing the books with the firms' statements, and what becomes of a difference."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import orjson
from psycopg.types.json import Jsonb

from yunqiao.court.fees.accounting.accounts import FirmAccount, firm_accounts
from yunqiao.court.fees.accounting.firm_fees import book_fees
from yunqiao.court.fees.accounting.models import ReconciledDay, StatementDifference
from yunqiao.court.fees.accounting.movements import booked_beside, party_of
from yunqiao.court.fees.models import PostingKind
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.reconciling import (
    BOOKED_AS,
    Difference,
    DifferenceKind,
    movements_in,
    reconcile,
)
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.writing import Act, Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.port import (
    Amount,
    LineKind,
    PaymentError,
    StatementLine,
)

logger = logging.getLogger(__name__)

DAYS_BACK: Final = 7
"""How long a statement that was not to be had is asked for again."""
SETTLED_MEANWHILE: Final = "the difference was settled in the meantime"
_DAYS: Final = UUID("0195b3a0-0000-7000-8000-6b0ff1ce0001")
"""The ids of days follow from account, way and day under this one."""


def reconcile_waiting() -> None:
    """Compare every day that is over and was not compared yet, and those that still differ, again.

    A statement that is not ready, or a firm that is down, is asked for again by the next run.
    """
    for account in firm_accounts():
        for day in _days_waiting(account):
            try:
                reconcile_day(account, day)
            except PaymentError as error:
                logger.warning("%s of %s by %s: %s", day, account.name, account.way, error)
            except Exception:  # whatever stands in one statement, the others are compared
                logger.exception("%s of %s by %s", day, account.name, account.way)


def reconcile_day(account: FirmAccount, day: date) -> UUID:
    """Compare one of the firm's days, book its fees and keep what differs; the day's id.

    Raises:
        FirmDownError: nothing is known.
        StatementNotReadyError: the firm has not closed that day yet, or no longer keeps it.
    """
    stated = account.firm.statement(day)
    fees = [_unbooked(fee) for fee in book_fees(account, day, stated)]
    found = [*reconcile(booked_beside(account, day, stated), stated).differences, *fees]
    day_id = uuid5(_DAYS, f"{account.name}/{account.way}/{day}")
    names = [[moved.kind, moved.name] for moved in movements_in(stated)]
    rows = list(_rows(account, day_id, found, _keys_in(stated)))
    with act(by=Actor(person=None)) as writing:
        kept = Jsonb(names, orjson.dumps)
        writing.execute(_DAY, (day_id, account.name, account.way, day, kept, now()))
        for row in rows:
            _keep(writing, row)
        writing.execute(_AGREED, (now(), day_id, [row.id for row in rows]))
    return day_id


def explain(*, by: Account, difference: StatementDifference, because: str, key: RequestKey) -> None:
    """Settle a difference by saying how it came about.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
        OutdatedError: it was settled in the meantime.
    """
    access.may_handle_money_of(by, difference.court_id).require()

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.keep(writing, key, {})
            settled = (now(), by.id, because, difference.id)
            writing.expect_row(_EXPLAIN, settled, SETTLED_MEANWHILE)
        return {}

    idempotency.once(key, create)


def _days_waiting(account: FirmAccount) -> list[date]:
    yesterday = court_date(now(), ZoneInfo(account.firm.zone)) - timedelta(days=1)
    recent = {yesterday - timedelta(days=back) for back in range(DAYS_BACK)}
    known = ReconciledDay.objects.filter(account=account.name, way=account.way)
    differing = known.filter(differences__settled_at=None, differences__isnull=False)
    done = set(known.filter(day__in=recent).values_list("day", flat=True))
    return sorted((recent - done) | set(differing.values_list("day", flat=True)))


def _unbooked(fee: StatementLine) -> Difference:
    kind = DifferenceKind.NOT_BOOKED
    return Difference(kind, PostingKind.FIRM_FEE, fee.money_id, None, fee.amount)


def _keys_in(stated: Sequence[StatementLine]) -> Mapping[tuple[str, str], str]:
    """Our keys as the statement tells them, by what moved."""
    ours = [line for line in stated if line.kind in BOOKED_AS]
    return {
        (moved.kind, moved.name): line.key
        for moved, line in zip(movements_in(ours), ours, strict=True)
        if line.kind is not LineKind.REFUND
    }


def _rows(
    account: FirmAccount,
    day_id: UUID,
    found: Sequence[Difference],
    keys: Mapping[tuple[str, str], str],
) -> Iterator[StatementDifference]:
    seen = Counter[Difference]()
    for one in found:
        seen[one] += 1
        party = party_of(account, one.what, one.name, keys.get((one.what, one.name), ""))
        ours, theirs = one.ours or Amount(0, ""), one.theirs or Amount(0, "")
        said = f"{one.kind}/{one.what}/{one.name}/{ours}/{theirs}/{seen[one]}"
        yield StatementDifference(
            id=uuid5(day_id, said),
            day_id=day_id,
            court_id=party.case.court_id if party else _only_court(account),
            party=party,
            kind=one.kind,
            what=one.what,
            name=one.name,
            our_minor=ours.minor,
            our_currency=ours.currency,
            their_minor=theirs.minor,
            their_currency=theirs.currency,
            found_at=now(),
        )


def _only_court(account: FirmAccount) -> UUID | None:
    return account.courts[0] if len(account.courts) == 1 else None


def _keep(writing: Act, row: StatementDifference) -> None:
    ours, theirs = (row.our_minor, row.our_currency), (row.their_minor, row.their_currency)
    whose = (row.id, row.day_id, row.court_id, row.party_id)
    writing.execute(_KEEP, (*whose, row.kind, row.what, row.name, *ours, *theirs, row.found_at))


_DAY: Final = """
INSERT INTO reconciled_day (id, account, way, day, stated, at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (account, way, day) DO UPDATE SET stated = excluded.stated, at = excluded.at"""
_KEEP: Final = """
INSERT INTO statement_difference
  (id, day_id, court_id, party_id, kind, what, name, our_minor, our_currency, their_minor,
   their_currency, found_at, because)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '')
ON CONFLICT (id) DO UPDATE SET settled_at = NULL, found_at = excluded.found_at
WHERE statement_difference.settled_by_id IS NULL AND statement_difference.settled_at IS NOT NULL"""
_AGREED: Final = """
UPDATE statement_difference SET settled_at = %s
WHERE day_id = %s AND settled_at IS NULL AND NOT id = ANY(%s)"""
_EXPLAIN: Final = """
UPDATE statement_difference SET settled_at = %s, settled_by_id = %s, because = %s
WHERE id = %s AND settled_at IS NULL"""
