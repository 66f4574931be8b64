"""What a fee is computed from, kept whole with every assessment of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yunqiao.law.money import CNY, Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One claim for money, with the rate of its currency once that is known."""

    amount: Decimal
    currency: str = CNY
    rate: Rate | None = None

    def payload(self) -> dict[str, Any]:
        """Plain JSON; amounts are text."""
        rate = self.rate and {
            "cny_per_unit": str(self.rate.cny_per_unit),
            "published_on": self.rate.published_on.isoformat(),
        }
        return {"amount": str(self.amount), "currency": self.currency, "rate": rate}

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "Claimed":
        """Read what `payload` wrote."""
        currency, rate = payload["currency"], payload["rate"]
        return cls(
            amount=Decimal(payload["amount"]),
            currency=currency,
            rate=rate
            and Rate(
                currency=currency,
                cny_per_unit=Decimal(rate["cny_per_unit"]),
                published_on=date.fromisoformat(rate["published_on"]),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The facts of a fee at first instance.

    `on` is the court-local day of acceptance. `kind` is the tariff (law.fees), empty while the court
    has not said which of several. `halved_for` names the grounds of halving that are present.
    `relief_percent` is what the court lets the party off, 100 for exemption. `ended_as` is an ending
    after which nothing of the fee is due. A fee of whoever `claims_wages` is not asked for in advance.
    """

    on: date
    kind: str
    claims: tuple[Claimed, ...] = ()
    non_property_claims: int = 0
    local_amount: Decimal | None = None
    halved_for: tuple[str, ...] = ()
    relief_percent: int = 0
    ended_as: str = ""
    claims_wages: bool = False

    def payload(self) -> dict[str, Any]:
        """Plain JSON; amounts are text."""
        return {
            "on": self.on.isoformat(),
            "kind": self.kind,
            "claims": [claimed.payload() for claimed in self.claims],
            "non_property_claims": self.non_property_claims,
            "local_amount": None if self.local_amount is None else str(self.local_amount),
            "halved_for": list(self.halved_for),
            "relief_percent": self.relief_percent,
            "ended_as": self.ended_as,
            "claims_wages": self.claims_wages,
        }

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "Basis":
        """Read what `payload` wrote."""
        local = payload["local_amount"]
        return cls(
            on=date.fromisoformat(payload["on"]),
            kind=payload["kind"],
            claims=tuple(map(Claimed.read, payload["claims"])),
            non_property_claims=payload["non_property_claims"],
            local_amount=None if local is None else Decimal(local),
            halved_for=tuple(payload["halved_for"]),
            relief_percent=payload["relief_percent"],
            ended_as=payload["ended_as"],
            claims_wages=payload.get("claims_wages", False),  # recorded before it was asked
        )
