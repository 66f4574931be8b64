"""The courts' accounts with payment firms, each with the courts that use it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from yunqiao.court.directory.models import Court
from yunqiao.gateways.payment.port import PaymentGateway, PaymentGateways, Way
from yunqiao.gateways.registry import gateway

EVERY_COURT: Final = "all"
"""The account that courts without their own share."""


@dataclass(frozen=True, slots=True)
class FirmAccount:
    """One account; `name` is the court's code, or `all`."""

    name: str
    way: Way
    firm: PaymentGateway
    courts: list[UUID] = field(default_factory=list)


def firm_accounts() -> Sequence[FirmAccount]:
    """Every account that a court takes payments by today."""
    gateways = gateway(PaymentGateways)  # type: ignore[type-abstract]
    found: dict[tuple[str, Way], FirmAccount] = {}
    for court in Court.objects.order_by("code"):
        for way in gateways.ways(court.code):
            firm = gateways.of(court.code, way)
            name = EVERY_COURT if _shared(gateways, way) is firm else court.code
            found.setdefault((name, way), FirmAccount(name, way, firm)).courts.append(court.id)
    return list(found.values())


def _shared(gateways: PaymentGateways, way: Way) -> PaymentGateway | None:
    try:
        return gateways.of(EVERY_COURT, way)
    except KeyError:
        return None
