"""The reference a payer writes on a transfer: ISO 11649, the same for a party in all its letters."""

from typing import Final
from uuid import UUID

from yunqiao.court.casefile.letters import SIGNS
from yunqiao.gateways.bank.port import BankGateway
from yunqiao.gateways.registry import gateway

LENGTH: Final = 12
BITS: Final = 5


def reference_of(party_id: UUID) -> str:
    """The reference of a party's fee: RF, two check digits, twelve signs drawn with the party's id."""
    drawn = party_id.int
    number = "".join(SIGNS[drawn >> place * BITS & (1 << BITS) - 1] for place in range(LENGTH))
    return gateway(BankGateway).reference_for(number)  # type: ignore[type-abstract]
