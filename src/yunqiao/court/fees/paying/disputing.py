"""What a payer's objection with the card's bank does to the books."""

from typing import Final

from django.db.models import Q

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import DISPUTE_ENDED, PAYMENT_DISPUTED
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import book, is_booked, posting_of, standing
from yunqiao.court.fees.ledger import Money, NotBookableError
from yunqiao.court.fees.models import LedgerAccount, Posting, PostingKind, PostingLine
from yunqiao.court.fees.paying.entries import MoneyMoved
from yunqiao.court.fees.paying.keeping import take_off
from yunqiao.court.fees.paying.models import PaymentAttempt, UnbookedMoney, WhyUnbooked
from yunqiao.court.fees.paying.receiving import keep_unbooked, occasion_of
from yunqiao.court.fees.tasks import close_done
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.writing import Act
from yunqiao.gateways.payment.port import Amount, Disputed, DisputeStanding
from yunqiao.law.money import CNY, Rate


def received_as(way: str, money_id: str) -> Posting | None:
    """What was booked when this money came."""
    return posting_of(PostingKind.RECEIVED, occasion_of(way, money_id))


def take_dispute(act: Act, received: Posting, way: str, told: Disputed) -> bool:
    """Book a dispute, or how it ended, once; False where its beginning is not known yet.

    What the books refuse waits for a person.
    """
    try:
        return _take(act, received, way, told)
    except NotBookableError:
        _leave_to_person(act, received.party, way, told)
        return True


def worth_like(received: Posting, amount: Amount) -> Money:
    """What an amount is worth by the rate at which the money was booked, or first converted.

    Raises:
        NotBookableError: it is in a currency in which the money never was, or nought.
    """
    if amount.currency == CNY:
        return ledger.yuan(amount.minor)
    changed = Q(posting__kind=PostingKind.CONVERTED)
    changed &= Q(posting__occasion__startswith=f"{received.occasion}.")
    of_it = PostingLine.objects.filter(changed | Q(posting=received), account=LedgerAccount.HELD)
    held = of_it.filter(currency=amount.currency).order_by("posting__at", "id").first()
    if held is None or held.rate is None or held.rate_on is None:
        raise NotBookableError("A rate is missing.")
    rate = Rate(currency=held.currency, cny_per_unit=held.rate, published_on=held.rate_on)
    return ledger.abroad(amount.minor, rate)


def _take(act: Act, received: Posting, way: str, told: Disputed) -> bool:
    opened = told.standing is DisputeStanding.OPENED
    occasion = occasion_of(way, f"{told.money_id}.{told.dispute_id}")
    party = received.party
    if not opened and not is_booked(PostingKind.DISPUTED, occasion):
        return False
    if is_booked(_KINDS[told.standing], occasion):
        return True
    before, money = standing(party.case_id, party.id), worth_like(received, told.amount)
    if opened:
        booking = ledger.disputed(money, way)
    elif told.standing is DisputeStanding.WON:
        booking = ledger.dispute_won(before, money, way)
    else:
        booking = ledger.dispute_lost(before, money)
    book(act, party.case_id, party.id, booking, occasion)
    paid = PaymentAttempt.objects.filter(way=way, money_id=told.money_id).first()
    moved = MoneyMoved(
        party=str(party.id),
        side=str(paid.side_id if paid else party.id),
        way=way,
        name=told.dispute_id,
        fen=money.fen,
        outcome="" if opened else told.standing.value,
    )
    kind = PAYMENT_DISPUTED if opened else DISPUTE_ENDED
    docket.record(act, party.case, kind, moved.payload())
    after = before.after(booking)
    close_done(act, party.case, party.id, before=before, after=after)
    if after.to_refund < before.to_refund:
        take_off(act, party.id, after)
    return True


def _leave_to_person(act: Act, party: Party, way: str, told: Disputed) -> None:
    """The beginning under the name that the books would have given it, so that its end is known."""
    is_won = told.standing is DisputeStanding.WON
    end = "" if told.standing is DisputeStanding.OPENED else f".{told.standing}"
    keep_unbooked(
        act,
        UnbookedMoney(
            court_id=party.case.court_id,
            way=way,
            money_id=f"{told.money_id}.{told.dispute_id}{end}",
            minor=told.amount.minor if is_won else -told.amount.minor,
            currency=told.amount.currency,
            why=WhyUnbooked.OTHER_CURRENCY if is_won else WhyUnbooked.REVERSAL,
            told=told.said,
            found_at=now(),
        ),
    )


_KINDS: Final = {
    DisputeStanding.OPENED: PostingKind.DISPUTED,
    DisputeStanding.WON: PostingKind.DISPUTE_WON,
    DisputeStanding.LOST: PostingKind.DISPUTE_LOST,
}
