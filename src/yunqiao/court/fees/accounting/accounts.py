"""The courts' accounts with payment firms and banks, each with the courts that use it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from yunqiao.court.directory.models import Court
from yunqiao.court.fees.paying.models import BANK
from yunqiao.gateways.bank.port import BankAccount, BankAccounts
from yunqiao.gateways.payment.port import PaymentGateway, PaymentGateways, Way
from yunqiao.gateways.registry import gateway

EVERY_COURT: Final = "all"
"""The account that courts without their own share."""


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """Where money of these courts lies; `name` is the court's code, or `all`."""

    name: str
    way: str
    courts: list[UUID] = field(default_factory=list)

    @property
    def only_court(self) -> UUID | None:
        """The court whose account it is; None where several share it."""
        return self.courts[0] if len(self.courts) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmAccount(HeldAccount):
    """An account with a payment firm."""

    firm: PaymentGateway


def firm_accounts() -> Sequence[FirmAccount]:
    """Every account that a court takes payments by today."""
    gateways = gateway(PaymentGateways)  # type: ignore[type-abstract]
    found: dict[tuple[str, Way], FirmAccount] = {}
    for court in Court.objects.order_by("code"):
        for way in gateways.ways(court.code):
            firm = gateways.of(court.code, way)
            name = name_of(firm, court.code, way)
            held = found.setdefault((name, way), FirmAccount(name, way, firm=firm))
            held.courts.append(court.id)
    return list(found.values())


def bank_accounts() -> Sequence[HeldAccount]:
    """Every account that a court takes transfers to today."""
    banks = gateway(BankAccounts)  # type: ignore[type-abstract]
    found: dict[BankAccount, HeldAccount] = {}
    for court in Court.objects.order_by("code"):
        account = banks.of(court.code)
        if account:
            name = EVERY_COURT if account == banks.of(EVERY_COURT) else court.code
            found.setdefault(account, HeldAccount(name, BANK)).courts.append(court.id)
    return list(found.values())


def name_of(firm: PaymentGateway, addressed: str, way: Way) -> str:
    """The name of the account with a firm to which this one leads, a court's code or `all`."""
    try:
        shared = gateway(PaymentGateways).of(EVERY_COURT, way)  # type: ignore[type-abstract]
    except KeyError:
        return addressed
    return EVERY_COURT if shared is firm else addressed
