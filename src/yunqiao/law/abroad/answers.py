"""How a channel answers: open, closed, or waiting for a fact; HK, Macao and Taiwan by reference only."""

from typing import Final

from yunqiao.law.abroad.addressee import AddresseeAbroad, AddresseeNature
from yunqiao.law.abroad.codes import NEEDS_FACTS, NEEDS_REVIEW, NOT_ALLOWED, NOT_APPLICABLE, OPEN
from yunqiao.law.findings import Citation, Finding, Reason, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, CPL_2021, HSC, IMMUNITY, INT

FACT_MISSING = reason("abroad.channel.fact_missing")
STATE_HAS_ITS_OWN_RULE = reason("abroad.channel.state_has_its_own_rule")
ONLY_BY_REFERENCE = reason("abroad.channel.only_by_reference")
REGION_IS_NOT_A_STATE = reason("abroad.channel.region_is_not_a_state")
ADDRESS_UNKNOWN = reason("abroad.channel.address_unknown")
NOT_IN_2021_TEXT = reason("abroad.channel.not_in_2021_text")
USE_SPECIAL_LIST = reason("abroad.next.special_list")
USE_DIPLOMATIC_NOTE = reason("abroad.next.foreign_state")
FIND_ADDRESS = reason("abroad.next.find_address")

Cited = tuple[Citation, ...]

_BY_REFERENCE: Final = INT["549"]


def item(facts: AddresseeAbroad, now: str, before: str = "") -> Cited:
    """The item of CPL 283, or of CPL 2021 274 for a date before 2024-01-01."""
    return (CPL[f"283{now}"] if facts.under_2023_text or not before else CPL_2021[f"274{before}"],)


def opened(facts: AddresseeAbroad, cited: Cited, *because: Reason, doubts: tuple[Reason, ...] = (), value: object = None) -> Finding:  # fmt: skip
    """The channel is open; for a region it is so only by reference, which is for the court."""
    if facts.region:
        return for_the_court(
            (*cited, _BY_REFERENCE),
            *because,
            ONLY_BY_REFERENCE,
            code=NEEDS_REVIEW,
            try_next=(USE_SPECIAL_LIST,),
            doubts=doubts,
            value=value,
        )
    return yes(cited, *because, code=OPEN, doubts=doubts, value=value)


def closed(cited: Cited, *because: Reason, code: str = NOT_APPLICABLE, try_next: tuple[Reason, ...] = ()) -> Finding:  # fmt: skip
    """The channel is not there for this addressee."""
    return no(cited, *because, code=code, try_next=try_next)


def forbidden(cited: Cited, *because: Reason, try_next: tuple[Reason, ...] = ()) -> Finding:
    """The channel must not be used: whatever comes back, it is no service by this item."""
    return no(cited, *because, code=NOT_ALLOWED, try_next=try_next)


def waits_for(cited: Cited, *missing: str, because: Reason = FACT_MISSING) -> Finding:
    """Nothing can be said before these facts are known."""
    return unknown(cited, because, missing=missing, code=NEEDS_FACTS)


def foreign_state(facts: AddresseeAbroad, cited: Cited) -> Finding | None:
    """A foreign State is served by the Immunity Law, not by the items of CPL 283."""
    if facts.nature is not AddresseeNature.STATE:
        return None
    return closed((IMMUNITY["17"], *cited), STATE_HAS_ITS_OWN_RULE, try_next=(USE_DIPLOMATIC_NOTE,))


def official_channel_barred(facts: AddresseeAbroad, cited: Cited) -> Finding | None:
    """What bars every channel through a foreign authority: no State, a region, or no address."""
    if facts.nature is AddresseeNature.STATE:
        return foreign_state(facts, cited)
    if facts.region:
        return closed(cited, REGION_IS_NOT_A_STATE, try_next=(USE_SPECIAL_LIST,))
    return address_barred(facts, cited)


def address_barred(facts: AddresseeAbroad, cited: Cited) -> Finding | None:
    """What bars every channel that needs an address abroad."""
    if facts.address_known is False:
        return closed((HSC["1"], *cited), ADDRESS_UNKNOWN, try_next=(FIND_ADDRESS,))
    missing = [name for name in ("address_known", "state") if getattr(facts, name) is None]
    return waits_for(cited, *missing) if missing else None
