"""The reference a payer writes on a transfer: ISO 11649, the same for a party in all its letters."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from yunqiao.court.casefile.letters import SIGNS
from yunqiao.court.casefile.models import END_OF_ID, Party
from yunqiao.gateways.bank.port import BankGateway
from yunqiao.gateways.registry import gateway

LENGTH: Final = 12
BITS: Final = 5
HEX_DIGITS: Final = LENGTH * BITS // 4


def reference_of(party_id: UUID) -> str:
    """The reference of a party's fee: RF, two check digits, twelve signs drawn with the party's id."""
    drawn = party_id.int
    number = "".join(SIGNS[drawn >> place * BITS & (1 << BITS) - 1] for place in range(LENGTH))
    return gateway(BankGateway).reference_for(number)  # type: ignore[type-abstract]


def party_with(references: Iterable[str]) -> Party | None:
    """The party whom one of these references was given to; None if none was, or several were."""
    ends = {_end_of_id(one[-LENGTH:]) for one in references if set(one[-LENGTH:]) <= set(SIGNS)}
    parties = Party.objects.annotate(end_of_id=END_OF_ID).select_related("case__court")
    found = list(parties.filter(end_of_id__in=ends)[:2])
    return found[0] if len(found) == 1 else None


def _end_of_id(number: str) -> str:
    drawn = sum(SIGNS.index(sign) << place * BITS for place, sign in enumerate(number))
    return f"{drawn:0{HEX_DIGITS}x}"
