"""What every firm does, one function each: they are run on the fake, on the sandboxes, and on planted faults."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from support.payment_firms import TELLS, Firm
from yunqiao.gateways.payment.port import (
    Amount,
    Callback,
    CallbackRefusedError,
    Closed,
    Declined,
    Device,
    Disputed,
    DisputeStanding,
    FirmDeclinedError,
    FirmDownError,
    FirmRefusedError,
    LineKind,
    NoSuchPaymentError,
    Notice,
    Opened,
    Paid,
    Payer,
    PaymentOrder,
    PaymentStanding,
    Refunded,
    RefundOrder,
    RefundStanding,
    Refusal,
    StatementLine,
    StatementNotReadyError,
)

FEE = Amount(4_680_000, "CNY")
GIVE_FEES_BACK = ("wechatpay", "alipay")
Check = Callable[[Firm], None]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Register a behaviour."""
    CHECKS[function.__name__] = function
    return function


def order_of(firm: Firm, amount: Amount = FEE, key: str = "", **told: object) -> PaymentOrder:
    order = PaymentOrder(
        key=key or uuid4().hex,
        reference="YQ261121-7K4M-0001",
        amount=amount,
        description="案件受理费 Case acceptance fee {示例}",
        payer=Payer(device=Device.DESKTOP, ip_address="203.0.113.7", language="zh-hans"),
        return_url="https://court.example/fees/back",
        cancel_url="https://court.example/fees/",
        notify_url=firm.notify_url,
        expires_at=datetime.now(UTC) + timedelta(hours=2),
    )
    return replace(order, **told)  # type: ignore[arg-type]


def opened(firm: Firm, order: PaymentOrder | None = None) -> Opened:
    """An open payment whose page the payer sees."""
    found = firm.gateway.open(order or order_of(firm))
    assert firm.arrive(found) == 200
    return found


def paid(firm: Firm) -> Opened:
    """A payment that was paid, its callback taken."""
    payment = opened(firm)
    assert firm.choose(payment, "pay") == 303
    assert isinstance(next_notice(firm).news, Paid)
    return payment


def next_notice(firm: Firm) -> Notice:
    return firm.gateway.translate(firm.next_call())


def refund_of(payment: Opened, minor: int, key: str = "") -> RefundOrder:
    return RefundOrder(
        key=key or uuid4().hex,
        payment_key=payment.key,
        firm_id=payment.firm_id,
        amount=Amount(minor, "CNY"),
        paid=FEE,
        reason="诉讼请求减少",
    )


@check
def a_payment_is_open_until_the_payer_pays_and_then_paid_in_full(firm: Firm) -> None:
    payment = opened(firm)
    state = firm.gateway.state_of(payment.key, payment.firm_id)
    assert (state.standing, state.received) == (PaymentStanding.OPEN, None)
    assert firm.choose(payment, "pay") == 303
    state = firm.gateway.state_of(payment.key, payment.firm_id)
    assert (state.standing, state.received) == (PaymentStanding.PAID, FEE)
    assert state.money_id
    assert state.paid_at
    assert abs((datetime.now(UTC) - state.paid_at).total_seconds()) < 30


@check
def the_same_order_again_is_the_same_payment(firm: Firm) -> None:
    order = order_of(firm)
    first, second = opened(firm, order), opened(firm, order)
    assert firm.choose(first, "pay") == 303
    assert firm.choose(second, "pay") == 409
    assert firm.received(order.key) == [FEE.minor]


@check
def another_order_under_a_used_key_takes_no_money(firm: Firm) -> None:
    order = order_of(firm)
    payment = opened(firm, order)
    with suppress(FirmRefusedError):
        firm.arrive(firm.gateway.open(replace(order, amount=Amount(1, "CNY"))))
    assert firm.choose(payment, "pay") == 303
    assert firm.received(order.key) == [FEE.minor]


@check
def a_callback_tells_that_money_came(firm: Firm) -> None:
    payment = opened(firm)
    firm.choose(payment, "pay")
    news = next_notice(firm).news
    state = firm.gateway.state_of(payment.key, payment.firm_id)
    assert isinstance(news, Paid)
    assert (news.key, news.amount, news.money_id) == (payment.key, FEE, state.money_id)
    assert abs((datetime.now(UTC) - news.at).total_seconds()) < 30


@check
def a_callback_that_comes_again_is_the_same_notice(firm: Firm) -> None:
    payment = opened(firm)
    firm.plant("repeated", count=3, times=1)
    firm.choose(payment, "pay")
    notices = [next_notice(firm) for _ in range(3)]
    assert len({notice.id for notice in notices}) == 1
    assert all(notice.news == notices[0].news for notice in notices)


