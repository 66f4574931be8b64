"""In which order money that comes in pays the debt and the doubled part."""

from dataclasses import dataclass
from decimal import Decimal

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, reason, yes
from yunqiao.law.instruments import DELAY_INTEREST
from yunqiao.law.money import require_amounts

DEBT_FIRST = reason("enforcement.debt_first")
ORDER_AGREED = reason("enforcement.order_agreed")
MONEY_LEFT_OVER = reason("enforcement.money_left_over")
RETURN_THE_REST = reason("enforcement.return_the_rest")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReceived:
    """Money received, and what is owed on the day, in one currency.

    `debt` is the whole money debt of the title, ordinary interest included.
    """

    received: Decimal
    debt: Decimal
    doubled_part: Decimal = Decimal(0)
    agreed_doubled_part_first: bool = False

    def __post_init__(self) -> None:
        require_amounts(received=self.received, debt=self.debt, doubled_part=self.doubled_part)


@provision(DELAY_INTEREST["4"])
def order_of_payment(money: MoneyReceived) -> Finding:
    """What does money received pay first, and what remains?"""
    if money.agreed_doubled_part_first:
        to_doubled = min(money.received, money.doubled_part)
        to_debt = min(money.received - to_doubled, money.debt)
    else:
        to_debt = min(money.received, money.debt)
        to_doubled = min(money.received - to_debt, money.doubled_part)
    rest = money.received - to_debt - to_doubled
    return yes(
        DELAY_INTEREST["4"],
        ORDER_AGREED if money.agreed_doubled_part_first else DEBT_FIRST,
        *((MONEY_LEFT_OVER(rest=rest),) if rest else ()),
        value={
            "to_debt": to_debt,
            "to_doubled_part": to_doubled,
            "debt_left": money.debt - to_debt,
            "doubled_part_left": money.doubled_part - to_doubled,
            "to_return": rest,
        },
        try_next=(RETURN_THE_REST,) if rest else (),
    )
