"""A party's wish that its address for service be kept secret (EM 4)."""

from dataclasses import dataclass

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import EM

KEEP_SECRET = reason("service.secrecy.keep_secret")
WISH_NOT_KNOWN = reason("service.secrecy.wish_not_known")
NOT_ASKED = reason("service.secrecy.not_asked")
ASK_THE_COURT = reason("service.secrecy.ask_the_court")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyWish:
    """Whether the party asked the court to keep what stands in its address form secret."""

    asked: bool | None = None


@provision(EM["4"], source="service_rules.md A4")
def address_is_kept_secret(wish: SecrecyWish) -> Finding:
    """Must the court keep the party's address and telephone secret?"""
    if wish.asked is None:
        return unknown(EM["4"], WISH_NOT_KNOWN, missing="asked")
    if not wish.asked:
        return no(EM["4"], NOT_ASKED, try_next=(ASK_THE_COURT,))
    return yes(EM["4"], KEEP_SECRET)
