"""Rates of currencies that finance staff read off a publication, and what money is worth by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from yunqiao.court.fees import ledger
from yunqiao.court.fees.ledger import FEN_PER_YUAN, MINOR_UNITS, USUAL_MINOR_UNITS, Money
from yunqiao.court.fees.paying import access
from yunqiao.court.fees.records import PublishedRate
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account
from yunqiao.gateways.payment.port import Amount
from yunqiao.law.money import CNY, Rate

HOLDS_FOR: Final = timedelta(days=10)
"""How long a rate is good where none is published: the longest public holidays take eight days."""


@dataclass(frozen=True, slots=True)
class Approximate:
    """What yuan are about worth abroad, by the rate of a day."""

    minor: int
    rate: PublishedRate


def record_rate(*, by: Account, rate: Rate, source: str, key: RequestKey) -> None:
    """Record a rate as it was published and where; recorded again, the newer one counts.

    Raises:
        NotPermittedError: the account is of no court's finance staff.
    """
    access.may_see_desk(by).require()

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.keep(writing, key, {})
            writing.insert(
                PublishedRate(
                    currency=rate.currency,
                    holds_on=rate.published_on,
                    published_on=rate.published_on,
                    cny_per_unit=rate.cny_per_unit,
                    source=source,
                    by_id=by.person_id,
                    at=now(),
                )
            )
        return {}

    idempotency.once(key, create)


def as_rate(row: PublishedRate) -> Rate:
    """A recorded rate as the law and the ledger know it."""
    return Rate(
        currency=row.currency,
        cny_per_unit=Decimal(f"{row.cny_per_unit.normalize():f}"),
        published_on=row.published_on,
    )


def good_on(on: date) -> Sequence[PublishedRate]:
    """The rate of each currency that is good on a court-local day, by currency."""
    rows = PublishedRate.objects.filter(published_on__lte=on, published_on__gt=on - HOLDS_FOR)
    newest = rows.order_by("currency", "-published_on", "-id").distinct("currency")
    return list(newest)


def rate_of(currency: str, on: date) -> PublishedRate | None:
    """The rate of a currency that is good on a court-local day."""
    return next((one for one in good_on(on) if one.currency == currency), None)


def worth(amount: Amount, on: date) -> Money | None:
    """An amount and its worth in yuan on a court-local day; None where no rate is known.

    Raises:
        NotBookableError: it is not above nought, or worth less than a fen.
    """
    if amount.currency == CNY:
        return ledger.yuan(amount.minor)
    row = rate_of(amount.currency, on)
    return ledger.abroad(amount.minor, as_rate(row)) if row else None


def abroad(fen: int, on: date) -> Sequence[Approximate]:
    """What fen are about worth in each currency whose rate is good on a court-local day."""
    return [Approximate(_minor(fen, row), row) for row in good_on(on)]


def _minor(fen: int, row: PublishedRate) -> int:
    units = Decimal(fen) / FEN_PER_YUAN / row.cny_per_unit
    minor = units * MINOR_UNITS.get(row.currency, USUAL_MINOR_UNITS)
    return int(minor.to_integral_value(ROUND_HALF_UP))
