"""The ledger as such: every walk of acts leaves books that balance and nothing below nought (P1, P2)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from yunqiao.court.fees import ledger
from yunqiao.court.fees.ledger import Booking, Money, NotBookableError, Standing
from yunqiao.court.fees.models import LedgerAccount
from yunqiao.law.money import Rate

USD = Rate(currency="USD", cny_per_unit=Decimal("7.1234"), published_on=date(2026, 11, 20))
FEN = st.integers(1, 10_000_000)
MONEY = FEN.map(ledger.yuan) | st.integers(1, 1_000_000).map(lambda n: ledger.abroad(n, USD))


class Books(RuleBasedStateMachine):
    """A party whose fee is charged, changed, paid and given back in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing()
        self.balances = dict.fromkeys(LedgerAccount, 0)

    @property
    def chargeable(self) -> int:
        return -self.balances[LedgerAccount.CHARGED] - self.balances[LedgerAccount.WAIVED]

    def book(self, booking: Booking) -> None:
        self.standing = self.standing.after(booking)
        for line in booking.lines:
            self.balances[line.account] += line.fen

    @rule(fen=FEN)
    def a_fee_is_due(self, fen: int) -> None:
        self.book(ledger.due(fen))

    @rule(fen=FEN)
    def what_was_to_go_back_pays_the_fee(self, fen: int) -> None:
        if fen <= min(self.standing.to_refund, self.standing.outstanding):
            self.book(ledger.kept(self.standing, fen))
        else:
            with pytest.raises(NotBookableError, match="would be kept"):
                ledger.kept(self.standing, fen)

    @rule(fen=FEN)
    def the_fee_is_reduced(self, fen: int) -> None:
        if fen <= self.chargeable:
            self.book(ledger.reduced(self.standing, fen, chargeable=self.chargeable))
        else:
            with pytest.raises(NotBookableError, match="to bear"):
                ledger.reduced(self.standing, fen, chargeable=self.chargeable)

    @rule(fen=FEN, let_off=FEN)
    def the_fee_is_reduced_that_was_partly_let_off(self, fen: int, let_off: int) -> None:
        let_off = min(let_off, fen, self.balances[LedgerAccount.WAIVED])
        owed = self.standing.outstanding + self.standing.to_refund
        if fen - let_off <= self.chargeable:
            booking = ledger.reduced(
                self.standing, fen, chargeable=self.chargeable, let_off=let_off
            )
            self.book(booking)
            moved = abs(self.standing.outstanding + self.standing.to_refund - owed)
            assert moved <= fen - let_off

    @rule(fen=FEN)
    def a_part_is_waived(self, fen: int) -> None:
        if fen <= self.chargeable:
            self.book(ledger.waived(self.standing, fen, chargeable=self.chargeable))
        else:
            with pytest.raises(NotBookableError, match="to bear"):
                ledger.waived(self.standing, fen, chargeable=self.chargeable)

    @rule(fen=FEN)
    def what_was_waived_is_due_again(self, fen: int) -> None:
        if fen <= self.balances[LedgerAccount.WAIVED]:
            self.book(ledger.due_again(fen))

    @rule(money=MONEY)
    def money_comes(self, money: Money) -> None:
        before = self.standing
        self.book(ledger.received(before, money, "card"))
        assert self.standing.outstanding == max(before.outstanding - money.fen, 0)
        surplus = max(money.fen - before.outstanding, 0)
        assert self.standing.unassigned == before.unassigned + surplus

    @rule(fen=FEN)
    def money_that_waited_pays(self, fen: int) -> None:
        if fen <= min(self.standing.unassigned, self.standing.outstanding):
            self.book(ledger.assigned(self.standing, fen))
        else:
            with pytest.raises(NotBookableError):
                ledger.assigned(self.standing, fen)

    @rule(fen=FEN)
    def money_that_waited_is_to_go_back(self, fen: int) -> None:
        if fen <= self.standing.unassigned:
            self.book(ledger.to_refund(self.standing, fen))
        else:
            with pytest.raises(NotBookableError, match="than waits"):
                ledger.to_refund(self.standing, fen)

    @rule(fen=FEN, money=MONEY)
    def money_goes_back(self, fen: int, money: Money) -> None:
        if fen <= self.standing.to_refund:
            self.book(ledger.refunded(self.standing, fen, money, "card"))
        else:
            with pytest.raises(NotBookableError, match="than is to be refunded"):
                ledger.refunded(self.standing, fen, money, "card")

    @rule(money=MONEY)
    def a_charge_is_disputed(self, money: Money) -> None:
        self.book(ledger.disputed(money, "card"))

    @rule(money=MONEY, is_won=st.booleans())
    def a_dispute_ends(self, money: Money, *, is_won: bool) -> None:
        if money.fen > self.standing.disputed:
            with pytest.raises(NotBookableError, match="than is disputed"):
                ledger.dispute_lost(self.standing, money)
        elif is_won:
            self.book(ledger.dispute_won(self.standing, money, "card"))
        else:
            self.book(ledger.dispute_lost(self.standing, money))

    @rule(money=MONEY)
    def the_firm_keeps_its_fee(self, money: Money) -> None:
        self.book(ledger.firm_fee(money, "card"))

    @invariant()
    def debits_and_credits_are_one_sum(self) -> None:
        assert sum(self.balances.values()) == 0

    @invariant()
    def nothing_is_below_nought(self) -> None:
        figures = (
            self.standing.outstanding,
            self.standing.unassigned,
            self.standing.to_refund,
            self.standing.disputed,
        )
        assert min(figures) >= 0

    @invariant()
    def the_standing_is_what_the_balances_say(self) -> None:
        assert self.standing == ledger.standing_of(self.balances.items())


TestBooks = Books.TestCase


@given(st.integers(1, 10**12), st.decimals("0.0001", "1000", places=4))
def test_money_from_abroad_is_worth_what_the_rate_says_to_half_a_fen(
    minor: int, per_unit: Decimal
) -> None:
    rate = Rate(currency="EUR", cny_per_unit=per_unit, published_on=date(2026, 11, 20))
    exact = Decimal(minor) * per_unit
    if exact < Decimal("0.5"):
        with pytest.raises(NotBookableError):
            ledger.abroad(minor, rate)
        return
    assert abs(ledger.abroad(minor, rate).fen - exact) <= Decimal("0.5")


def test_yen_have_no_smaller_unit() -> None:
    rate = Rate(currency="JPY", cny_per_unit=Decimal("0.046"), published_on=date(2026, 11, 20))
    assert ledger.abroad(1000, rate).fen == 4600


@pytest.mark.parametrize("fen", [0, -1])
def test_nothing_and_less_is_not_booked(fen: int) -> None:
    for attempt in (ledger.yuan, lambda n: ledger.waived(Standing(outstanding=9), n, chargeable=9)):
        with pytest.raises(NotBookableError, match="above nought"):
            attempt(fen)
