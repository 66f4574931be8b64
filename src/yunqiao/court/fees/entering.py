"""What a clerk enters for a fee: rates of the day, the tariff, a local amount, when a notice came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import FEE_FACTS_ENTERED
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case
from yunqiao.court.fees import access
from yunqiao.court.fees.assessing import last_assessment
from yunqiao.court.fees.entries import FactsEntered
from yunqiao.court.fees.period import begin_period, told_on
from yunqiao.court.fees.records import PublishedRate
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class RateGiven:
    """A rate as a clerk read it: yuan per unit, the court-local day it was published on."""

    cny_per_unit: Decimal
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsGiven:
    """What a clerk entered, and where it stands; what is empty was not asked."""

    rates: Mapping[str, RateGiven]
    tariff: str = ""
    local_amount: Decimal | None = None
    wages: bool = False
    source: str = ""


def enter_facts(*, by: Account, case_id: UUID, given: FactsGiven, key: RequestKey) -> None:
    """Enter what was missing; the job that follows sets the fee.

    A rate holds for every case accepted on the same day at the court or below it.

    Raises:
        NotPermittedError: the account does not work on fees of this court.
        WrongStateError: the fee was set in the meantime.
    """

    def write(writing: Act, case: Case) -> None:
        if last_assessment(case) is not None or case.registered_on is None:
            raise WrongStateError("the fee is set already")
        for currency, rate in given.rates.items():
            writing.insert(_row(writing, case, currency, rate, given.source))
        docket.record(writing, case, FEE_FACTS_ENTERED, _entry(given).payload())

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def enter_receipt(*, by: Account, case_id: UUID, notified_on: date, key: RequestKey) -> None:
    """Enter the court-local day on which the party received the notice to pay (Fees 22).

    Raises:
        NotPermittedError: the account does not work on fees of this court.
        WrongStateError: no fee was set, or the party was told to pay on a later day.
    """

    def write(writing: Act, case: Case) -> None:
        row = last_assessment(case)
        if row is None:
            raise WrongStateError("no fee was set")
        if notified_on < told_on(case):
            raise WrongStateError("the party was told to pay on a later day")
        begin_period(writing, case, notified_on)

    act_on(case_id, by=by, may=access.may_work_on_fees, key=key, write=write)


def _row(writing: Act, case: Case, currency: str, rate: RateGiven, source: str) -> PublishedRate:
    assert case.registered_on is not None
    return PublishedRate(
        court=case.court,
        currency=currency,
        holds_on=case.registered_on,
        published_on=rate.published_on,
        cny_per_unit=rate.cny_per_unit,
        source=source,
        by_id=writing.by.person,
        at=now(),
    )


def _entry(given: FactsGiven) -> FactsEntered:
    return FactsEntered(
        rates={
            currency: {
                "cny_per_unit": str(rate.cny_per_unit),
                "published_on": rate.published_on.isoformat(),
            }
            for currency, rate in given.rates.items()
        },
        tariff=given.tariff,
        local_amount="" if given.local_amount is None else str(given.local_amount),
        wages=given.wages,
        source=given.source,
    )
