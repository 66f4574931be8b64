"""What single answers and events of the firms mean, where no sandbox goes (P2)."""

from collections.abc import Mapping
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from yunqiao.gateways.payment.alipay_client import AlipayAccount, AlipayClient
from yunqiao.gateways.payment.alipay_pages import AlipayPages
from yunqiao.gateways.payment.port import Amount, Disputed, RefundOrder, RefundStanding
from yunqiao.gateways.payment.stripe_news import news_of
from yunqiao.sandbox.till.keys import private_pem, public_pem

FEN = Amount(100, "CNY")


def dispute(kind: str, status: str) -> Mapping[str, Any]:
    about = {
        "id": "dp_1",
        "payment_intent": "pi_1",
        "status": status,
        "amount": 100,
        "currency": "cny",
    }
    return {"type": f"charge.dispute.{kind}", "data": {"object": about}}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("created", "warning_needs_response"),
        ("created", "warning_under_review"),
        ("closed", "warning_closed"),
    ],
)
def test_an_inquiry_of_a_cards_bank_takes_no_money(kind: str, status: str) -> None:
    assert news_of(dispute(kind, status)) is None


@pytest.mark.parametrize("kind", ["created", "funds_withdrawn"])
def test_a_dispute_takes_money_when_it_begins_or_an_inquiry_becomes_one(kind: str) -> None:
    assert isinstance(news_of(dispute(kind, "needs_response")), Disputed)


def test_a_refund_that_alipay_took_and_does_not_know_yet_is_in_its_hands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = generate_private_key(65537, 2048)
    account = AlipayAccount(
        app_id="a", private_key=private_pem(own), alipay_public_key=public_pem(own)
    )
    monkeypatch.setattr(AlipayClient, "ask", lambda *_asked: {"code": "10000"})
    order = RefundOrder(key="r", payment_key="p", firm_id="", amount=FEN, paid=FEN, reason="")
    told = AlipayPages(account).refund(order)
    assert (told.standing, told.amount) == (RefundStanding.PROCESSING, FEN)
