"""Booking what a firm keeps for itself or gives back of it, from its statement, once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from yunqiao.court.fees import ledger
from yunqiao.court.fees.accounting.accounts import FirmAccount
from yunqiao.court.fees.books import book, is_booked
from yunqiao.court.fees.ledger import Money, NotBookableError
from yunqiao.court.fees.models import Posting, PostingKind
from yunqiao.court.fees.paying.disputing import received_as, worth_like
from yunqiao.court.fees.paying.receiving import occasion_of
from yunqiao.court.fees.rates import worth
from yunqiao.court.foundation.clock import court_date
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.gateways.payment.port import LineKind, StatementLine

BOOKED_FROM: Final[Mapping[LineKind, PostingKind]] = {
    LineKind.FEE: PostingKind.FIRM_FEE,
    LineKind.FEE_BACK: PostingKind.FIRM_FEE_BACK,
}
"""Lines of a statement that tell the books, and what each is there."""
_BOOKINGS: Final = {LineKind.FEE: ledger.firm_fee, LineKind.FEE_BACK: ledger.firm_fee_back}


def book_fees(
    account: FirmAccount, day: date, stated: Sequence[StatementLine]
) -> Sequence[StatementLine]:
    """Book the fees of a day's statement; those that belong to no money in the books are returned.

    A fee is of the money it names, else of the movement it follows.
    """
    left, seen, last = [], Counter[tuple[str, str]](), ""
    for line in stated:
        if line.kind not in BOOKED_FROM:
            last = line.money_id
            continue
        seen[line.kind, line.money_id] += 1
        name = f"{line.money_id}.{day}.{seen[line.kind, line.money_id]}"
        if line.amount.minor and not _book(account, line, last, occasion_of(account.way, name)):
            left.append(line)
    return left


def _book(account: FirmAccount, fee: StatementLine, last: str, occasion: str) -> bool:
    """Whether the fee is in the books now."""
    if is_booked(BOOKED_FROM[fee.kind], occasion):
        return True
    received = received_as(account.way, fee.money_id) or received_as(account.way, last)
    if received is None or received.party.case.court_id not in account.courts:
        return False
    money = _worth(received, fee)
    if money is None:
        return False
    _write(received, _BOOKINGS[fee.kind](money, account.way), occasion)
    return True


def _worth(received: Posting, fee: StatementLine) -> Money | None:
    """By the rate of the money that came, else by the one recorded for the day."""
    try:
        return worth_like(received, fee.amount)
    except NotBookableError:
        return worth(fee.amount, court_date(fee.at, received.party.case.court.zone))


def _write(received: Posting, booking: ledger.Booking, occasion: str) -> None:
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, received.case_id)
        if not is_booked(booking.kind, occasion):
            book(writing, received.case_id, received.party_id, booking, occasion)
