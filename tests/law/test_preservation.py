"""Preservation: what holds for all facts, beyond the worked cases."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Outcome
from yunqiao.law.preservation.duration import AssetKind, MeasureTerm, longest, terms
from yunqiao.law.preservation.grant import PreservationStage
from yunqiao.law.preservation.remedies import Reconsideration, reconsider_by
from yunqiao.law.preservation.scope import FrozenAsset, FrozenEstate, is_within_limit
from yunqiao.law.preservation.security import SecurityAmount, amount
from yunqiao.law.preservation.timing import (
    RulingClock,
    SuitAfterPreservation,
    rule_by,
    sue_by,
)
from yunqiao.law.venue import BEIJING

AMOUNTS = st.decimals(0, 10**12, places=2, allow_nan=False)
DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 1))


@given(AMOUNTS)
def test_security_in_suit_is_never_above_thirty_percent(requested: Decimal) -> None:
    found = amount(SecurityAmount(stage=PreservationStage.DURING_SUIT, amount_requested=requested))
    assert found.value["at_most"] <= requested * Decimal("0.3")
    assert found.value["at_most"] > requested * Decimal("0.3") - Decimal("0.01")


@given(AMOUNTS, AMOUNTS)
def test_more_to_preserve_never_needs_less_security(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    found = [
        amount(SecurityAmount(stage=PreservationStage.BEFORE_SUIT, amount_requested=requested))
        for requested in (low, high)
    ]
    assert found[0].value["exactly"] <= found[1].value["exactly"]


@given(DAYS, DAYS)
def test_a_later_measure_or_ruling_never_gives_an_earlier_last_day(one: date, other: date) -> None:
    first, second = sorted((one, other))
    suits = [sue_by(SuitAfterPreservation(measure_taken_on=day, on=day)) for day in (first, second)]
    reviews = [reconsider_by(Reconsideration(ruling_served_on=day)) for day in (first, second)]
    for earlier, later in (suits, reviews):
        assert (earlier.date("last_day") or first) <= (later.date("last_day") or date.max)


@given(st.timedeltas(timedelta(0), timedelta(days=1080)))
def test_forty_eight_hours_are_forty_eight_to_forty_nine_hours_after_receipt(
    since_2024: timedelta,
) -> None:
    received = datetime(2024, 1, 1, tzinfo=BEIJING) + since_2024
    found = rule_by(
        RulingClock(stage=PreservationStage.BEFORE_SUIT, urgent=True, received_at=received)
    )
    left = found.value["ends_at"] - received
    assert timedelta(hours=48) <= left < timedelta(hours=49)


@given(st.sampled_from(AssetKind), st.dates(date(2005, 1, 1), date(2100, 1, 1)))
def test_every_measure_since_2005_has_a_longest_term(asset: AssetKind, taken_on: date) -> None:
    found = longest(MeasureTerm(asset=asset, taken_or_renewed_on=taken_on))
    last_day = found.date("last_day")
    assert last_day is not None
    assert last_day > taken_on


def test_the_terms_follow_on_each_other_without_gap_or_overlap() -> None:
    for asset in AssetKind:
        old, new = sorted(
            (term for term in terms() if term.asset is asset), key=lambda term: term.valid_from
        )
        assert old.valid_to is not None
        assert old.valid_to + timedelta(days=1) == new.valid_from
        assert new.valid_to is None


@given(AMOUNTS, AMOUNTS, st.lists(AMOUNTS, min_size=1, max_size=4))
def test_money_above_claim_and_costs_is_never_within_the_limit(
    claim: Decimal, costs: Decimal, deposits: list[Decimal]
) -> None:
    frozen = tuple(FrozenAsset(asset=AssetKind.DEPOSIT, value=value) for value in deposits)
    found = is_within_limit(FrozenEstate(claim=claim, costs=costs, frozen=frozen))
    assert (found.outcome is Outcome.YES) == (sum(deposits) <= claim + costs)


def test_a_negative_value_names_its_field() -> None:
    with pytest.raises(FactsError, match="value"):
        FrozenAsset(asset=AssetKind.DEPOSIT, value=Decimal(-1))
