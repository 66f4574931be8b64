"""What is known of a case that its fee depends on: the claim, the court's settings, rates of the day."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from yunqiao.court.casefile.entries import CLAIM_CORRECTED, CLAIM_FILED, FEE_FACTS_ENTERED
from yunqiao.court.casefile.models import Case, Party, Role
from yunqiao.court.casefile.sides import owe_together
from yunqiao.court.directory.models import Court
from yunqiao.court.directory.settings import FEE, setting_in_line
from yunqiao.court.directory.tree import line_of
from yunqiao.court.fees import facts
from yunqiao.court.fees.basis import Basis, Claimed
from yunqiao.court.fees.rates import held_on
from yunqiao.court.fees.records import FeeAssessment
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.law.money import CNY

TARIFF: Final = "kind"
LOCAL_AMOUNT: Final = "local_amount"
RATE: Final = "rate."
"""Names of facts that may be missing; a rate is named with its currency."""


def basis_at_acceptance(case: Case) -> Basis:
    """The facts of the fee of a registered case, as far as they are known."""
    assert case.registered_on is not None
    on = case.registered_on
    requests = _claim(case)["requests"]
    money = [one for one in requests if one.get("amount") and Decimal(one["amount"])]
    entered = _entered(case)
    tariff = entered.get("tariff") or facts.tariff_of(case.cause, for_money=bool(money))
    return Basis(
        on=on,
        kind=tariff,
        claims=tuple(claimed(case.court, one["amount"], one["currency"], on) for one in money),
        non_property_claims=len(requests) - len(money),
        local_amount=_local_amount(case, tariff, on, entered.get("local_amount", "")),
        claims_wages=entered.get("wages", False),
    )


def missing_in(basis: Basis) -> Sequence[str]:
    """What a clerk must enter before the fee can be said."""
    missing = [] if basis.kind else [TARIFF]
    currencies = dict.fromkeys(one.currency for one in basis.claims if _needs_rate(one))
    missing += [RATE + currency for currency in currencies]
    if basis.kind and not missing and not facts.acceptance_fee(basis).is_yes:
        missing.append(LOCAL_AMOUNT)
    return missing


def claimed(court: Court, amount: str | Decimal, currency: str, on: date) -> Claimed:
    """A claim with the rate that holds at a court on a court-local day, if one was entered."""
    rate = None if currency == CNY else held_on(court, currency, on)
    return Claimed(amount=Decimal(amount), currency=currency, rate=rate)


def payer_of(case: Case) -> Party:
    """In whose name the books keep the fee: once it is set that stays; the claimant who filed, else the first.

    Several claimants owe one fee together.
    """
    assessed = FeeAssessment.objects.filter(case=case).select_related("party__case__court")
    if row := assessed.order_by("number").first():
        return row.party
    claimants = Party.objects.filter(case=case, role=Role.CLAIMANT).select_related("case__court")
    found = list(claimants.order_by("position"))
    return next((one for one in found if one.person_id is not None), found[0])


def debtor_of(party: Party) -> Party:
    """The party in whose name the books keep what a party owes: of joint claimants one."""
    return payer_of(party.case) if party.role == Role.CLAIMANT else party


def owing_together(debtor: Party) -> list[Party]:
    """All who owe what a party owes, in their order."""
    parties = Party.objects.filter(case=debtor.case_id).order_by("position")
    return [one for one in parties if owe_together(one, debtor)]


def agreed_to_electronic_service(case: Case) -> bool:
    """Whether the claimant may be served online: then a notice arrives on the day it is issued."""
    agreed: bool = _claim(case)["service_address"]["electronic"]
    return agreed


def _claim(case: Case) -> Mapping[str, Any]:
    """The claim as it stands on the docket."""
    told = DocketEntry.objects.filter(stream_id=case.id, kind__in=[CLAIM_FILED, CLAIM_CORRECTED])
    claim: Mapping[str, Any] = told.order_by("-seq")[:1].get().payload["claim"]
    return claim


def _entered(case: Case) -> dict[str, Any]:
    """What clerks entered for this case; the last word counts."""
    entered: dict[str, Any] = {}
    for entry in DocketEntry.objects.filter(stream_id=case.id, kind=FEE_FACTS_ENTERED).order_by(
        "seq"
    ):
        entered |= {name: said for name, said in entry.payload.items() if said}
    return entered


def _local_amount(case: Case, tariff: str, on: date, entered: str) -> Decimal | None:
    if tariff not in facts.LOCAL:
        return None
    if entered:
        return Decimal(entered)
    setting = setting_in_line(line_of(case.court), FEE + facts.LOCAL[tariff], on)
    return Decimal(setting.value) if setting else None


def _needs_rate(one: Claimed) -> bool:
    return one.currency != CNY and one.rate is None
