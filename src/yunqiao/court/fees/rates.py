"""Rates of currencies that finance staff read off a publication, and what money is worth by them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter
from typing import Any, Final

from django.db.models import QuerySet

from yunqiao.court.directory.models import Court
from yunqiao.court.directory.tree import line_of
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


def record_rate(*, by: Account, court: Court, rate: Rate, source: str, key: RequestKey) -> None:
    """Record a rate as it was published and where, for a court and those below it.

    Recorded again, the newer one counts.

    Raises:
        NotPermittedError: the account is no finance staff of the court.
    """
    access.may_handle_money_of(by, court.id).require()

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.keep(writing, key, {})
            writing.insert(
                PublishedRate(
                    court=court,
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


def counting_at(courts: Iterable[Court]) -> QuerySet[PublishedRate]:
    """The rates that count at these courts: theirs, and those of the courts above."""
    return PublishedRate.objects.filter(
        court__in={one for court in courts for one in line_of(court)}
    )


def good_on(court: Court, on: date) -> Sequence[PublishedRate]:
    """The rate of each currency that is good at a court on a court-local day, by currency.

    The newest counts; of one day that of the nearest court.
    """
    rows = PublishedRate.objects.filter(published_on__lte=on, published_on__gt=on - HOLDS_FOR)
    found = sorted(_in_line(court, rows), key=attrgetter("published_on"))
    by_currency = {row.currency: row for row in found}
    return [by_currency[currency] for currency in sorted(by_currency)]


def held_on(court: Court, currency: str, on: date) -> Rate | None:
    """The rate that holds at a court on that very court-local day (Fees 55), of the nearest court."""
    rows = PublishedRate.objects.filter(currency=currency, holds_on=on)
    held = _in_line(court, rows)
    return as_rate(held[-1]) if held else None


def rate_of(court: Court, currency: str, on: date) -> PublishedRate | None:
    """The rate of a currency that is good at a court on a court-local day."""
    return next((one for one in good_on(court, on) if one.currency == currency), None)


def worth(amount: Amount, court: Court, on: date) -> Money | None:
    """An amount and its worth in yuan at a court on a court-local day; None where no rate is known.

    Raises:
        NotBookableError: it is not above nought, or worth less than a fen.
    """
    if amount.currency == CNY:
        return ledger.yuan(amount.minor)
    row = rate_of(court, amount.currency, on)
    return ledger.abroad(amount.minor, as_rate(row)) if row else None


def abroad(fen: int, court: Court, on: date) -> Sequence[Approximate]:
    """What fen are about worth in each currency whose rate is good at a court on a court-local day."""
    return [Approximate(_minor(fen, row), row) for row in good_on(court, on)]


def _in_line(court: Court, rows: QuerySet[PublishedRate]) -> list[PublishedRate]:
    """Those of the court and of the courts above; the nearest court's last, the newest of them at the end."""
    line = line_of(court)
    found = rows.filter(court__in=line)
    return sorted(found, key=lambda one: (-line.index(one.court_id), one.id))


def _minor(fen: int, row: PublishedRate) -> int:
    units = Decimal(fen) / FEN_PER_YUAN / row.cny_per_unit
    minor = units * MINOR_UNITS.get(row.currency, USUAL_MINOR_UNITS)
    return int(minor.to_integral_value(ROUND_HALF_UP))