@check
def a_copy_of_a_callback_is_refused(firm: Firm) -> None:
    payment = opened(firm)
    firm.choose(payment, "pay")
    call = firm.next_call()
    first = firm.gateway.translate(call)
    with pytest.raises(CallbackRefusedError) as refused:
        firm.gateway.translate(call, taken={first.seal}.__contains__)
    assert refused.value.reason is Refusal.REPLAYED


@check
def a_forged_callback_is_refused(firm: Firm) -> None:
    payment = opened(firm)
    firm.plant("forged", times=1)
    firm.choose(payment, "pay")
    assert _refusal(firm, firm.next_call()) is Refusal.FORGED


@check
def a_callback_that_was_touched_on_the_way_is_refused(firm: Firm) -> None:
    payment = opened(firm)
    firm.choose(payment, "pay")
    call = firm.next_call()
    firm.gateway.translate(call)
    middle = len(call.body) // 2
    touched = bytes([call.body[middle] ^ 1])
    for body in (call.body[:middle] + touched + call.body[middle + 1 :], b"", b"\xff", b"{}"):
        assert _refusal(firm, replace(call, body=body)) is Refusal.FORGED
    without = {n: v for n, v in call.headers.items() if n.lower().startswith("content-")}
    if firm.name != "alipay":  # whose signature is in the body
        assert _refusal(firm, replace(call, headers=without)) is Refusal.FORGED


@check
def a_callback_signed_long_ago_is_refused(firm: Firm) -> None:
    payment = opened(firm)
    firm.plant("stale", times=1)
    firm.choose(payment, "pay")
    assert _refusal(firm, firm.next_call()) is Refusal.STALE


@check
def a_callback_about_another_account_is_no_news(firm: Firm) -> None:
    payment = opened(firm)
    firm.plant("foreign", times=1)
    firm.choose(payment, "pay")
    assert _refusal(firm, firm.next_call()) is Refusal.UNKNOWN


@check
def a_payment_whose_callback_never_comes_is_found_by_asking(firm: Firm) -> None:
    payment = opened(firm)
    firm.plant("never", times=1)
    firm.choose(payment, "pay")
    state = firm.gateway.state_of(payment.key, payment.firm_id)
    assert (state.standing, state.received) == (PaymentStanding.PAID, FEE)


@check
def callbacks_out_of_order_tell_each_of_its_own_payment(firm: Firm) -> None:
    first, second = opened(firm), opened(firm)
    firm.plant("out_of_order", key=first.key, times=1)
    firm.choose(first, "pay")
    firm.choose(second, "pay")
    told = [next_notice(firm).news for _ in range(2)]
    assert [news.key for news in told if isinstance(news, Paid)] == [second.key, first.key]


@check
def a_declined_attempt_leaves_the_payment_open(firm: Firm) -> None:
    payment = opened(firm)
    firm.choose(payment, "decline")
    state = firm.gateway.state_of(payment.key, payment.firm_id)
    assert state.standing is PaymentStanding.OPEN
    if Declined in TELLS[firm.name]:
        assert next_notice(firm).news == Declined(key=payment.key, said="card_declined")
    assert firm.choose(payment, "pay") == 303


@check
def an_expired_payment_is_closed_and_takes_no_money(firm: Firm) -> None:
    payment = opened(firm)
    firm.choose(payment, "expire")
    state = firm.gateway.state_of(payment.key, payment.firm_id)
    assert (state.standing, state.received) == (PaymentStanding.CLOSED, None)
    if Closed in TELLS[firm.name]:
        assert next_notice(firm).news == Closed(key=payment.key)
    assert firm.choose(payment, "pay") == 409


@check
def a_payment_given_up_by_the_court_takes_no_money(firm: Firm) -> None:
    payment = opened(firm)
    state = firm.gateway.close(payment.key, payment.firm_id)
    assert state.standing is PaymentStanding.CLOSED
    assert firm.choose(payment, "pay") == 409


@check
def giving_up_a_payment_that_was_paid_just_before_tells_so(firm: Firm) -> None:
    payment = paid(firm)
    state = firm.gateway.close(payment.key, payment.firm_id)
    assert (state.standing, state.received) == (PaymentStanding.PAID, FEE)


@check
def money_is_given_back_in_parts_and_never_more_than_came(firm: Firm) -> None:
    payment = paid(firm)
    for minor in (1_000_000, FEE.minor - 1_000_000):
        order = refund_of(payment, minor)
        refund = firm.gateway.refund(order)
        assert (refund.key, refund.amount) == (order.key, order.amount)
        assert firm.gateway.refund_state(order).standing is RefundStanding.DONE
    with pytest.raises(FirmDeclinedError):
        firm.gateway.refund(refund_of(payment, 1))
    state = firm.gateway.state_of(payment.key, payment.firm_id)
    assert (state.standing, state.received) == (PaymentStanding.PAID, FEE)


