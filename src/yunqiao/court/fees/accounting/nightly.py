"""Comparing the books with the statements of firms and banks; whatever differs is a task."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from yunqiao.court.fees.accounting.accounts import FirmAccount, bank_accounts, firm_accounts
from yunqiao.court.fees.accounting.days import days_waiting, is_overdue
from yunqiao.court.fees.accounting.differences import keep_day
from yunqiao.court.fees.accounting.from_statements import BOOKED_FROM, book_stated
from yunqiao.court.fees.accounting.movements import booked_beside
from yunqiao.court.fees.accounting.transfers import compare_transfers
from yunqiao.court.fees.reconciling import (
    BOOKED_AS,
    Difference,
    DifferenceKind,
    movements_in,
    reconcile,
)
from yunqiao.gateways.payment.port import LineKind, PaymentError, StatementLine

logger = logging.getLogger(__name__)

WHOLE_STATEMENT: Final = ""
"""What differs where a day's statement is missing: no movement in particular."""


def reconcile_waiting() -> None:
    """Compare every day that is over and was not compared yet, and those that still differ, again.

    A statement that is not ready, or a firm that is down, is asked for again by the next run; one
    that stays away too long is a task until it comes or a person explains it.
    """
    for account in firm_accounts():
        for day in days_waiting(account):
            try:
                reconcile_day(account, day)
            except PaymentError as error:
                logger.warning("%s of %s by %s: %s", day, account.name, account.way, error)
                _miss(account, day)
            except Exception:  # whatever stands in one statement, the others are compared
                logger.exception("%s of %s by %s", day, account.name, account.way)
                _miss(account, day)
    for bank in bank_accounts():
        compare_transfers(bank)


def reconcile_day(account: FirmAccount, day: date) -> UUID:
    """Compare one of the firm's days, book its fees and conversions and keep what differs; the day's id.

    Raises:
        FirmDownError: nothing is known.
        StatementNotReadyError: the firm has not closed that day yet, or no longer keeps it.
    """
    stated = account.firm.statement(day)
    unbooked = [_unbooked(line) for line in book_stated(account, day, stated)]
    found = [*reconcile(booked_beside(account, day, stated), stated).differences, *unbooked]
    return keep_day(account, day, list(movements_in(stated)), found, _keys_in(stated))


def _miss(account: FirmAccount, day: date) -> None:
    if is_overdue(account, day):
        missing = Difference(DifferenceKind.NOT_OBTAINED, WHOLE_STATEMENT, str(day), None, None)
        keep_day(account, day, None, [missing])


def _unbooked(line: StatementLine) -> Difference:
    what = BOOKED_FROM[line.kind]
    return Difference(DifferenceKind.NOT_BOOKED, what, line.money_id, None, line.amount)


def _keys_in(stated: Sequence[StatementLine]) -> Mapping[tuple[str, str], str]:
    """Our keys as the statement tells them, by what moved."""
    ours = [line for line in stated if line.kind in BOOKED_AS]
    return {
        (moved.kind, moved.name): line.key
        for moved, line in zip(movements_in(ours), ours, strict=True)
        if line.kind is not LineKind.REFUND
    }
