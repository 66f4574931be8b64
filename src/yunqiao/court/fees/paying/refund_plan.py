"""By which ways money goes back: what waited to whoever sent it, then the newest payments, the rest by bank."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Sum

from yunqiao.court.casefile.entries import PAYMENT_ASSIGNED, PAYMENT_RECEIVED
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.books import posting_of, standing
from yunqiao.court.fees.models import LedgerAccount, PostingKind, PostingLine
from yunqiao.court.fees.paying.entries import GOES_BACK, PaymentReceived
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt, Refund
from yunqiao.court.fees.paying.receiving import occasion_of, payments_of, payments_taken_back
from yunqiao.court.fees.paying.states import MONEY_CAME, AttemptState, RefundState
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.law.money import CNY

NEVER_LEFT = (RefundState.FAILED, RefundState.REJECTED, RefundState.VOID)
OVER = (RefundState.DONE, *NEVER_LEFT)


Source = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a refund: out of an attempt, or by a bank transfer made by hand.

    `side` is the party it goes to, by id: whoever paid it.
    """

    attempt: PaymentAttempt | None
    fen: int
    side: UUID

    @property
    def source(self) -> Source:
        """What brought it: the firm's mark of a payment, of transfers the party who made them, by id."""
        attempt = self.attempt
        return (attempt.way, attempt.money_id) if attempt else (BANK, str(self.side))

    @property
    def way(self) -> str:
        """The way to pay by which it goes back."""
        return self.attempt.way if self.attempt else BANK


def to_propose(party: Party) -> int:
    """What is to be refunded and on nobody's list yet, in fen."""
    under_way = Refund.objects.filter(party=party).exclude(state__in=OVER)
    return standing(party.case_id, party.id).to_refund - sum_of(under_way)


def plan(party: Party) -> Sequence[Part]:
    """How all that is to be refunded would go back."""
    return list(_parts(party, to_propose(party)))


def sum_of(refunds: QuerySet[Refund]) -> int:
    """What these refunds come to, in fen."""
    return refunds.aggregate(total=Sum("fen"))["total"] or 0


def _parts(party: Party, wanted: int) -> Iterator[Part]:
    there, waited = list(_still_there(party)), _sent_back(party)
    going = Counter[Source]()
    for most in (waited, Counter({one.source: one.fen for one in there})):
        for one in there:
            fen = max(min(wanted, one.fen - going[one.source], most[one.source]), 0)
            going[one.source] += fen
            wanted -= fen
    yield from (replace(one, fen=going[one.source]) for one in there if going[one.source])
    if wanted > 0:
        yield Part(None, wanted, party.id)


def _still_there(party: Party) -> Iterator[Part]:
    """What of each payment could go back: by card or app the newest first, then by bank for each side."""
    paid = PaymentAttempt.objects.filter(party=party, state=AttemptState.PAID).exclude(way=BANK)
    when = Max("changes__at", filter=Q(changes__kind=MONEY_CAME))
    left = _left_by_side(party, paid)
    for attempt in paid.annotate(came_at=when).order_by("-came_at", "-id"):
        fen = max(_left_of(attempt), 0)
        left[attempt.side_id] -= fen
        yield Part(attempt, fen, attempt.side_id)
    yield from (Part(None, fen, side) for side, fen in left.items())


def _sent_back(party: Party) -> Counter[Source]:
    """What waited and is to go back, by what brought it, less what went or goes back of that, in fen."""
    back, waits = Counter[Source](), Counter[Source]()
    kinds = (PAYMENT_RECEIVED, PAYMENT_ASSIGNED)
    told = DocketEntry.objects.filter(stream_id=party.case_id, kind__in=kinds).order_by("seq")
    for entry in told:
        said = entry.payload
        if said["party"] != str(party.id):
            continue
        if entry.kind == PAYMENT_RECEIVED:
            came = PaymentReceived(**said)
            by_bank = came.way == BANK
            waits[came.way, came.of_side if by_bank else came.money_id] += came.fen - came.pays
        elif said["outcome"] == GOES_BACK:
            back, waits = back + waits, Counter[Source]()
        else:
            _take_oldest(waits, said["fen"])
    for refund in Refund.objects.filter(party=party).exclude(state__in=NEVER_LEFT):
        back[Part(refund.attempt, refund.fen, refund.side_id).source] -= refund.fen
    return back


def _take_oldest(waits: Counter[Source], fen: int) -> None:
    for source in waits:
        taken = min(fen, waits[source])
        waits[source] -= taken
        fen -= taken


def _left_by_side(party: Party, paid: QuerySet[PaymentAttempt]) -> Counter[UUID]:
    """What each side paid of what a party owes, less what went or goes back, in fen; the last payer first.

    What a card's bank took back is known by the attempt.
    """
    left = Counter[UUID]()
    for came in payments_of(party):
        left[UUID(came.of_side)] += came.fen
    for back in payments_taken_back(party, BANK):
        left[UUID(back.side)] -= back.fen
    for attempt in paid.order_by("id"):
        left[attempt.side_id] -= _disputed(attempt)
    for refund in Refund.objects.filter(party=party).exclude(state__in=NEVER_LEFT).order_by("id"):
        left[refund.side_id] -= refund.fen
    return left


def _left_of(attempt: PaymentAttempt) -> int:
    """What an attempt brought, less what went or goes back of it."""
    received = received_by(attempt) - _disputed(attempt)
    if Refund.objects.filter(attempt=attempt, state=RefundState.FAILED).exists():
        return 0  # the firm would not: the rest goes by bank
    return received - sum_of(Refund.objects.filter(attempt=attempt).exclude(state__in=NEVER_LEFT))


def received_by(attempt: PaymentAttempt) -> int:
    """What came by an attempt in yuan, in fen."""
    posting = posting_of(PostingKind.RECEIVED, occasion_of(attempt.way, attempt.money_id))
    if posting is None:
        return 0
    held = posting.lines.filter(account=LedgerAccount.HELD, currency=CNY)
    return held.aggregate(total=Sum("minor"))["total"] or 0


def _disputed(attempt: PaymentAttempt) -> int:
    """What the card's bank took back of what came by an attempt, in fen."""
    lines = PostingLine.objects.filter(
        account=LedgerAccount.HELD,
        currency=CNY,
        posting__kind__in=(PostingKind.DISPUTED, PostingKind.DISPUTE_WON),
        posting__occasion__startswith=occasion_of(attempt.way, f"{attempt.money_id}."),
    )
    return -(lines.aggregate(total=Sum("minor"))["total"] or 0)
