"""Interest for delayed performance: the doubled part, day by day, exact, with its working."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError, FactsError, require_order
from yunqiao.law.findings import Finding, for_the_court, reason, unknown, yes
from yunqiao.law.instruments import CPL, DELAY_INTEREST, INT
from yunqiao.law.money import require_amounts, to_fen

DOUBLED_PART = reason("enforcement.doubled_part")
NO_DELAY = reason("enforcement.no_delay")
STAYS_LEFT_OUT = reason("enforcement.stays_left_out")
CONVERTED = reason("enforcement.converted")
IN_ITS_CURRENCY = reason("enforcement.in_its_currency")
OLD_RULE_BEFORE_2014 = reason("enforcement.old_rule_before_2014")
DOUBLE_LOSS = reason("enforcement.double_loss")
DELAY_MONEY_BY_COURT = reason("enforcement.delay_money_by_court")

DAILY_RATE: Final = Decimal("0.000175")
FIRST_DAY: Final = DELAY_INTEREST.in_force_from
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A stay of enforcement, both days included."""

    first_day: date
    last_day: date
    at_debtors_request: bool

    def __post_init__(self) -> None:
        require_order(self, "first_day", "last_day")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialPayment:
    """A payment that reduced the debt, in the currency of the title."""

    paid_on: date
    amount: Decimal

    def __post_init__(self) -> None:
        require_amounts(amount=self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayedPayment:
    """A money debt under a title and its payment.

    `debt` is what the title orders, without ordinary interest, in `currency`. `until` is the day
    of payment, of deduction, or on which the ruling on the auction took effect. `mid_rate` is the
    published middle rate (yuan for one unit) on the first day of delay, if the applicant asks for
    yuan. `interest_before_2014_08` is what the older rules gave for days before 1 August 2014.
    """

    debt: Decimal
    last_performance_day: date
    until: date
    currency: str = "CNY"
    in_yuan: bool = False
    mid_rate: Decimal | None = None
    payments: tuple[PartialPayment, ...] = ()
    stays: tuple[Stay, ...] = ()
    interest_before_2014_08: Decimal | None = None

    def __post_init__(self) -> None:
        require_amounts(
            debt=self.debt,
            mid_rate=self.mid_rate,
            interest_before_2014_08=self.interest_before_2014_08,
        )
        if self.last_performance_day < self.until:
            for n, payment in enumerate(self.payments):
                if not self.last_performance_day < payment.paid_on <= self.until:
                    raise FactsError(
                        f"payments[{n}].paid_on",
                        "a payment before the delay lowers the debt; one after `until` is not yet counted",
                    )
        if sum((payment.amount for payment in self.payments), Decimal(0)) > self.debt:
            raise ContradictionError("payments", "debt", "more was paid than was owed")


class Step(NamedTuple):
    """A stretch of days with one debt; `first_day` is the first day that bears interest."""

    first_day: date
    last_day: date
    days: int
    debt: Decimal
    interest: Decimal


@provision(CPL["264"], INT["504"], DELAY_INTEREST["1"], DELAY_INTEREST["2"], DELAY_INTEREST["3"], DELAY_INTEREST["5"], DELAY_INTEREST["7"])  # fmt: skip
def delay_interest(payment: DelayedPayment) -> Finding:
    """How much is the doubled part of the interest for delayed performance?"""
    rate, reasons = Decimal(1), [DOUBLED_PART]
    if payment.currency != "CNY" and payment.in_yuan:
        if payment.mid_rate is None:
            return unknown(DELAY_INTEREST["5"], missing="mid_rate")
        rate = payment.mid_rate
        reasons.append(CONVERTED(rate=rate, currency=payment.currency))
    elif payment.currency != "CNY":
        reasons.append(IN_ITS_CURRENCY(currency=payment.currency))
    if payment.last_performance_day + ONE_DAY < FIRST_DAY:
        if payment.interest_before_2014_08 is None:
            return unknown(
                DELAY_INTEREST["7"], OLD_RULE_BEFORE_2014, missing="interest_before_2014_08"
            )
        reasons.append(OLD_RULE_BEFORE_2014)
    steps = _steps(payment, rate)
    if any(not stay.at_debtors_request for stay in payment.stays):
        reasons.append(STAYS_LEFT_OUT)
    if not any(step.days for step in steps):
        reasons.append(NO_DELAY)
    return yes(
        (CPL["264"], DELAY_INTEREST["1"], DELAY_INTEREST["2"], DELAY_INTEREST["3"]),
        *reasons,
        code="DOUBLED_PART",
        value=_value(payment, steps),
    )


def _value(payment: DelayedPayment, steps: list[Step]) -> dict[str, object]:
    exact = sum((step.interest for step in steps), payment.interest_before_2014_08 or Decimal(0))
    return {
        "amount": to_fen(exact),
        "currency": "CNY" if payment.in_yuan else payment.currency,
        "days": sum(step.days for step in steps),
        "rate_per_day": DAILY_RATE,
        "steps": steps,
    }


def _steps(payment: DelayedPayment, rate: Decimal) -> list[Step]:
    """Stretches between payments. A payment bears interest up to and including its day."""
    debt = to_fen(payment.debt * rate)
    first = max(payment.last_performance_day + ONE_DAY, FIRST_DAY)
    steps: list[Step] = []
    for paid in sorted(payment.payments, key=lambda item: item.paid_on):
        steps += _stretch(payment, first, paid.paid_on, debt)
        debt -= to_fen(paid.amount * rate)
        first = max(first, paid.paid_on + ONE_DAY)
    return steps + _stretch(payment, first, payment.until, debt)


def _stretch(payment: DelayedPayment, first: date, last: date, debt: Decimal) -> list[Step]:
    if last < first:
        return []
    days = (last - first).days + 1 - _stayed(payment.stays, first, last)
    return [Step(first, last, days, debt, debt * DAILY_RATE * days)]


def _stayed(stays: tuple[Stay, ...], first: date, last: date) -> int:
    """Days of stays that the debtor did not ask for; days in two stays count once."""
    counted = 0
    reached = first - ONE_DAY
    for stay in sorted(stays, key=lambda item: item.first_day):
        if not stay.at_debtors_request:
            begin, end = max(stay.first_day, reached + ONE_DAY), min(stay.last_day, last)
            counted += max(0, (end - begin).days + 1)
            reached = max(reached, end)
    return counted


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayedAct:
    """A duty other than to pay money, performed late, and the loss that the delay caused."""

    loss: Decimal | None = None

    def __post_init__(self) -> None:
        require_amounts(loss=self.loss)


@provision(CPL["264"], INT["505"])
def delay_money(act: DelayedAct) -> Finding:
    """How much delay money is due for a late act that is not a payment?"""
    if act.loss:
        return yes(
            (CPL["264"], INT["505"]),
            DOUBLE_LOSS(loss=act.loss),
            code="DOUBLE_LOSS",
            value={"amount": to_fen(act.loss * 2)},
        )
    return for_the_court((CPL["264"], INT["505"]), DELAY_MONEY_BY_COURT)