@check
def the_same_refund_again_gives_nothing_more(firm: Firm) -> None:
    payment = paid(firm)
    order = refund_of(payment, 3_000_000)
    first, second = firm.gateway.refund(order), firm.gateway.refund(order)
    assert first.firm_id == second.firm_id
    firm.gateway.refund(refund_of(payment, FEE.minor - 3_000_000))


@check
def another_refund_under_a_used_key_is_refused(firm: Firm) -> None:
    payment = paid(firm)
    order = refund_of(payment, 1_000)
    firm.gateway.refund(order)
    with pytest.raises(FirmRefusedError):
        firm.gateway.refund(refund_of(payment, 2_000, order.key))
    assert firm.gateway.refund_state(order).amount == order.amount
    firm.gateway.refund(refund_of(payment, FEE.minor - order.amount.minor))


@check
def a_callback_tells_of_a_refund(firm: Firm) -> None:
    payment = paid(firm)
    order = replace(refund_of(payment, 2_000), notify_url=firm.notify_url)
    firm.gateway.refund(order)
    news = next_notice(firm).news
    assert isinstance(news, Refunded)
    assert (news.key, news.payment_key) == (order.key, payment.key)
    assert news.standing is RefundStanding.DONE
    assert news.amount in {order.amount, None}


@check
def a_disputed_charge_is_told_with_the_money_it_is_about(firm: Firm) -> None:
    if Disputed not in TELLS[firm.name]:
        return
    payment = paid(firm)
    firm.dispute(payment.key)
    news = next_notice(firm).news
    assert isinstance(news, Disputed)
    assert news.money_id == firm.gateway.state_of(payment.key, payment.firm_id).money_id
    assert (news.standing, news.amount) == (DisputeStanding.OPENED, FEE)


@check
def the_statement_of_a_day_lists_what_came_went_and_cost(firm: Firm) -> None:
    today = datetime.now(ZoneInfo(firm.gateway.zone)).date()
    with pytest.raises(StatementNotReadyError):
        firm.gateway.statement(today)
    payment = paid(firm)
    refund = refund_of(payment, 1_234)
    firm.gateway.refund(refund)
    if Disputed in TELLS[firm.name]:
        firm.dispute(payment.key)
    firm.close_days()
    money_id = firm.gateway.state_of(payment.key, payment.firm_id).money_id
    mine = [line for line in firm.gateway.statement(today) if line.money_id == money_id]
    assert _amounts(mine, LineKind.PAYMENT) == {payment.key: FEE}
    assert _amounts(mine, LineKind.REFUND) == {refund.key: refund.amount}
    if Disputed in TELLS[firm.name]:
        assert _amounts(mine, LineKind.DISPUTE) == {"": FEE}
    fees = [line for line in firm.gateway.statement(today) if line.kind is LineKind.FEE]
    assert fees
    assert all(0 < fee.amount.minor < FEE.minor for fee in fees)
    back = [line.amount for line in mine if line.kind is LineKind.FEE_BACK]
    assert back == [Amount(7, "CNY")] * (firm.name in GIVE_FEES_BACK)


@check
def a_firm_that_is_down_says_nothing_and_catches_up(firm: Firm) -> None:
    order = order_of(firm)
    payment = paid(firm)
    firm.plant("down")
    if firm.name != "alipay":  # whose page is only signed here
        with pytest.raises(FirmDownError):
            firm.gateway.open(order)
    with pytest.raises(FirmDownError):
        firm.gateway.state_of(payment.key, payment.firm_id)
    refund = refund_of(payment, 5)
    with pytest.raises(FirmDownError):
        firm.gateway.refund(refund)
    firm.heal()
    assert firm.gateway.refund(refund).amount == refund.amount
    opened(firm, order)


@check
def a_key_that_nobody_used_is_unknown(firm: Firm) -> None:
    with pytest.raises(NoSuchPaymentError):
        firm.gateway.state_of(uuid4().hex, "cs_test_nobody")
    payment = paid(firm)
    with pytest.raises(NoSuchPaymentError):
        firm.gateway.refund_state(refund_of(payment, 5))


@check
def a_currency_the_firm_does_not_take_is_refused(firm: Firm) -> None:
    with pytest.raises(FirmRefusedError):
        firm.gateway.open(order_of(firm, Amount(100, "XAU")))


@check
def the_firm_hears_what_it_wants_to_hear(firm: Firm) -> None:
    taken = firm.gateway.reply_to(None)
    assert firm.gateway.reply_to(Refusal.REPLAYED) == taken
    assert firm.gateway.reply_to(Refusal.FORGED) != taken


def _refusal(firm: Firm, call: Callback) -> Refusal:
    with pytest.raises(CallbackRefusedError) as refused:
        firm.gateway.translate(call)
    return refused.value.reason


def _amounts(lines: list[StatementLine], kind: LineKind) -> dict[str, Amount]:
    return {line.key: line.amount for line in lines if line.kind is kind}
