"""A transfer that statements tell of in several ways is booked knowingly, or not at all (P2)."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from support.bank import OneAccount, camt, rows_of, table
from support.english import in_english
from support.payers import FEE, firms, reading, stands
from support.stores import storage
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying.models import UnbookedMoney, WhyUnbooked
from yunqiao.court.fees.reference import reference_of
from yunqiao.court.identity.models import Account
from yunqiao.gateways.bank.port import BankAccounts
from yunqiao.gateways.registry import bind

__all__ = ["in_english", "storage"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "storage"),
]
SAME = "Perhaps the same"


@pytest.fixture(autouse=True)
def at() -> Iterator[None]:
    bind(BankAccounts, OneAccount())  # type: ignore[type-abstract]
    firms()
    with time_machine.travel(datetime(2026, 11, 21, 4, tzinfo=UTC), tick=True):
        yield


def page_of(money: UnbookedMoney) -> str:
    return reverse("paying:unbooked", args=[money.id])


@pytest.mark.parametrize("bank_id", ["B2", "another"])
def test_money_that_came_again_in_another_format_is_booked_only_once_it_was_compared(
    party: Party, clerk: Account, bank_id: str
) -> None:
    rows_of(clerk, party, camt("46800.00", "CNY", "court fee of WANG", "B2"))
    client = reading(clerk)
    [first] = UnbookedMoney.objects.all()
    assert SAME not in client.get(page_of(first)).content.decode()
    content = table(f"46800.00,CNY,WANG,fee,{bank_id}")
    given = {"court": str(party.case.court_id), "file": SimpleUploadedFile("s.csv", content)}
    assert SAME in client.post(reverse("paying:statement"), given).content.decode()
    rows_of(clerk, party, content)
    assert SAME in client.get(page_of(first)).content.decode()
    told = {"whose": party.case.receipt}
    client.post(page_of(first), {**told, "compared": "on", "key": "k1"})
    assert stands(party) == Standing()
    again = UnbookedMoney.objects.exclude(id=first.id).get()
    asked = client.post(page_of(again), {**told, "key": "k2"}).content.decode()
    assert "Compare the transfers first." in asked
    assert f"court fee of WANG · {party.case}" in asked
    assert stands(party) == Standing()
    client.post(page_of(again), {**told, "compared": "on", "key": "k3"})
    assert stands(party) == Standing(unassigned=FEE)


@pytest.mark.parametrize("camt_first", [True, False])
def test_a_transfer_with_a_reference_is_not_booked_again_where_one_format_has_no_mark_of_the_bank(
    party: Party, clerk: Account, *, camt_first: bool
) -> None:
    """P2: never mark paid without money."""
    reference = reference_of(party.id)
    formats = [
        camt("46800.00", "CNY", reference, ""),
        table(f"46800.00,CNY,WANG,{reference},B2"),
    ]
    for content in formats if camt_first else reversed(formats):
        rows_of(clerk, party, content)
        assert stands(party) == Standing()
    [held] = UnbookedMoney.objects.all()
    assert held.why == WhyUnbooked.PERHAPS_KNOWN


def test_money_without_a_reference_is_compared_with_what_was_booked_by_one(
    party: Party, clerk: Account
) -> None:
    rows_of(clerk, party, camt("46800.00", "CNY", reference_of(party.id), "B2"))
    assert stands(party) == Standing()
    rows_of(clerk, party, table("46800.00,CNY,WANG,fee,B2", "46800.01,CNY,WANG,fee,B3"))
    [same, other] = UnbookedMoney.objects.order_by("id")
    shown = reading(clerk).get(page_of(same)).content.decode()
    assert str(party.case) in shown.partition(SAME)[2]
    assert SAME not in reading(clerk).get(page_of(other)).content.decode()


def test_foreign_money_that_came_again_is_marked(party: Party, clerk: Account) -> None:
    reference = reference_of(party.id)
    rows_of(clerk, party, camt("6500.00", "USD", reference, "B3"))
    [row] = rows_of(clerk, party, table(f"6500.00,USD,WANG,/ROC/{reference},B3"))
    assert (row.why, row.like) == ("other_currency", True)
