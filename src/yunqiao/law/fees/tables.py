"""The tariffs of the Measures on the Payment of Litigation Costs, dated, as data."""

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple

from yunqiao.law.findings import Citation
from yunqiao.law.instruments import FEES
from yunqiao.law.rows import rows

PROPERTY: Final = "property"
ENFORCEMENT: Final = "enforcement"
PRESERVATION: Final = "preservation"
DIVORCE_PROPERTY: Final = "divorce_property"
PERSONALITY_DAMAGES: Final = "personality_damages"


class Bracket(NamedTuple):
    """The part of an amount over `over` and up to `up_to` yuan: a flat sum, or a rate on that part."""

    over: Decimal
    up_to: Decimal | None
    rate: Decimal | None
    percent: str
    flat: Decimal
    cited: Citation


class FlatFee(NamedTuple):
    """A sum for each case or application, or the range within which the province or court sets it."""

    least: Decimal
    most: Decimal
    set_by: str
    cited: Citation


@lru_cache(maxsize=256)
def brackets(table: str, on: date) -> tuple[Bracket, ...]:
    """The brackets of a table on a court-local date, lowest first; none before the Measures."""
    return tuple(
        bracket for name, valid, bracket in _brackets() if name == table and valid.covers(on)
    )


def flat_fee(kind: str, on: date) -> FlatFee:
    """The flat fee or range of a kind on a court-local date; KeyError before the Measures."""
    for name, valid, fee in _flat_fees():
        if name == kind and valid.covers(on):
            return fee
    raise KeyError(kind)


class _Valid(NamedTuple):
    first: date
    last: date | None

    def covers(self, on: date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)


@cache
def _brackets() -> tuple[tuple[str, _Valid, Bracket], ...]:
    return tuple(
        (
            row["table"],
            _valid(row),
            Bracket(
                Decimal(row["over_cny"]),
                Decimal(row["up_to_cny"]) if row["up_to_cny"] else None,
                Decimal(row["rate"]) if row["rate"] else None,
                f"{(Decimal(row['rate'] or 0) * 100).normalize():f}",
                Decimal(row["flat_cny"] or 0),
                FEES[row["article"]],
            ),
        )
        for row in rows("fee_brackets.csv")
    )


@cache
def _flat_fees() -> tuple[tuple[str, _Valid, FlatFee], ...]:
    return tuple(
        (
            row["kind"],
            _valid(row),
            FlatFee(
                Decimal(row["min_cny"] or 0),
                Decimal(row["max_cny"]),
                row["who_sets_within_range"],
                FEES[row["article"]],
            ),
        )
        for row in rows("fee_flat.csv")
    )


def _valid(row: dict[str, str]) -> _Valid:
    last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return _Valid(date.fromisoformat(row["valid_from"]), last)
