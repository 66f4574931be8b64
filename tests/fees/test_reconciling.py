"""Our books beside a firm's statement: agreement is silent, every difference is named once (P2)."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.fees.reconciling import BOOKED_AS, Difference, DifferenceKind, Moved, reconcile
from yunqiao.gateways.payment.port import Amount, LineKind, StatementLine

AT = datetime(2026, 11, 21, tzinfo=UTC)
AMOUNTS = st.builds(Amount, st.integers(1, 10**9), st.sampled_from(["CNY", "USD"]))


def line(kind: LineKind, number: int, amount: Amount) -> StatementLine:
    return StatementLine(
        kind=kind, key=f"key-{number}", money_id=f"money-{number}", amount=amount, at=AT
    )


def booked(line: StatementLine) -> Moved:
    name = line.key if line.kind is LineKind.REFUND else line.money_id
    return Moved(BOOKED_AS[line.kind], name, line.amount)


LINES = st.lists(
    st.tuples(st.sampled_from(list(BOOKED_AS)), st.integers(), AMOUNTS),
    min_size=1,
    unique_by=lambda told: (told[0], told[1]),
).map(lambda told: [line(*one) for one in told])


@given(LINES, st.randoms(use_true_random=False))
def test_books_that_agree_have_no_difference_in_any_order(
    lines: list[StatementLine], chance: st.DataObject
) -> None:
    ours = [booked(one) for one in lines]
    chance.shuffle(ours)  # type: ignore[attr-defined]  # a random.Random
    assert reconcile(ours, lines).agrees


@given(LINES, st.data())
def test_one_line_that_is_missing_on_either_side_is_one_difference(
    lines: list[StatementLine], data: st.DataObject
) -> None:
    lost = data.draw(st.sampled_from(lines))
    rest = [one for one in lines if one is not lost]
    moved = booked(lost)
    assert reconcile([booked(one) for one in rest], lines).differences == [
        Difference(DifferenceKind.NOT_BOOKED, moved.kind, moved.name, None, lost.amount)
    ]
    assert reconcile([booked(one) for one in lines], rest).differences == [
        Difference(DifferenceKind.NOT_STATED, moved.kind, moved.name, lost.amount, None)
    ]


@given(LINES, st.data(), AMOUNTS)
def test_another_amount_is_one_difference_that_shows_both(
    lines: list[StatementLine], data: st.DataObject, other: Amount
) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    theirs = [*lines[:place], replace(lines[place], amount=other), *lines[place + 1 :]]
    found = reconcile([booked(one) for one in lines], theirs).differences
    ours = lines[place].amount
    assert [(one.kind, one.ours, one.theirs) for one in found] == (
        [] if other == ours else [(DifferenceKind.OTHER_AMOUNT, ours, other)]
    )


@given(LINES, st.data())
def test_what_the_firm_moved_twice_is_one_difference(
    lines: list[StatementLine], data: st.DataObject
) -> None:
    twice = data.draw(st.sampled_from(lines))
    [found] = reconcile([booked(one) for one in lines], [*lines, twice]).differences
    assert (found.kind, found.name) == (DifferenceKind.NOT_BOOKED, booked(twice).name)


def test_the_firms_fees_are_handed_on_and_its_payouts_left_alone() -> None:
    fee = line(LineKind.FEE, 1, Amount(280, "CNY"))
    payout = line(LineKind.OTHER, 2, Amount(10, "CNY"))
    found = reconcile([], [fee, payout])
    assert found.agrees
    assert found.fees == [fee]
