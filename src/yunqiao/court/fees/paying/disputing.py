"""What a payer's objection with the card's bank does to the books."""

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import DISPUTE_ENDED, PAYMENT_DISPUTED
from yunqiao.court.casefile.tasks import close_task
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import book, is_booked, posting_of, standing
from yunqiao.court.fees.ledger import Money
from yunqiao.court.fees.models import LedgerAccount, Posting, PostingKind
from yunqiao.court.fees.paying.entries import MoneyMoved
from yunqiao.court.fees.paying.receiving import occasion_of
from yunqiao.court.fees.tasks import ANSWER_DISPUTE
from yunqiao.court.foundation.writing import Act
from yunqiao.gateways.payment.port import Disputed, DisputeStanding
from yunqiao.law.money import CNY, Rate


def received_as(way: str, money_id: str) -> Posting | None:
    """What was booked when this money came."""
    return posting_of(PostingKind.RECEIVED, occasion_of(way, money_id))


def take_dispute(act: Act, received: Posting, way: str, told: Disputed) -> bool:
    """Book a dispute, or how it ended, once; False where its beginning is not known yet."""
    opened = told.standing is DisputeStanding.OPENED
    occasion, party = occasion_of(way, told.dispute_id), received.party
    if not opened and not is_booked(PostingKind.DISPUTED, occasion):
        return False
    before, money = standing(party.case_id, party.id), _worth(received, told)
    if opened:
        booking = ledger.disputed(money, way)
    elif told.standing is DisputeStanding.WON:
        booking = ledger.dispute_won(before, money, way)
    else:
        booking = ledger.dispute_lost(before, money)
    if is_booked(booking.kind, occasion):
        return True
    book(act, party.case_id, party.id, booking, occasion)
    moved = MoneyMoved(
        party=str(party.id),
        way=way,
        name=told.dispute_id,
        fen=money.fen,
        outcome="" if opened else told.standing.value,
    )
    kind = PAYMENT_DISPUTED if opened else DISPUTE_ENDED
    docket.record(act, party.case, kind, moved.payload())
    if not before.after(booking).disputed:
        close_task(act, party.case, ANSWER_DISPUTE)
    return True


def _worth(received: Posting, told: Disputed) -> Money:
    """The disputed amount by the rate at which the money was booked."""
    if told.amount.currency == CNY:
        return ledger.yuan(told.amount.minor)
    held = received.lines.get(account=LedgerAccount.HELD)
    assert held.rate is not None
    assert held.rate_on is not None
    rate = Rate(currency=held.currency, cny_per_unit=held.rate, published_on=held.rate_on)
    return ledger.abroad(told.amount.minor, rate)
