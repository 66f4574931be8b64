"""Exact amounts, rounding and rates."""

from datetime import date
from decimal import Decimal

import pytest

from yunqiao.law.facts import FactsError
from yunqiao.law.money import Rate, rounding_doubt, to_fen


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
