"""The working of a fee: exact sums, step by step, each step with its reason and article."""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from yunqiao.law.fees.tables import brackets, flat_fee
from yunqiao.law.findings import Citation, Finding, Reason, reason, unknown, yes
from yunqiao.law.instruments import FEES
from yunqiao.law.money import rounding_doubt, to_fen

FLAT: Final = reason("fees.step.flat")
FREE_PART: Final = reason("fees.step.free_part")
PART: Final = reason("fees.step.part")
FLAT_PART: Final = reason("fees.step.flat_part")
LOCAL_AMOUNT: Final = reason("fees.step.local_amount")
RANGE: Final = reason("fees.step.range")
TOTAL: Final = reason("fees.total")
TOTAL_BETWEEN: Final = reason("fees.total_between")
LOCAL_AMOUNT_NOT_SET: Final = reason("fees.local_amount_not_set")
NO_MEASURES_BEFORE_2007: Final = reason("fees.no_measures_before_2007")


class Step(NamedTuple):
    """One line of the working: why, what it adds (negative: takes away), in yuan, and its article."""

    why: Reason
    adds: Decimal
    cited: Citation


class Fee(NamedTuple):
    """A fee in yuan. Without `amount` it lies between `least` and `most`."""

    amount: Decimal | None
    least: Decimal
    most: Decimal
    steps: tuple[Step, ...]


class Working(NamedTuple):
    """Exact running totals; the two differ while a local amount is not known."""

    least: Decimal
    most: Decimal
    steps: tuple[Step, ...] = ()

    def plus(self, other: "Working") -> "Working":
        """Both together."""
        return Working(self.least + other.least, self.most + other.most, self.steps + other.steps)

    def times(self, factor: Decimal, divisor: int, why: Reason, cited: Citation) -> "Working":
        """The same multiplied and divided, as one step."""
        most = self.most * factor / divisor
        step = Step(why, most - self.most, cited)
        return Working(self.least * factor / divisor, most, (*self.steps, step))

    def at_most(self, cap: Decimal, why: Reason, cited: Citation) -> "Working":
        """The same, held at a cap."""
        if self.most <= cap:
            return self
        step = Step(why, cap - self.most, cited)
        return Working(min(self.least, cap), cap, (*self.steps, step))


NOTHING: Final = Working(Decimal(0), Decimal(0))


def by_brackets(table: str, base: Decimal, on: date) -> Working:
    """The fee a table gives for a base in yuan, part by part."""
    steps = []
    for bracket in brackets(table, on):
        if base <= bracket.over and bracket.over > 0:
            break
        up_to = base if bracket.up_to is None else min(base, bracket.up_to)
        part = up_to - bracket.over
        cited = bracket.cited
        if bracket.rate is None:
            steps.append(
                Step(FLAT_PART(up_to=bracket.up_to, fee=bracket.flat), bracket.flat, cited)
            )
        elif bracket.rate == 0:
            steps.append(Step(FREE_PART(up_to=bracket.up_to), bracket.flat, cited))
        else:
            adds = part * bracket.rate
            steps.append(Step(PART(part=part, rate=bracket.percent, fee=adds), adds, cited))
    total = sum((step.adds for step in steps), Decimal(0))
    return Working(total, total, tuple(steps))


def by_case(kind: str, local_amount: Decimal | None, on: date) -> Working:
    """A flat fee, the amount set within its range, or the range itself where that is not known."""
    fee = flat_fee(kind, on)
    cited = fee.cited
    if fee.least == fee.most:
        return Working(fee.least, fee.most, (Step(FLAT(fee=fee.most), fee.most, cited),))
    if local_amount is None:
        step = Step(RANGE(least=fee.least, most=fee.most), fee.most, cited)
        return Working(fee.least, fee.most, (step,))
    step = Step(LOCAL_AMOUNT(fee=local_amount), local_amount, cited)
    return Working(local_amount, local_amount, (step,))


def payable(
    working: Working, *because: Reason, code: str = "PAYABLE", doubts: tuple[Reason, ...] = ()
) -> Finding:
    """The working as a finding: the amount, or the range and the local amount that is missing."""
    cited = tuple(dict.fromkeys(step.cited for step in working.steps))
    least, most = to_fen(working.least), to_fen(working.most)
    if least != most:
        fee = Fee(None, least, most, working.steps)
        between = TOTAL_BETWEEN(least=least, most=most)
        doubted = (LOCAL_AMOUNT_NOT_SET, *doubts)
        return unknown(cited, *because, between, missing="local_amount", code=code, value=fee, doubts=doubted)  # fmt: skip
    fee = Fee(most, least, most, working.steps)
    doubted = (*rounding_doubt(working.most), *doubts)
    return yes(cited, *because, TOTAL(fee=most), code=code, value=fee, doubts=doubted)


def before_the_measures(on: date) -> Finding | None:
    """Unknown for a day before the Measures took effect, whose older tariffs are not held here."""
    if FEES.in_force(on):
        return None
    return unknown(FEES["56"], NO_MEASURES_BEFORE_2007, missing="on")
