"""Booking what a firm's statement alone tells, once: what it keeps, gives back of that, and converts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final

from yunqiao.court.fees import ledger
from yunqiao.court.fees.accounting.accounts import FirmAccount
from yunqiao.court.fees.books import book, is_booked
from yunqiao.court.fees.ledger import Booking, Money, NotBookableError
from yunqiao.court.fees.models import Posting, PostingKind
from yunqiao.court.fees.paying.disputing import received_as, worth_like
from yunqiao.court.fees.paying.receiving import occasion_of
from yunqiao.court.fees.rates import worth
from yunqiao.court.foundation.clock import court_date
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.gateways.payment.port import Amount, LineKind, StatementLine

BOOKED_FROM: Final[Mapping[LineKind, PostingKind]] = {
    LineKind.FEE: PostingKind.FIRM_FEE,
    LineKind.FEE_BACK: PostingKind.FIRM_FEE_BACK,
    LineKind.CONVERSION: PostingKind.CONVERTED,
}
"""Lines of a statement that tell the books, and what each is there."""
_FEES: Final = {LineKind.FEE: ledger.firm_fee, LineKind.FEE_BACK: ledger.firm_fee_back}


@dataclass(frozen=True, slots=True)
class _Told:
    """A line, its number among those of its kind and name that day, and the money it follows."""

    line: StatementLine
    number: int
    after: str


def book_stated(
    account: FirmAccount, day: date, stated: Sequence[StatementLine]
) -> Sequence[StatementLine]:
    """Book the fees and conversions of a day's statement; those of no money in the books are returned.

    Each is of the money it names, else of the movement it follows; the earliest is booked first,
    since the first conversion says what later amounts in that currency are worth.
    """
    told = [one for one in _told(stated) if one.line.amount.minor]
    told.sort(key=attrgetter("line.at"))
    return [one.line for one in told if not _book(account, day, one)]


def _told(stated: Sequence[StatementLine]) -> Iterator[_Told]:
    seen, last = Counter[tuple[str, str]](), ""
    for line in stated:
        if line.kind in BOOKED_FROM:
            seen[line.kind, line.money_id] += 1
            yield _Told(line, seen[line.kind, line.money_id], last)
        else:
            last = line.money_id


def _book(account: FirmAccount, day: date, told: _Told) -> bool:
    """Whether the line is in the books now."""
    line, way = told.line, account.way
    name = f"{line.money_id}.{day}.{told.number}"
    kind, occasion = BOOKED_FROM[line.kind], occasion_of(way, name)
    received = received_as(way, line.money_id) or received_as(way, told.after)
    if received and line.kind is LineKind.CONVERSION:
        occasion = f"{received.occasion}.{name}"
    if is_booked(kind, occasion):
        return True
    if received is None or received.party.case.court_id not in account.courts:
        return False
    try:
        booking = _booking(received, line, way)
    except NotBookableError:  # worth less than a fen
        booking = None
    if booking:
        _write(received, booking, occasion)
    return booking is not None


def _booking(received: Posting, line: StatementLine, way: str) -> Booking | None:
    if line.kind is LineKind.CONVERSION:
        return _converted(received, line, way)
    money = _known(received, line.amount) or _recorded(received, line)
    return _FEES[line.kind](money, way) if money else None


def _converted(received: Posting, line: StatementLine, way: str) -> Booking | None:
    """What one side is worth is known, from yuan or by a rate; the other cost or brought as much."""
    assert line.into is not None
    gone, came = _known(received, line.amount), _known(received, line.into)
    if gone is None and came is None:
        gone = _recorded(received, line)
    if known := gone or came:
        on = court_date(line.at, received.party.case.court.zone)
        gone = gone or ledger.at_cost(line.amount.minor, line.amount.currency, known.fen, on)
        came = came or ledger.at_cost(line.into.minor, line.into.currency, known.fen, on)
        return ledger.converted(gone, came, way)
    return None


def _known(received: Posting, amount: Amount) -> Money | None:
    """What an amount is worth by the rate of the money that came, or into which it was converted."""
    try:
        return worth_like(received, amount)
    except NotBookableError:
        return None


def _recorded(received: Posting, line: StatementLine) -> Money | None:
    """What it is worth by the rate that the court recorded for the day."""
    court = received.party.case.court
    return worth(line.amount, court, court_date(line.at, court.zone))


def _write(received: Posting, booking: Booking, occasion: str) -> None:
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, received.case_id)
        if not is_booked(booking.kind, occasion):
            book(writing, received.case_id, received.party_id, booking, occasion)
