"""What every firm that takes payments does: the fake, and each real client against its sandbox (P2)."""

import queue
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from support.careless import Careless
from support.payment_checks import CHECKS
from support.payment_firms import FakeFirmInTests, Firm, SandboxFirm, sandbox_firm
from yunqiao.gateways.payment.port import CallbackRefusedError, PaymentError

pytestmark = [pytest.mark.contract, pytest.mark.enable_socket]
SANDBOXES = ("stripe", "wechatpay", "alipay")
WITH_CERTIFICATES = "wechatpay-certificates"
RED = (AssertionError, PaymentError, CallbackRefusedError, queue.Empty, pytest.fail.Exception)

PLANTED: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("a_payment_is_open_until_the_payer_pays_and_then_paid_in_full", {"kind": "paid_unasked"}, SANDBOXES),
    ("a_payment_is_open_until_the_payer_pays_and_then_paid_in_full", {"kind": "amount", "amount": 1}, SANDBOXES),
    ("a_payment_is_open_until_the_payer_pays_and_then_paid_in_full", {"kind": "currency", "currency": "KRW"}, SANDBOXES),
    ("the_same_order_again_is_the_same_payment", {"kind": "forgetful"}, SANDBOXES),
    ("another_order_under_a_used_key_takes_no_money", {"kind": "forgetful"}, SANDBOXES),
    ("a_callback_tells_that_money_came", {"kind": "never"}, SANDBOXES),
    ("a_callback_tells_that_money_came", {"kind": "late", "seconds": 60}, SANDBOXES),
    ("a_callback_tells_that_money_came", {"kind": "forged"}, SANDBOXES),
    ("a_callback_tells_that_money_came", {"kind": "stale"}, SANDBOXES),
    ("a_callback_tells_that_money_came", {"kind": "foreign"}, SANDBOXES),
    ("a_callback_tells_that_money_came", {"kind": "amount", "amount": 1}, SANDBOXES),
    ("a_callback_tells_that_money_came", {"kind": "currency", "currency": "KRW"}, SANDBOXES),
    ("a_callback_that_comes_again_is_the_same_notice", {"kind": "never"}, SANDBOXES),
    ("a_copy_of_a_callback_is_refused", {"kind": "stale"}, SANDBOXES),
    ("a_payment_whose_callback_never_comes_is_found_by_asking", {"kind": "amount", "amount": 1}, SANDBOXES),
    ("callbacks_out_of_order_tell_each_of_its_own_payment", {"kind": "foreign"}, SANDBOXES),
    ("a_declined_attempt_leaves_the_payment_open", {"kind": "paid_unasked"}, SANDBOXES),
    ("an_expired_payment_is_closed_and_takes_no_money", {"kind": "deathless"}, SANDBOXES),
    ("a_payment_given_up_by_the_court_takes_no_money", {"kind": "deathless"}, SANDBOXES),
    ("giving_up_a_payment_that_was_paid_just_before_tells_so", {"kind": "amount", "amount": 1}, SANDBOXES),
    ("money_is_given_back_in_parts_and_never_more_than_came", {"kind": "generous"}, SANDBOXES),
    ("the_same_refund_again_gives_nothing_more", {"kind": "gives_twice"}, SANDBOXES),
    ("another_refund_under_a_used_key_is_refused", {"kind": "gives_twice"}, SANDBOXES),
    ("a_callback_tells_of_a_refund", {"kind": "forged"}, SANDBOXES),
    ("a_disputed_charge_is_told_with_the_money_it_is_about", {"kind": "forged"}, ("stripe",)),
    ("the_statement_of_a_day_lists_what_came_went_and_cost", {"kind": "loses_lines"}, SANDBOXES),
    ("the_statement_of_a_day_lists_what_came_went_and_cost", {"kind": "hasty"}, ("wechatpay", "alipay")),
    ("a_firm_that_is_down_says_nothing_and_catches_up", {"kind": "stubborn"}, SANDBOXES),
    ("a_key_that_nobody_used_is_unknown", {"kind": "down"}, SANDBOXES),
]  # fmt: skip
OF_OUR_OWN = (
    "a_forged_callback_is_refused",
    "a_callback_that_was_touched_on_the_way_is_refused",
    "a_callback_signed_long_ago_is_refused",
    "a_callback_about_another_account_is_no_news",
    "a_currency_the_firm_does_not_take_is_refused",
    "the_firm_hears_what_it_wants_to_hear",
)
"""Behaviours that no firm can break, only the gateway."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, SandboxFirm]]:
    started: dict[str, SandboxFirm] = {}
    contexts = {name: sandbox_firm(name, tmp_path_factory.mktemp(name)) for name in SANDBOXES}
    contexts[WITH_CERTIFICATES] = sandbox_firm(
        "wechatpay", tmp_path_factory.mktemp("certificates"), "account.certificates.toml"
    )
    with ExitStack() as stack:
        for name, context in contexts.items():
            started[name] = stack.enter_context(context)
        yield started


@pytest.fixture
def firm(request: pytest.FixtureRequest, running: dict[str, SandboxFirm]) -> Iterator[Firm]:
    if request.param == "fake":
        yield FakeFirmInTests()
        return
    found = running[request.param]
    found.begin_afresh()
    yield found


@pytest.mark.parametrize("behaviour", CHECKS)
@pytest.mark.parametrize("firm", ["fake", *SANDBOXES, WITH_CERTIFICATES], indirect=True)
def test_every_firm_does_this(firm: Firm, behaviour: str) -> None:
    CHECKS[behaviour](firm)


@pytest.mark.parametrize(
    ("firm", "behaviour", "fault"),
    [(name, behaviour, fault) for behaviour, fault, names in PLANTED for name in names],
    indirect=["firm"],
)
def test_a_planted_fault_makes_the_suite_fail(
    firm: SandboxFirm, behaviour: str, fault: dict[str, Any]
) -> None:
    firm.patience = 0.5
    firm.plant(**fault)
    with pytest.raises(RED):
        CHECKS[behaviour](firm)


@pytest.mark.parametrize("behaviour", OF_OUR_OWN)
@pytest.mark.parametrize("firm", SANDBOXES, indirect=True)
def test_a_careless_gateway_makes_the_suite_fail(firm: SandboxFirm, behaviour: str) -> None:
    firm.patience = 0.5
    careless: Any = Careless(firm.gateway)
    with pytest.raises(RED):
        CHECKS[behaviour](replace(firm, gateway=careless))


def test_every_behaviour_of_every_firm_has_a_planted_fault() -> None:
    planted = {(name, behaviour) for behaviour, _, names in PLANTED for name in names}
    planted |= {(name, behaviour) for behaviour in OF_OUR_OWN for name in SANDBOXES}
    assert set(product(SANDBOXES, CHECKS)) - planted == {  # which only a card's bank does
        ("wechatpay", "a_disputed_charge_is_told_with_the_money_it_is_about"),
        ("alipay", "a_disputed_charge_is_told_with_the_money_it_is_about"),
    }
