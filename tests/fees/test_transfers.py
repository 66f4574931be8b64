"""What left the bank account beside the refunds made by transfer: every difference is a task (P2)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from support.bank import NUMBER, OneAccount, camt, rows_of
from support.courts import a_post
from support.english import in_english
from support.makers import a_key, an_account
from support.payers import FEE, a_debtor, firms, reading, write
from support.stores import storage
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees import ledger
from yunqiao.court.fees.accounting import differences, nightly
from yunqiao.court.fees.accounting.models import SentTransfer, StatementDifference
from yunqiao.court.fees.books import chargeable, standing
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying import refunding, statements
from yunqiao.court.fees.paying.models import Refund, UnbookedMoney
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.gateways.bank.port import BankAccounts
from yunqiao.gateways.registry import bind

__all__ = ["in_english", "storage"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "storage"),
]
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
PAID_BACK = 1_000_00


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    bind(BankAccounts, OneAccount())  # type: ignore[type-abstract]
    firms()
    with time_machine.travel(NOON, tick=True) as clock:
        yield clock


@pytest.fixture
def party() -> Party:
    return a_debtor(an_account())


@pytest.fixture
def clerk(party: Party) -> Account:
    return a_post(StaffRole.FINANCE, party.case.court)


def a_transfer_back(party: Party, clerk: Account, reference: str = "TRF 4711") -> Refund:
    """A refund that was proposed, approved and transferred by hand."""
    write(party, ledger.received(Standing(outstanding=FEE), ledger.yuan(FEE), "bank"), "bank:in")
    bears = chargeable(party.case_id, party.id)
    less = ledger.reduced(standing(party.case_id, party.id), PAID_BACK, chargeable=bears)
    write(party, less, "less")
    refunding.propose_refund(by=clerk, party=party, key=a_key(clerk))
    other = a_post(StaffRole.FINANCE, party.case.court)
    refund = refunding.refunds().get(party=party)
    refunding.approve_refund(by=other, refund=refund, key=a_key(other))
    refunding.record_transfer(
        by=other, refund=refunding.refunds().get(), reference=reference, key=a_key(other)
    )
    return refund


def hand_in(clerk: Account, party: Party, *rows: str) -> list[StatementDifference]:
    """Import a statement; what differs now."""
    head = "Date,Amount,Currency,Counterparty,Text,Bank reference,Account"
    content = "\n".join([head, *(f"2026-11-20,{row},{NUMBER}" for row in rows)]).encode()
    statements.import_statement(
        by=clerk, court=party.case.court, sha256=statements.lay_by(content), key=a_key(clerk)
    )
    return waiting()


def waiting() -> list[StatementDifference]:
    return list(StatementDifference.objects.filter(settled_at=None).order_by("id"))


def test_a_transfer_whose_reference_the_statement_shows_agrees(
    party: Party, clerk: Account, at_noon: time_machine.Traveller
) -> None:
    a_transfer_back(party, clerk, "4711")
    assert hand_in(clerk, party, "-1000.00,CNY,WANG,refund of costs,4711") == []
    at_noon.move_to(NOON + timedelta(days=30))
    nightly.reconcile_waiting()
    assert waiting() == []


def test_a_refund_that_the_bank_gave_back_is_no_payment_of_the_party(
    party: Party, clerk: Account
) -> None:
    a_transfer_back(party, clerk, "4711")
    hand_in(clerk, party, "-1000.00,CNY,WANG,refund of costs,4711")
    back = camt("990.00", "CNY", reference_of(party.id), "B7", is_reversal=True)
    [row] = rows_of(clerk, party, back)
    assert (row.fate, row.why) == (statements.Fate.TO_PERSON, "refund_back")
    assert standing(party.case_id, party.id) == Standing()
    address = reverse("paying:unbooked", args=[UnbookedMoney.objects.get().id])
    assert "whose refund did not arrive?" in reading(clerk).get(address).content.decode()
    reading(clerk).post(address, {"whose": party.case.receipt, "key": "k"})
    assert standing(party.case_id, party.id) == Standing(unassigned=PAID_BACK - 1_000)
    assert Refund.objects.get().state == "failed"
    told = DocketEntry.objects.filter(stream_id=party.case_id).values_list("kind", flat=True)
    assert "REFUND_FAILED" in told
    assert "PAYMENT_RECEIVED" not in told
    nightly.reconcile_waiting()
    assert waiting() == []


def test_money_given_back_of_no_refund_is_not_booked(party: Party, clerk: Account) -> None:
    rows_of(clerk, party, camt("1.00", "CNY", reference_of(party.id), "B7", is_reversal=True))
    address = reverse("paying:unbooked", args=[UnbookedMoney.objects.get().id])
    said = reading(clerk).post(address, {"whose": party.case.receipt, "key": "k"}).content.decode()
    assert "No refund of this sum was transferred" in said
    assert standing(party.case_id, party.id) == Standing(outstanding=FEE)


def test_a_reference_of_several_words_is_found_in_the_statement(
    party: Party, clerk: Account
) -> None:
    a_transfer_back(party, clerk, "TRF 4711-a")
    assert hand_in(clerk, party, "-1000.00,CNY,WANG,refund of costs trf 4711A,B9") == []


def test_a_transfer_booked_another_day_than_the_bank_did_agrees_however_old_it_grows(
    party: Party, clerk: Account, at_noon: time_machine.Traveller
) -> None:
    at_noon.move_to(NOON - timedelta(days=2))
    a_transfer_back(party, clerk, "4711")
    at_noon.move_to(NOON)
    assert hand_in(clerk, party, "-1000.00,CNY,WANG,refund of costs,4711") == []
    for days in (89, 91):
        at_noon.move_to(NOON + timedelta(days=days - 1))
        nightly.reconcile_waiting()
        assert waiting() == []


def test_a_line_without_a_refund_is_a_task_at_once_and_once(party: Party, clerk: Account) -> None:
    row = "-5.00,CNY,BANK,charges,B9"
    [first], [again] = hand_in(clerk, party, row), hand_in(clerk, party, row)
    assert first.id == again.id
    assert (first.kind, first.what, first.their_minor) == ("not_booked", "refunded", 500)
    assert SentTransfer.objects.count() == 1
    shown = reading(clerk).get("/finance/").content.decode()
    assert "It left the bank account; the books have no refund of it." in shown
    differences.explain(by=clerk, difference=first, because="charges", key=a_key(clerk))
    assert hand_in(clerk, party, row) == []


def test_a_refund_that_left_the_account_twice_is_a_task(party: Party, clerk: Account) -> None:
    a_transfer_back(party, clerk, "4711")
    row = "-1000.00,CNY,WANG,refund,4711"
    [twice] = hand_in(clerk, party, row, row)
    assert (twice.kind, twice.their_minor) == ("not_booked", PAID_BACK)


def test_another_sum_than_the_refunds_shows_both(party: Party, clerk: Account) -> None:
    refund = a_transfer_back(party, clerk, "4711")
    [found] = hand_in(clerk, party, "-1000.01,CNY,WANG,refund,4711")
    assert (found.kind, found.name, found.party_id) == ("other_amount", refund.key, party.id)
    assert (found.our_minor, found.their_minor) == (PAID_BACK, PAID_BACK + 1)


def test_a_refund_that_no_statement_shows_for_a_week_is_a_task_until_one_does(
    party: Party, clerk: Account, at_noon: time_machine.Traveller
) -> None:
    refund = a_transfer_back(party, clerk, "4711")
    at_noon.move_to(NOON + timedelta(days=7))
    nightly.reconcile_waiting()
    assert waiting() == []
    at_noon.move_to(NOON + timedelta(days=8))
    nightly.reconcile_waiting()
    [missing] = waiting()
    assert (missing.kind, missing.name, missing.court_id) == (
        "not_stated",
        refund.key,
        party.case.court_id,
    )
    assert hand_in(clerk, party, "-1000.00,CNY,WANG,refund,4711") == []


def test_a_transfer_that_was_written_down_after_the_statement_came_settles_it(
    party: Party, clerk: Account
) -> None:
    assert len(hand_in(clerk, party, "-1000.00,CNY,WANG,refund,4711")) == 1
    a_transfer_back(party, clerk, "4711")
    nightly.reconcile_waiting()
    assert waiting() == []
