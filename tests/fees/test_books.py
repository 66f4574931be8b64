"""The books in the database: what is booked stays, balances, and is booked once (P2)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from uuid import UUID

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from support.makers import a_filing
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees import ledger
from yunqiao.court.fees.books import book, held, is_booked, standing, trial_balance
from yunqiao.court.fees.ledger import Booking, Standing
from yunqiao.court.fees.models import LedgerAccount, Posting, PostingLine
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.law.money import Rate

pytestmark = pytest.mark.django_db(transaction=True)
USD = Rate(currency="USD", cny_per_unit=Decimal("7.20"), published_on=date(2026, 11, 20))
FEE = 4_680_000
Book = Callable[[Booking, str], UUID]


def test_a_fee_paid_from_abroad_is_booked_with_its_rate_and_day(
    claimant: Party, booked: Book
) -> None:
    booked(ledger.due(FEE), "notice 1")
    before = standing(claimant.case_id, claimant.id)
    assert before == Standing(outstanding=FEE)
    booked(ledger.received(before, ledger.abroad(650_000, USD), "card"), "card:pi_1")
    assert standing(claimant.case_id, claimant.id) == Standing()
    assert held("card") == {"USD": 650_000}
    line = PostingLine.objects.get(account=LedgerAccount.HELD)
    assert (line.rate, line.rate_on) == (Decimal("7.2"), date(2026, 11, 20))
    assert trial_balance() == {"receivable": 0, "charged": -FEE, "held": FEE}


def test_money_that_came_too_late_or_twice_waits_and_goes_back(
    claimant: Party, booked: Book
) -> None:
    booked(ledger.due(FEE), "notice 1")
    for name in ("pi_1", "pi_2"):
        now = standing(claimant.case_id, claimant.id)
        booked(ledger.received(now, ledger.yuan(FEE), "card"), f"card:{name}")
    waiting = standing(claimant.case_id, claimant.id)
    assert waiting == Standing(unassigned=FEE)
    booked(ledger.to_refund(waiting, FEE), "card:pi_2")
    owed = standing(claimant.case_id, claimant.id)
    booked(ledger.refunded(owed, FEE, ledger.yuan(FEE), "card"), "card:re_1")
    assert standing(claimant.case_id, claimant.id) == Standing()
    assert held("card") == {"CNY": FEE}


def test_a_claim_reduced_after_payment_leaves_money_to_refund(
    claimant: Party, booked: Book
) -> None:
    booked(ledger.due(FEE), "notice 1")
    paid = ledger.received(Standing(outstanding=FEE), ledger.yuan(FEE), "wechatpay")
    booked(paid, "wechatpay:42")
    now = standing(claimant.case_id, claimant.id)
    booked(ledger.reduced(now, 1_000_000, chargeable=FEE), "entry 7")
    assert standing(claimant.case_id, claimant.id) == Standing(to_refund=1_000_000)


def test_what_another_party_owes_is_not_this_partys(claimant: Party, booked: Book) -> None:
    booked(ledger.due(FEE), "notice 1")
    other = Party.objects.exclude(id=claimant.id).get(case_id=claimant.case_id)
    assert standing(claimant.case_id, other.id) == Standing()


def test_the_same_money_is_booked_once_however_many_tell_of_it(
    claimant: Party, booked: Book
) -> None:
    booked(ledger.due(FEE), "notice 1")

    def tell(_turn: int) -> str:
        try:
            return _take(claimant)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(tell, range(16)))
    assert sorted(told) == ["booked", *["known"] * 15]
    assert standing(claimant.case_id, claimant.id) == Standing()
    assert held("card") == {"CNY": FEE}


def _take(claimant: Party) -> str:
    """What an action does with a notice that money came: decide under the lock of the case."""
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, claimant.case_id)
        if is_booked("received", "card:pi_1"):
            return "known"
        now = standing(claimant.case_id, claimant.id)
        came = ledger.received(now, ledger.yuan(FEE), "card")
        book(writing, claimant.case_id, claimant.id, came, "card:pi_1")
    return "booked"


def test_the_database_itself_books_no_occasion_twice(booked: Book) -> None:
    booked(ledger.due(FEE), "notice 1")
    with pytest.raises(psycopg.errors.UniqueViolation):
        booked(ledger.due(FEE), "notice 1")
    assert Posting.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fee_posting SET kind = 'waived'",
        "UPDATE fee_posting_line SET fen = fen",
        "DELETE FROM fee_posting",
        "DELETE FROM fee_posting_line",
        "TRUNCATE fee_posting_line",
        "TRUNCATE fee_posting CASCADE",
    ],
)
def test_what_is_booked_is_never_changed(booked: Book, statement: str) -> None:
    booked(ledger.due(FEE), "notice 1")
    refused(statement, "never changed or deleted")


COPY = """
INSERT INTO fee_posting_line
    (id, posting_id, position, account, way, currency, minor, fen)
SELECT gen_random_uuid(), posting_id, position + 2, account, way, currency, {fen}, {fen}
FROM fee_posting_line
"""


@pytest.mark.parametrize("fen", ["fen", "1"])
def test_a_posting_gets_no_lines_later_not_even_balanced_ones(booked: Book, fen: str) -> None:
    booked(ledger.due(FEE), "notice 1")
    refused(COPY.format(fen=fen), "the lines it was written with")


def test_a_posting_whose_sides_differ_is_refused(claimant: Party) -> None:
    with pytest.raises(IntegrityError, match="differ by 1 fen"), transaction.atomic():
        _posting(claimant, [5, -4])


@pytest.mark.parametrize("sides", [[], [1]])
def test_a_posting_without_two_sides_is_refused(claimant: Party, sides: list[int]) -> None:
    with pytest.raises(IntegrityError, match="the lines it was written with"), transaction.atomic():
        _posting(claimant, sides)


def test_a_posting_names_a_party_of_its_own_case(claimant: Party) -> None:
    stranger = Party.objects.get(case_id=a_filing().case, position=1)
    stranger.case_id = claimant.case_id
    with pytest.raises(IntegrityError, match="a party of its case"), transaction.atomic():
        _posting(stranger, [5, -5])


@pytest.mark.parametrize(
    ("constraint", "told"),
    [
        ("fee_line_rate", {"minor": 4}),
        ("fee_line_rate", {"currency": "USD"}),
        ("fee_line_rate", {"currency": "USD", "rate": 0, "rate_on": date(2026, 11, 20)}),
        ("fee_line_rate", {"rate": 1, "rate_on": date(2026, 11, 20)}),
        ("fee_line_way", {"way": "card"}),
        ("fee_line_way", {"account": "held"}),
        ("fee_line_moves", {"minor": 0, "fen": 0}),
    ],
)
def test_a_line_that_cannot_be_true_is_refused(
    claimant: Party, constraint: str, told: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        _posting(claimant, [5, -5], **told)


def _posting(party: Party, sides: list[int], **told: object) -> None:
    posting = Posting.objects.create(
        case_id=party.case_id,
        party_id=party.id,
        kind="due",
        occasion="by hand",
        at="2026-11-21T00:00:00Z",
        lines_count=len(sides),
    )
    for position, fen in enumerate(sides):
        line = {"account": "charged", "currency": "CNY", "minor": fen, "fen": fen, **told}
        PostingLine.objects.create(posting=posting, position=position, **line)


def refused(statement: str, said: str) -> None:
    with (
        pytest.raises(IntegrityError, match=said),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
