"""Exact amounts, rounding and rates."""

from datetime import date
from decimal import Decimal

import pytest

from yunqiao.law.facts import FactsError
from yunqiao.law.money import (
    LARGEST,
    RATE_OF_AN_EARLIER_DAY,
    Rate,
    rate_doubt,
    require_amounts,
    rounding_doubt,
    to_fen,
)


@pytest.mark.parametrize(
    ("exact", "shown"), [("0.005", "0.01"), ("0.0049", "0.00"), ("766.666666", "766.67")]
)
def test_an_amount_is_rounded_half_up_to_the_fen(exact: str, shown: str) -> None:
    assert str(to_fen(Decimal(exact))) == shown


def test_rounding_is_doubted_only_where_it_changed_the_amount() -> None:
    assert rounding_doubt(Decimal("1.005"))
    assert not rounding_doubt(Decimal("1.00"))


@pytest.mark.parametrize(
    ("currency", "worth", "field"),
    [("CNY", "1", "currency"), ("US", "7", "currency"), ("USD", "0", "cny_per_unit")],
)
def test_a_rate_that_cannot_be_is_refused(currency: str, worth: str, field: str) -> None:
    with pytest.raises(FactsError) as refused:
        Rate(currency=currency, cny_per_unit=Decimal(worth), published_on=date(2026, 3, 2))
    assert refused.value.where == field


def test_a_rate_may_be_below_one_but_not_the_largest_amount() -> None:
    day = date(2026, 3, 2)
    assert Rate(currency="JPY", cny_per_unit=Decimal("0.05"), published_on=day).currency == "JPY"
    with pytest.raises(FactsError, match="greater than nought"):
        Rate(currency="USD", cny_per_unit=LARGEST, published_on=day)
    with pytest.raises(FactsError, match="yuan need no rate"):
        Rate(currency="CNY", cny_per_unit=Decimal(1), published_on=day)


def test_a_rate_of_an_earlier_day_is_doubted_with_both_days() -> None:
    friday, sunday = date(2026, 3, 6), date(2026, 3, 8)
    rate = Rate(currency="USD", cny_per_unit=Decimal(7), published_on=friday)
    assert rate_doubt(None, sunday) == ()
    assert rate_doubt(rate, friday) == ()
    assert rate_doubt(rate, sunday) == (RATE_OF_AN_EARLIER_DAY(published_on=friday, on=sunday),)


def test_the_first_of_several_amounts_that_cannot_be_is_refused() -> None:
    require_amounts(one=None, other=Decimal(0))
    with pytest.raises(FactsError, match="other: an amount cannot be negative"):
        require_amounts(one=Decimal(1), other=Decimal(-1))
