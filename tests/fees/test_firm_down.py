"""A payment firm that is down for an hour: pages say so, nothing is lost, asking catches up (P2)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from support.english import in_english
from support.payers import FEE, a_debtor, begin_to_pay, reading
from support.payment_firms import SandboxFirm, sandbox_firms
from yunqiao.court.casefile.models import Party
from yunqiao.court.fees.books import held, standing
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying.asking import ask_waiting
from yunqiao.court.fees.paying.models import PaymentAttempt, UnbookedMoney
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.port import Way

__all__ = ["in_english"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_english")]
AN_HOUR = timedelta(hours=1)
NOWHERE = "http://127.0.0.1:9"
"""Nobody listens there: a firm that is down calls nobody back."""


@pytest.fixture
def card(tmp_path: Path) -> Iterator[SandboxFirm]:
    with sandbox_firms(tmp_path, NOWHERE) as firms:
        yield firms[Way.CARD]


def says(payer: Account, attempt: PaymentAttempt) -> str:
    """What the payer who comes back from the firm reads."""
    back = reverse("paying:back", args=[attempt.party.case_id, attempt.id])
    return reading(payer).get(back, follow=True).content.decode()


def choose_card(payer: Account, party: Party) -> str:
    """What a payer reads who chooses the card now."""
    client, page = reading(payer), reverse("paying:pay", args=[party.case_id])
    [key] = re.findall(r'name="key" value="([^"]+)"', client.get(page).content.decode())
    return client.post(page, {"way": "card", "key": key}, follow=True).content.decode()


def test_a_firm_that_is_down_for_an_hour_loses_nothing_and_asking_catches_up(
    card: SandboxFirm, payer: Account
) -> None:
    paid, late = a_debtor(payer), a_debtor(payer)
    attempt = begin_to_pay(paid, payer)
    assert card.control(f"payments/{attempt.key}/pay", "POST")[0] == 200
    card.plant("down")
    assert "nothing is lost: the court keeps asking" in says(payer, attempt)
    assert "Nothing was paid. Choose another way" in choose_card(payer, late)
    with time_machine.travel(datetime.now(UTC) + AN_HOUR, tick=True):
        ask_waiting()
        assert standing(paid.case_id, paid.id).outstanding == FEE
        assert held("card") == {}
        card.heal()
        ask_waiting()
        assert standing(paid.case_id, paid.id) == Standing()
        assert held("card") == {"CNY": FEE}
        assert "The court has your payment" in says(payer, attempt)
        assert "Go on to the payment page" in choose_card(payer, late)
    assert PaymentAttempt.objects.filter(party=late).count() == 1
    assert not UnbookedMoney.objects.exists()
