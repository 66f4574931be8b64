"""Writing postings with an act, and reading how a party, a case or the whole book stands."""

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from yunqiao.court.fees.ledger import Booking, Standing, rate_of, standing_of
from yunqiao.court.fees.models import LedgerAccount, Posting, PostingLine
from yunqiao.court.fees.tasks import open_tasks
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.writing import Act


def book(act: Act, case_id: UUID, party_id: UUID, booking: Booking, occasion: str) -> Posting:
    """Add a posting to an act that holds the lock of the case, and the task of whoever must see to it.

    `occasion` names what it comes from, such as the firm's number of the money. Leaving the act
    raises UniqueViolation where the same occasion was booked before: then there is nothing to do.
    """
    posting = Posting(
        case_id=case_id,
        party_id=party_id,
        kind=booking.kind,
        occasion=occasion,
        at=now(),
        lines_count=len(booking.lines),
    )
    act.insert(posting)
    act.insert(*_rows(posting, booking))
    open_tasks(act, case_id, party_id, booking)
    return posting


def is_booked(kind: str, occasion: str) -> bool:
    """Whether this occasion is in the books."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_BOOKED, (kind, occasion))
        return cursor.fetchone() is not None


def posting_of(kind: str, occasion: str) -> Posting | None:
    """What was booked for this occasion, with the party and its case."""
    found = Posting.objects.select_related("party__case__court")
    return found.filter(kind=kind, occasion=occasion).first()


def standing(case_id: UUID, party_id: UUID) -> Standing:
    """How a party of a case stands; decide on it under the lock of the case."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, (case_id, party_id))
        return standing_of((str(account), int(fen)) for account, fen in cursor.fetchall())


def chargeable(case_id: UUID, party_id: UUID) -> int:
    """What a party of a case was charged and not let off, paid or not; under the lock of the case."""
    lines = PostingLine.objects.filter(
        posting__case_id=case_id,
        posting__party_id=party_id,
        account__in=(LedgerAccount.CHARGED, LedgerAccount.WAIVED),
    )
    return -(lines.aggregate(total=Sum("fen"))["total"] or 0)


def owing(case_ids: Iterable[UUID]) -> set[UUID]:
    """Of these cases those in which something is outstanding."""
    lines = PostingLine.objects.filter(
        posting__case__in=list(case_ids), account=LedgerAccount.RECEIVABLE
    )
    totals = lines.values_list("posting__case").annotate(total=Sum("fen")).order_by()
    return {case_id for case_id, total in totals if total > 0}


def outstanding_of(party: OuterRef) -> Coalesce:
    """For a query over rows that name a party: what is outstanding of it, in fen."""
    lines = PostingLine.objects.filter(posting__party=party, account=LedgerAccount.RECEIVABLE)
    totals = lines.order_by().values("posting__party").annotate(total=Sum("fen"))
    return Coalesce(Subquery(totals.values("total")), 0)


def trial_balance() -> dict[str, int]:
    """The balance of every account in fen; together they are nought."""
    return dict(_balances(PostingLine.objects.values_list("account").annotate(total=Sum("fen"))))


def held(way: str) -> dict[str, int]:
    """What should lie with a firm or the bank, in minor units by currency."""
    lines = PostingLine.objects.filter(way=way)
    return dict(_balances(lines.values_list("currency").annotate(total=Sum("minor"))))


def _balances(rows: object) -> Iterator[tuple[str, int]]:
    for name, total in rows.order_by():  # type: ignore[attr-defined]  # a grouped queryset has no name
        yield str(name), int(total)


def _rows(posting: Posting, booking: Booking) -> list[PostingLine]:
    rows = []
    for position, line in enumerate(booking.lines, 1):
        rate, rate_on = rate_of(line)
        rows.append(
            PostingLine(
                posting=posting,
                position=position,
                account=line.account,
                way=line.way,
                currency=line.currency,
                minor=line.minor,
                fen=line.fen,
                rate=rate,
                rate_on=rate_on,
            )
        )
    return rows


# By hand: a callback asks both, and Django takes longer to write such a query than to run it.
_IS_BOOKED: Final = "SELECT 1 FROM fee_posting WHERE kind = %s AND occasion = %s"
_STANDING: Final = """
SELECT account, sum(fen) FROM fee_posting_line JOIN fee_posting ON fee_posting.id = posting_id
WHERE case_id = %s AND party_id = %s GROUP BY account"""
