"""The payment sandboxes as such: pages, repeated callbacks, restarts, and devices (P2)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from support.payment_checks import FEE, next_notice, opened, order_of, paid
from support.payment_firms import SandboxFirm, ask, sandbox_firm
from support.processes import eventually
from yunqiao.gateways.payment.accounts import MAKERS
from yunqiao.gateways.payment.port import (
    CallbackRefusedError,
    CallWeChat,
    Device,
    FirmDownError,
    FirmRefusedError,
    Paid,
    Payer,
    PaymentStanding,
    Refusal,
    SendTo,
    ShowCode,
    Way,
)

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def stripe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxFirm]:
    with sandbox_firm("stripe", tmp_path_factory.mktemp("stripe")) as firm:
        yield firm


@pytest.fixture(scope="module")
def wechatpay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxFirm]:
    with sandbox_firm("wechatpay", tmp_path_factory.mktemp("wechatpay")) as firm:
        yield firm


@pytest.fixture(scope="module")
def alipay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxFirm]:
    with sandbox_firm("alipay", tmp_path_factory.mktemp("alipay")) as firm:
        yield firm


@pytest.fixture(autouse=True)
def _afresh(stripe: SandboxFirm, wechatpay: SandboxFirm, alipay: SandboxFirm) -> None:
    for firm in (stripe, wechatpay, alipay):
        firm.begin_afresh()


def test_the_page_says_that_no_money_moves_and_loads_nothing_from_elsewhere(
    stripe: SandboxFirm,
) -> None:
    payment = opened(stripe)
    assert isinstance(payment.step, SendTo)
    status, headers, page = ask(payment.step.url)
    assert status == 200
    assert "不会发生真实付款" in page
    assert "No money moves" in page
    assert "46,800.00 CNY" in page
    assert "<script" not in page
    assert " style=" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_latest_orders_are_listed_with_a_link_to_each(wechatpay: SandboxFirm) -> None:
    payment = opened(wechatpay)
    assert isinstance(payment.step, ShowCode)
    status, _, page = ask(f"{wechatpay.address}/sandbox/wechatpay/")
    assert status == 200
    assert f'href="{urlsplit(payment.step.text).path}"' in page
    assert "46,800.00 CNY" in page


def test_the_banks_check_comes_between_the_choice_and_the_money(stripe: SandboxFirm) -> None:
    payment = opened(stripe)
    assert stripe.choose(payment, "three_d") == 200
    assert stripe.gateway.state_of(payment.key, payment.firm_id).standing is PaymentStanding.OPEN
    assert stripe.choose(payment, "refuse") == 200
    assert stripe.choose(payment, "approve") == 303
    state = stripe.gateway.state_of(payment.key, payment.firm_id)
    assert state.standing is PaymentStanding.PAID


def test_leaving_the_page_leaves_the_payment_open(alipay: SandboxFirm) -> None:
    payment = opened(alipay)
    assert alipay.choose(payment, "leave") == 303
    assert alipay.gateway.state_of(payment.key, "").standing is PaymentStanding.OPEN


def test_whoever_scanned_an_order_is_told_to_go_back_to_the_page_of_the_court(
    wechatpay: SandboxFirm,
) -> None:
    payment = opened(wechatpay)
    assert isinstance(payment.step, ShowCode)
    page = urlsplit(payment.step.text).path
    for choice, shown in (("leave", "Be declined"), ("pay", "Paid.")):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        status, headers, _ = ask(wechatpay.address + page, "POST", f"choice={choice}", form)
        assert (status, headers["Location"]) == (303, page)
        after = ask(wechatpay.address + page)[2]
        assert shown in after
        assert "Go back to the page of the court" in after


def test_an_order_that_is_not_there_is_a_page_that_says_so(stripe: SandboxFirm) -> None:
    status, _, page = ask(f"{stripe.address}/sandbox/stripe/pay/nobody")
    assert status == 404
    assert "There is no such order." in page


def test_a_callback_not_taken_comes_again_and_one_taken_does_not(
    stripe: SandboxFirm, wechatpay: SandboxFirm, alipay: SandboxFirm
) -> None:
    for firm in (stripe, wechatpay, alipay):
        payment = opened(firm)
        firm.inbox.reply = firm.gateway.reply_to(Refusal.FORGED)
        firm.choose(payment, "pay")
        first = next_notice(firm)
        eventually(partial(was_tried, firm))
        firm.inbox.reply = firm.gateway.reply_to(None)
        assert firm.control("deliveries/now", "POST")[0] == 204
        again = next_notice(firm)
        assert (again.id, again.news) == (first.id, first.news)
        outcomes(firm)
        assert [sent["outcome"] for sent in firm.deliveries()][-1] == "taken"
        assert firm.inbox.calls.empty()


def was_tried(firm: SandboxFirm) -> bool:
    return bool(firm.deliveries()[-1]["attempt"])


def outcomes(firm: SandboxFirm) -> None:
    eventually(lambda: all(sent["outcome"] for sent in firm.deliveries()))


def test_sixteen_callbacks_at_once_are_one_notice(wechatpay: SandboxFirm) -> None:
    payment = opened(wechatpay)
    wechatpay.plant("repeated", count=16, times=1)
    wechatpay.choose(payment, "pay")
    assert len({next_notice(wechatpay).id for _ in range(16)}) == 1


def test_a_late_callback_comes_when_it_is_told_to(stripe: SandboxFirm) -> None:
    payment = opened(stripe)
    stripe.plant("late", seconds=0.3, times=1)
    stripe.choose(payment, "pay")
    assert isinstance(next_notice(stripe).news, Paid)


@pytest.mark.parametrize("name", ["wechatpay", "alipay"])
def test_an_answer_without_the_firms_signature_is_not_believed(
    name: str, request: pytest.FixtureRequest
) -> None:
    firm: SandboxFirm = request.getfixturevalue(name)
    payment = paid(firm)
    firm.plant("unsigned")
    with pytest.raises(FirmDownError, match="not believed"):
        firm.gateway.state_of(payment.key, payment.firm_id)


@pytest.mark.parametrize("name", ["wechatpay", "alipay"])
def test_an_order_whose_time_is_over_takes_no_money(
    name: str, request: pytest.FixtureRequest
) -> None:
    firm: SandboxFirm = request.getfixturevalue(name)
    over = order_of(firm, expires_at=datetime.now(UTC) - timedelta(seconds=2))
    payment = opened(firm, over)
    assert firm.choose(payment, "pay") == 409
    assert firm.gateway.state_of(payment.key, "").standing is PaymentStanding.CLOSED


def test_stripe_takes_no_order_for_less_than_half_an_hour(stripe: SandboxFirm) -> None:
    soon = order_of(stripe, expires_at=datetime.now(UTC) + timedelta(minutes=5))
    with pytest.raises(FirmRefusedError, match="30 minutes"):
        stripe.gateway.open(soon)


def test_on_a_phone_the_payer_is_sent_to_a_page_and_inside_wechat_a_call_is_made(
    wechatpay: SandboxFirm,
) -> None:
    order = order_of(wechatpay)
    payer = Payer(device=Device.PHONE, ip_address="203.0.113.7")
    assert isinstance(wechatpay.gateway.open(replace(order, payer=payer)).step, SendTo)
    payer = Payer(device=Device.WECHAT, ip_address="203.0.113.7", openid="oDemo")
    called = wechatpay.gateway.open(order_of(wechatpay, payer=payer))
    assert isinstance(called.step, CallWeChat)
    assert called.step.parameters["package"] == f"prepay_id={called.firm_id}"
    assert wechatpay.control(f"payments/{called.firm_id}/pay", "POST")[0] == 200
    news = next_notice(wechatpay).news
    assert isinstance(news, Paid)
    assert news.key == called.key


def test_alipay_on_a_phone_has_a_page_of_its_own(alipay: SandboxFirm) -> None:
    payer = Payer(device=Device.PHONE, ip_address="203.0.113.7")
    payment = opened(alipay, order_of(alipay, payer=payer))
    assert isinstance(payment.step, SendTo)
    assert "alipay.trade.wap.pay" in payment.step.url


def test_a_request_signed_by_nobody_is_refused_everywhere(
    stripe: SandboxFirm, wechatpay: SandboxFirm, alipay: SandboxFirm
) -> None:
    assert ask(f"{stripe.address}/v1/refunds?payment_intent=x")[0] == 401
    status, _, said = ask(f"{wechatpay.address}/v3/pay/transactions/out-trade-no/x?mchid=1")
    assert (status, json.loads(said)["code"]) == (401, "SIGN_ERROR")
    _, _, said = ask(
        f"{alipay.address}/gateway.do?method=alipay.trade.query&app_id=2021000000000001"
    )
    assert "isv.invalid-signature" in said


def test_what_is_no_fault_is_refused(stripe: SandboxFirm) -> None:
    assert stripe.control("faults", "POST", {"kind": "burn"})[0] == 422
    assert stripe.control("payments/nobody/pay", "POST")[0] == 404


@pytest.mark.parametrize("name", ["stripe", "wechatpay", "alipay"])
def test_a_restarted_sandbox_keeps_its_books_and_its_keys(name: str, tmp_path: Path) -> None:
    with sandbox_firm(name, tmp_path) as before:
        payment = paid(before)
    with sandbox_firm(name, tmp_path) as after:
        state = after.gateway.state_of(payment.key, payment.firm_id)
        assert (state.standing, state.received) == (PaymentStanding.PAID, FEE)
        secrets = set(before.account) - {"address", "pages"}
        assert {k: before.account[k] for k in secrets} == {k: after.account[k] for k in secrets}


def test_a_callback_that_waits_survives_a_restart(tmp_path: Path) -> None:
    with sandbox_firm("stripe", tmp_path) as before:
        payment = opened(before)
        before.plant("late", seconds=3600)
        before.choose(payment, "pay")
    with sandbox_firm("stripe", tmp_path) as after:
        after.control("deliveries/now", "POST")
        assert isinstance(next_notice(after).news, Paid)


def test_strangers_naming_certificates_cost_neither_requests_nor_the_ones_at_hand(
    tmp_path: Path,
) -> None:
    with sandbox_firm("wechatpay", tmp_path, "account.certificates.toml") as firm:
        payment = opened(firm)
        firm.choose(payment, "pay")
        call = firm.next_call()
        firm.gateway.translate(call)
        firm.plant("down")
        for serial in ("AB", "PUB_KEY_ID_1", "", "\N{SNOWMAN}"):
            strange = replace(call, headers={**call.headers, "Wechatpay-Serial": serial})
            with pytest.raises(CallbackRefusedError):
                firm.gateway.translate(strange)
        assert firm.gateway.translate(call).news
        started_while_down = MAKERS[Way.WECHATPAY](firm.account, tmp_path)
        assert started_while_down.translate(call).news


def test_a_sandbox_stops_while_callbacks_are_on_their_way(tmp_path: Path) -> None:
    with sandbox_firm("stripe", tmp_path) as firm:
        payment = opened(firm)
        firm.plant("repeated", count=300, times=1)
        firm.choose(payment, "pay")
        assert isinstance(next_notice(firm).news, Paid)
        firm.process.terminate()
        assert firm.process.wait(10) == 0
