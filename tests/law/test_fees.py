"""Properties of litigation costs that single cases cannot say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.fees.acceptance import AcceptanceFacts, FeeCaseKind, acceptance
from yunqiao.law.fees.application import ApplicationFacts, FeeApplication, application
from yunqiao.law.fees.claims import ClaimAmount
from yunqiao.law.fees.halving import HalvingGround
from yunqiao.law.fees.tables import (
    DIVORCE_PROPERTY,
    ENFORCEMENT,
    PERSONALITY_DAMAGES,
    PRESERVATION,
    PROPERTY,
    brackets,
    flat_fee,
)
from yunqiao.law.fees.working import Fee, by_brackets
from yunqiao.law.findings import Outcome
from yunqiao.law.money import FEN, to_fen
from yunqiao.law.wording import sentence

ON = date(2026, 3, 2)
TABLES = (PROPERTY, ENFORCEMENT, PRESERVATION, DIVORCE_PROPERTY, PERSONALITY_DAMAGES)
AMOUNTS = st.decimals(min_value=0, max_value=Decimal(10) ** 12, places=2)
QUICK = {
    PROPERTY: [
        (10_000, "0", 50),
        (100_000, "0.025", -200),
        (200_000, "0.02", 300),
        (500_000, "0.015", 1_300),
        (1_000_000, "0.01", 3_800),
        (2_000_000, "0.009", 4_800),
        (5_000_000, "0.008", 6_800),
        (10_000_000, "0.007", 11_800),
        (20_000_000, "0.006", 21_800),
        (None, "0.005", 41_800),
    ],
    ENFORCEMENT: [
        (10_000, "0", 50),
        (500_000, "0.015", -100),
        (5_000_000, "0.01", 2_400),
        (10_000_000, "0.005", 27_400),
        (None, "0.001", 67_400),
    ],
    PRESERVATION: [(1_000, "0", 30), (100_000, "0.01", 20), (None, "0.005", 520)],
}


@given(table=st.sampled_from(sorted(QUICK)), amount=AMOUNTS)
def test_the_brackets_agree_with_the_quick_formulas(table: str, amount: Decimal) -> None:
    rate, add = next(
        (rate, add) for up_to, rate, add in QUICK[table] if up_to is None or amount <= up_to
    )
    assert by_brackets(table, amount, ON).most == amount * Decimal(rate) + add


@given(table=st.sampled_from(TABLES), one=AMOUNTS, more=AMOUNTS)
def test_a_larger_claim_never_costs_less(table: str, one: Decimal, more: Decimal) -> None:
    assert by_brackets(table, one, ON).most <= by_brackets(table, one + more, ON).most


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_have_no_jump_at_their_edges(table: str) -> None:
    for bracket in brackets(table, ON)[1:]:
        below = by_brackets(table, bracket.over, ON).most
        above = by_brackets(table, bracket.over + FEN, ON).most
        assert 0 <= above - below <= FEN


@given(amount=AMOUNTS)
def test_the_steps_of_a_working_add_up_to_the_fee(amount: Decimal) -> None:
    fee = _fee(AcceptanceFacts(on=ON, kind=FeeCaseKind.PROPERTY, claims=_claim(amount)))
    assert fee.amount == to_fen(sum((step.adds for step in fee.steps), Decimal(0)))


@given(
    amount=AMOUNTS, grounds=st.frozensets(st.sampled_from(HalvingGround), min_size=1, max_size=5)
)
def test_any_number_of_grounds_halves_once(
    amount: Decimal, grounds: frozenset[HalvingGround]
) -> None:
    facts = AcceptanceFacts(on=ON, kind=FeeCaseKind.PROPERTY, claims=_claim(amount))
    whole = by_brackets(PROPERTY, amount, ON).most
    assert _fee(replace(facts, halving_grounds=grounds)).amount == to_fen(whole / 2)


@given(parts=st.lists(AMOUNTS, min_size=1, max_size=6))
def test_claims_cost_the_same_in_any_order(parts: list[Decimal]) -> None:
    facts = AcceptanceFacts(on=ON, kind=FeeCaseKind.PROPERTY, claims=_claim(*parts))
    assert _fee(facts).amount == _fee(replace(facts, claims=_claim(*reversed(parts)))).amount


@given(amount=AMOUNTS)
def test_the_caps_are_never_passed(amount: Decimal) -> None:
    for kind, cap in ((FeeApplication.PRESERVATION, 5_000), (FeeApplication.BANKRUPTCY, 300_000)):
        fee: Fee = application(
            ApplicationFacts(on=ON, application=kind, claims=_claim(amount))
        ).value
        assert fee.amount is not None
        assert fee.amount <= cap


def test_a_flat_fee_without_a_tariff_that_day_is_an_error() -> None:
    with pytest.raises(KeyError):
        flat_fee("labour", date(2007, 3, 31))


@given(local=st.one_of(st.none(), st.decimals(min_value=50, max_value=300, places=2)))
def test_a_divorce_costs_a_known_sum_or_a_range_but_never_a_guess(local: Decimal | None) -> None:
    finding = acceptance(AcceptanceFacts(on=ON, kind=FeeCaseKind.DIVORCE, local_amount=local))
    fee: Fee = finding.value
    assert fee.amount == local
    assert (finding.outcome is Outcome.UNKNOWN) == (local is None)


@pytest.mark.parametrize("kind", list(FeeApplication))
def test_every_step_of_every_application_reads_in_both_languages(kind: FeeApplication) -> None:
    finding = application(ApplicationFacts(on=ON, application=kind, claims=_claim("90000000")))
    steps = finding.value.steps if finding.value else ()
    for reason in (*finding.because, *finding.doubts, *(step.why for step in steps)):
        assert sentence(reason, "zh") != sentence(reason, "en")


def _claim(*amounts: Decimal | str) -> tuple[ClaimAmount, ...]:
    return tuple(ClaimAmount(amount=Decimal(amount)) for amount in amounts)


def _fee(facts: AcceptanceFacts) -> Fee:
    fee: Fee = acceptance(facts).value
    return fee
