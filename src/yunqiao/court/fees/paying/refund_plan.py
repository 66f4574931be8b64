"""By which ways money goes back: out of the payments it came by, the newest first, the rest by bank."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Sum

from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.books import posting_of, standing
from yunqiao.court.fees.models import LedgerAccount, PostingKind, PostingLine
from yunqiao.court.fees.paying.models import BANK, PaymentAttempt, Refund
from yunqiao.court.fees.paying.receiving import occasion_of, payments_of, payments_taken_back
from yunqiao.court.fees.paying.states import MONEY_CAME, AttemptState, RefundState
from yunqiao.law.money import CNY

NEVER_LEFT = (RefundState.FAILED, RefundState.REJECTED, RefundState.VOID)
OVER = (RefundState.DONE, *NEVER_LEFT)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a refund: out of an attempt, or by a bank transfer made by hand.

    `side` is the party it goes to, by id: whoever paid it.
    """

    attempt: PaymentAttempt | None
    fen: int
    side: UUID

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
    paid = PaymentAttempt.objects.filter(party=party, state=AttemptState.PAID).exclude(way=BANK)
    when = Max("changes__at", filter=Q(changes__kind=MONEY_CAME))
    left = _left_by_side(party, paid)
    for attempt in paid.annotate(came_at=when).order_by("-came_at", "-id"):
        if (fen := min(wanted, _left_of(attempt))) > 0:
            yield Part(attempt, fen, attempt.side_id)
            wanted -= fen
            left[attempt.side_id] -= fen
    for side, of_side in left.items():
        if (fen := min(wanted, of_side)) > 0:
            yield Part(None, fen, side)
            wanted -= fen
    if wanted > 0:
        yield Part(None, wanted, party.id)


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
