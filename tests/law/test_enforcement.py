"""Enforcement: what holds for all facts, beyond the worked cases."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.enforcement.interest import (
    DAILY_RATE,
    DelayedPayment,
    PartialPayment,
    Stay,
    delay_interest,
)
from yunqiao.law.enforcement.limitation import EnforcementLimitation, Obstacle, apply_by
from yunqiao.law.enforcement.payments import MoneyReceived, order_of_payment

AMOUNTS = st.decimals(0, 10**11, places=2, allow_nan=False)
FIRST = date(2025, 1, 10)
DELAYS = st.integers(0, 1500)


def _interest(payment: DelayedPayment) -> Decimal:
    amount = delay_interest(payment).value["amount"]
    assert isinstance(amount, Decimal)
    return amount


def _late(
    debt: Decimal,
    days: int,
    payments: tuple[PartialPayment, ...] = (),
    stays: tuple[Stay, ...] = (),
) -> DelayedPayment:
    return DelayedPayment(
        debt=debt,
        last_performance_day=FIRST,
        until=FIRST + timedelta(days=days),
        payments=payments,
        stays=stays,
    )


@given(AMOUNTS, DELAYS, DELAYS)
def test_more_days_never_bear_less_interest(debt: Decimal, one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert _interest(_late(debt, fewer)) <= _interest(_late(debt, more))


@given(AMOUNTS, AMOUNTS, DELAYS)
def test_a_larger_debt_never_bears_less_interest(one: Decimal, other: Decimal, days: int) -> None:
    less, more = sorted((one, other))
    assert _interest(_late(less, days)) <= _interest(_late(more, days))


@given(AMOUNTS)
def test_no_days_bear_no_interest(debt: Decimal) -> None:
    assert _interest(_late(debt, 0)) == 0


@given(st.decimals(1, 10**9, places=2), st.integers(2, 900), st.data())
def test_a_payment_on_the_way_lowers_interest_by_what_it_no_longer_bears(
    debt: Decimal, days: int, data: st.DataObject
) -> None:
    paid = data.draw(st.decimals(0, debt, places=2))
    after = data.draw(st.integers(1, days))
    payment = PartialPayment(paid_on=FIRST + timedelta(days=after), amount=paid)
    exact = (debt * days - paid * (days - after)) * DAILY_RATE
    assert abs(_interest(_late(debt, days, (payment,))) - exact) <= Decimal("0.005")


@given(AMOUNTS, DELAYS, st.lists(st.tuples(st.integers(0, 1600), st.integers(0, 60)), max_size=4))
def test_stays_never_raise_interest_and_their_steps_add_up(
    debt: Decimal, days: int, lengths: list[tuple[int, int]]
) -> None:
    stays = tuple(
        Stay(
            first_day=FIRST + timedelta(days=begin),
            last_day=FIRST + timedelta(days=begin + length),
            at_debtors_request=False,
        )
        for begin, length in lengths
    )
    stayed = {
        stay.first_day + timedelta(days=n)
        for stay in stays
        for n in range((stay.last_day - stay.first_day).days + 1)
    }
    bearing = {FIRST + timedelta(days=n) for n in range(1, days + 1)} - stayed
    found = delay_interest(_late(debt, days, stays=stays))
    assert found.value["days"] == len(bearing)
    assert found.value["amount"] <= _interest(_late(debt, days))


@given(received=AMOUNTS, debt=AMOUNTS, doubled=AMOUNTS, agreed=st.booleans())
def test_money_received_is_split_without_rest_or_gap(
    received: Decimal, debt: Decimal, doubled: Decimal, *, agreed: bool
) -> None:
    money = MoneyReceived(
        received=received, debt=debt, doubled_part=doubled, agreed_doubled_part_first=agreed
    )
    value = order_of_payment(money).value
    assert value["to_debt"] + value["to_doubled_part"] + value["to_return"] == received
    assert value["to_debt"] + value["debt_left"] == debt
    assert value["to_doubled_part"] + value["doubled_part_left"] == doubled
    assert min(value.values()) >= 0
    assert not (value["to_return"] and (value["debt_left"] or value["doubled_part_left"]))
    if not agreed:
        assert not (value["to_doubled_part"] and value["debt_left"])


DAYS = st.dates(date(2022, 6, 1), date(2024, 6, 1))


@given(DAYS, DAYS)
def test_a_later_performance_day_never_gives_an_earlier_end_of_the_two_years(
    one: date, other: date
) -> None:
    ends = [
        apply_by(EnforcementLimitation(on=day, last_performance_day=day)).date("last_day")
        for day in sorted((one, other))
    ]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0] <= ends[1]


@given(DAYS, st.integers(0, 600), st.integers(0, 100))
def test_interruption_and_obstacles_never_shorten_the_two_years(
    start: date, after: int, length: int
) -> None:
    event = start + timedelta(days=after)
    plain = apply_by(EnforcementLimitation(on=start, last_performance_day=start)).date("last_day")
    assert plain is not None
    obstacle = Obstacle(began_on=event, ended_on=event + timedelta(days=length))
    for changed in (
        EnforcementLimitation(on=event, last_performance_day=start, interrupted_on=(event,)),
        EnforcementLimitation(on=start, last_performance_day=start, obstacles=(obstacle,)),
    ):
        assert (apply_by(changed).date("last_day") or date.max) >= plain
